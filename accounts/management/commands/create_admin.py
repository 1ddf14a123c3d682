"""Makes the first admin of a new installation; further people are invited in the browser."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Organisation, Role, User


class Command(BaseCommand):
    help = "Maakt een beheerder aan. Het wachtwoord wordt gevraagd."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--organisation", required=True, help="code van de organisatie, zoals lwl")
        parser.add_argument("--password", help="alleen voor scripts; anders wordt het gevraagd")

    def handle(self, *args, email, name, organisation, password, **options):
        owner = Organisation.objects.filter(slug=organisation).first()
        if owner is None:
            known = ", ".join(Organisation.objects.values_list("slug", flat=True))
            raise CommandError(
                f"Organisatie {organisation} is niet bekend. Kies uit: {known or 'eerst load_reference'}."
            )
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"{email} heeft al een account.")
        secret = password or getpass("Wachtwoord (ten minste 12 tekens): ")
        if len(secret) < 12:
            raise CommandError("Het wachtwoord heeft minder dan 12 tekens.")
        User.objects.create_user(email, secret, name=name, organisation=owner, role=Role.ADMIN)
        self.stdout.write(f"{name} kan nu inloggen met {email}.")
