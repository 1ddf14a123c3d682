from django.core.management.base import BaseCommand

from employers.reference import load_reference


class Command(BaseCommand):
    help = "Loads organisations, municipalities, sectors, lists and networks; running it again adds nothing twice."

    def handle(self, *args, **options):
        load_reference()
        self.stdout.write("Referentiegegevens staan klaar.")
