"""The list of claims that hold on a day: its filters."""

import django_filters
from django.utils import timezone

from accounts.models import Organisation
from lwl_crm.forms import DayInput, refuse_unlikely_year
from outreach.models import Claim


class ClaimFilter(django_filters.FilterSet):
    """Those that hold today, or on the day in `op`; with `tot` only those that end on or before that day."""

    organisatie = django_filters.MultipleChoiceFilter(label="Organisatie", field_name="organisation__slug", choices=[])
    op = django_filters.DateFilter(
        label="Geldt op", method="unchanged", widget=DayInput, validators=[refuse_unlikely_year]
    )
    tot = django_filters.DateFilter(
        label="Eindigt uiterlijk op", field_name="until_on", lookup_expr="lte", widget=DayInput,
        validators=[refuse_unlikely_year],
    )  # fmt: skip

    class Meta:
        model = Claim
        fields = []

    def __init__(self, data=None, queryset=None, *, request, prefix=None):
        super().__init__(data, queryset, request=request, prefix=prefix)
        organisations = Organisation.objects.partners()
        self.filters["organisatie"].extra["choices"] = list(organisations.values_list("slug", "name"))

    def filter_queryset(self, queryset):
        day = self.form.cleaned_data.get("op") or timezone.localdate()
        return super().filter_queryset(queryset).active(day).order_by("until_on", "pk")

    def unchanged(self, queryset, name, value):
        """Read in `filter_queryset`, which needs it also when nothing is chosen."""
        return queryset
