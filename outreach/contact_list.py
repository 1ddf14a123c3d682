"""The list of contacts, done or planned: its filters and its columns in a spreadsheet."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Organisation
from lwl_crm.forms import DayInput, refuse_unlikely_year
from outreach.forms.needs import owners
from outreach.models import ContactMoment, PortfolioEntry

DONE, PLANNED = "gedaan", "gepland"
HEADERS = ["Werkgever", "Plaats", "Dag", "Organisatie", "Adviseur", "Soort contact", "Resultaat", "Onderwerpen"]


class ContactFilter(django_filters.FilterSet):
    """Done contacts, the latest first, or with `stand=gepland` planned ones, the earliest first."""

    stand = django_filters.ChoiceFilter(
        label="Stand", method="unchanged", choices=[(PLANNED, "Gepland")], empty_label="Gedaan"
    )
    adviseur = django_filters.ChoiceFilter(
        label="Adviseur", field_name="adviser", choices=[], empty_label="Alle adviseurs"
    )
    organisatie = django_filters.MultipleChoiceFilter(field_name="organisation__slug", choices=[])
    vanaf = django_filters.DateFilter(label="Vanaf", method="since", widget=DayInput, validators=[refuse_unlikely_year])
    tot = django_filters.DateFilter(
        label="Tot en met", method="until", widget=DayInput, validators=[refuse_unlikely_year]
    )
    initiatief = django_filters.ChoiceFilter(
        label="Initiatief", method="ours", choices=[("ons", "Benaderingen van ons")], empty_label="Alle contacten"
    )

    waar = django_filters.ChoiceFilter(method="in_portfolio", choices=[("portefeuille", "Portefeuille")])

    class Meta:
        model = ContactMoment
        fields = []

    def __init__(self, data=None, queryset=None, *, request, prefix=None):
        super().__init__(data, queryset, request=request, prefix=prefix)
        organisations = Organisation.objects.partners()
        self.filters["adviseur"].extra["choices"] = [(str(user.pk), str(user)) for user in owners()]
        self.filters["organisatie"].extra["choices"] = list(organisations.values_list("slug", "name"))

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        if self.is_planned:
            return found.planned().order_by("happened_at", "pk")
        return found.done().order_by("-happened_at", "-pk")

    @property
    def is_planned(self):
        return self.form.cleaned_data.get("stand") == PLANNED

    def unchanged(self, queryset, name, value):
        """Read in `filter_queryset`, which needs it also when nothing is chosen."""
        return queryset

    def since(self, queryset, name, value):
        return queryset.between(since=value)

    def until(self, queryset, name, value):
        return queryset.between(until=value)

    def in_portfolio(self, queryset, name, value):
        """Only at employers of which the adviser is the fixed contact."""
        entries = PortfolioEntry.objects.current().filter(adviser=OuterRef("adviser"), employer=OuterRef("employer"))
        return queryset.filter(Exists(entries))

    def ours(self, queryset, name, value):
        return queryset.approaches()


def rows(moments):
    """Without employers who do not want to be approached: a spreadsheet leaves our sight (AVG)."""
    for moment in moments.filter(employer__is_opted_out=False).with_people():
        yield [
            str(moment.employer), moment.employer.place, timezone.localdate(moment.happened_at),
            moment.organisation.short_name, moment.adviser.name, moment.get_channel_display(),
            moment.get_result_display(), ", ".join(moment.subjects_text),
        ]  # fmt: skip
