"""The list of what employers want help with: its filters, its counts and its columns in a spreadsheet."""

import django_filters
from django.db.models import Count

from accounts.models import Organisation
from employers.models import Sector
from outreach.forms.needs import owners
from outreach.models import SupportNeed, Variant

OPEN, ENDED, ALL = "open", "afgerond", "alle"
STATES = [(OPEN, "Open"), (ENDED, "Afgerond"), (ALL, "Alle")]
HEADERS = [
    "Werkgever", "Plaats", "Sector", "Soort hulp", "Vorm", "Wat de werkgever vraagt", "Wat wij doen", "Wie dit doet",
    "Organisatie", "Gevraagd op", "Uiterlijk op", "Stand", "Resultaat", "Afgerond op",
]  # fmt: skip


class NeedFilter(django_filters.FilterSet):
    stand = django_filters.ChoiceFilter(label="Stand", method="by_state", choices=STATES[1:], empty_label=STATES[0][1])
    soort = django_filters.ChoiceFilter(
        label="Soort hulp", field_name="kind", choices=SupportNeed.Kind.choices, empty_label="Alle soorten"
    )
    vorm = django_filters.ChoiceFilter(
        label="Vorm", field_name="variant", choices=Variant.choices, empty_label="Alle vormen"
    )
    wie = django_filters.ChoiceFilter(label="Wie dit doet", method="by_owner", choices=[], empty_label="Iedereen")
    sector = django_filters.ChoiceFilter(
        label="Sector", field_name="employer__sector__slug", choices=[], empty_label="Alle sectoren"
    )
    dag = django_filters.ChoiceFilter(
        label="Uiterlijk op",
        method="by_day",
        choices=[("nu", "Vandaag of te laat"), ("geen", "Zonder dag")],
        empty_label="Elke dag",
    )
    werkgever = django_filters.NumberFilter(method="by_employer")

    class Meta:
        model = SupportNeed
        fields = []

    def __init__(self, data=None, queryset=None, *, request, prefix=None):
        super().__init__(data, queryset, request=request, prefix=prefix)
        organisations = Organisation.objects.partners()
        people = [(str(user.pk), str(user)) for user in owners()]
        self.filters["wie"].extra["choices"] = [("ik", "Ik"), *organisations.values_list("slug", "name"), *people]
        self.filters["sector"].extra["choices"] = list(Sector.objects.values_list("slug", "name"))

    def filter_queryset(self, queryset):
        """Open ones unless something else is asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("stand") else found.open()

    def by_state(self, queryset, name, value):
        return queryset.ended() if value == ENDED else queryset

    def by_owner(self, queryset, name, value):
        if value == "ik":
            return queryset.filter(adviser=self.request.user)
        if value.isdecimal():
            return queryset.filter(adviser=int(value))
        return queryset.filter(organisation__slug=value)

    def by_day(self, queryset, name, value):
        return queryset.due() if value == "nu" else queryset.filter(due_on=None)

    def by_employer(self, queryset, name, value):
        return queryset.filter(employer=int(value))


def counts_per_kind(needs) -> list[tuple[str, str, int]]:
    """(kind, label, how many) for every kind, in one query."""
    found = dict(needs.order_by().values_list("kind").annotate(number=Count("pk")))
    return [(kind.value, kind.label, found.get(kind.value, 0)) for kind in SupportNeed.Kind]


def rows(needs):
    """Without employers who do not want to be approached: a spreadsheet leaves our sight (AVG)."""
    for need in needs.filter(employer__is_opted_out=False).select_related("employer__sector"):
        yield [
            str(need.employer), need.employer.place, str(need.employer.sector or ""), need.get_kind_display(),
            need.get_variant_display(), need.words, need.action, need.adviser.name, need.organisation.short_name,
            need.noted_on, need.due_on, need.get_status_display(), need.result, need.ended_on,
        ]  # fmt: skip
