"""The columns of an export of employers: safe to open in a spreadsheet, and mindful of who wants to be left alone."""

from datetime import date

from django.db.models import Prefetch
from import_export import fields, resources

from employers.models import ContactPerson, Registration
from employers.spreadsheets import harmless
from lwl_crm.templatetags.crm import phone

SMALL_TEXT = {True: "ja", False: "nee", None: "onbekend"}


def _column(heading, attribute="", *, of=""):
    """A column with an attribute of the employer, or what a method of the resource makes of it."""
    return fields.Field(column_name=heading, attribute=attribute or None, dehydrate_method=of or None)


class EmployerResource(resources.Resource):
    """One row per employer. A shielded address and people who opted out stay out (AVG)."""

    name = _column("Naam", "trade_name")
    kvk_number = _column("KvK-nummer", "kvk_number")
    establishment_number = _column("Vestigingsnummer", "establishment_number")
    street = _column("Adres", of="street_of")
    postcode = _column("Postcode", of="postcode_of")
    place = _column("Plaats", "place")
    municipality = _column("Gemeente", "municipality__name")
    sector = _column("Sector", "sector__name")
    sbi_code = _column("SBI-code", "sbi_code")
    size = _column("Werkzame personen", of="size_of")
    size_source = _column("Bron omvang", of="size_source_of")
    size_reference_date = _column("Peildatum omvang", of="size_reference_date_of")
    effective_size = _column("Werkzame personen onderneming", of="effective_size_of")
    small = _column("Klein mkb", of="small_of")
    phone = _column("Telefoon", of="phone_of")
    email = _column("E-mail", "email")
    website = _column("Website", "website")
    contact_persons = _column("Contactpersonen", of="contact_persons_of")
    last_contact = _column("Laatste contact", of="last_contact_of")
    interests = _column("Interesse", of="interests_of")
    fixed_contact = _column("Vast contact", of="fixed_contact_of")
    lead = _column("Leidend", of="lead_of")
    lists = _column("Staat op", of="lists_of")
    non_mailing = _column("Geen ongevraagde post", of="non_mailing_of")
    opted_out = _column("Niet benaderen", of="opted_out_of")

    class Meta:
        chunk_size = 2000

    def __init__(self, *, user):
        super().__init__()
        self.user = user

    def get_export_order(self, selected_fields=None):
        return list(self.fields)

    def filter_export(self, queryset, **kwargs):
        return queryset.with_row_data(self.user).prefetch_related(
            "leads__organisation",
            Prefetch("contact_persons", ContactPerson.objects.approachable(), to_attr="approachable_persons"),
            Prefetch("registrations", Registration.objects.current().select_related("source"), to_attr="on_lists"),
        )

    def export_field(self, field, instance, **kwargs):
        return harmless(super().export_field(field, instance, **kwargs))

    def street_of(self, employer):
        return "afgeschermd" if employer.is_address_shielded else employer.address

    def postcode_of(self, employer):
        return "" if employer.is_address_shielded else employer.postcode

    def size_of(self, employer):
        return employer.working_people if employer.working_people is not None else employer.size_text().lower()

    def size_source_of(self, employer):
        return employer.size_source_name or employer.get_size_source_display()

    def size_reference_date_of(self, employer):
        return _day(employer.size_reference_date)

    def effective_size_of(self, employer):
        return employer.effective_text.lower()

    def small_of(self, employer):
        return SMALL_TEXT[employer.is_small]

    def phone_of(self, employer):
        return phone(employer.phone)

    def contact_persons_of(self, employer):
        return "; ".join(
            f"{each.name} ({each.role})" if each.role else each.name for each in employer.approachable_persons
        )

    def last_contact_of(self, employer):
        moments = sorted(employer.latest_moments, key=lambda moment: moment.happened_at, reverse=True)
        return "; ".join(f"{_day(moment.happened_at)} {moment.organisation.short_name}" for moment in moments)

    def interests_of(self, employer):
        return ", ".join(employer.interested_variants)

    def fixed_contact_of(self, employer):
        return "; ".join(f"{each.adviser.name} ({each.organisation.short_name})" for each in employer.fixed_contacts)

    def lead_of(self, employer):
        return next((each.organisation.short_name for each in employer.leads.all() if not each.until_on), "")

    def lists_of(self, employer):
        return ", ".join(sorted({registration.source.name for registration in employer.on_lists}))

    def non_mailing_of(self, employer):
        return "ja" if employer.is_non_mailing else ""

    def opted_out_of(self, employer):
        return "ja" if employer.is_opted_out else ""


def _day(value: date | None) -> str:
    return f"{value:%d-%m-%Y}" if value else ""
