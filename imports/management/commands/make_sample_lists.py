from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from imports.sample_lists import make_lists, make_more_lists, write_lists


class Command(BaseCommand):
    help = "Writes kvk.xlsx, baanbrekend.xlsx and lwl.xlsx with invented firms; needs no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--out", required=True, type=Path, help="folder for the files, made when it is not there")
        parser.add_argument("--seed", default=1, type=int, help="another number gives another region")
        parser.add_argument("--noise", default=0.5, type=float, help="how many flaws: 0 (none) to 1 (twice the usual)")
        parser.add_argument("--truth", action="store_true", help="also writes truth.csv: what each row really is")

        parser.add_argument("--more", action="store_true", help="also writes sbb.xlsx and netwerk.xlsx")

    def handle(self, *args, out, seed, noise, truth, more, **options):
        try:
            lists = [*make_lists(seed, noise), *(make_more_lists(seed, noise) if more else [])]
            files = write_lists(lists, out, truth)
        except (ValueError, OSError) as error:
            raise CommandError(f"De voorbeeldlijsten zijn niet gemaakt: {error}") from error
        self.stdout.write("Voorbeeldlijsten: " + ", ".join(path.name for path in files))
