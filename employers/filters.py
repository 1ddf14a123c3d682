"""The filters of the employer list. Every number anywhere links to this list with these parameters.

Without `regio` the list holds the employers in the region; it never holds those that stopped or were merged.
"""

from dataclasses import dataclass
from datetime import timedelta

import django_filters
from django.apps import apps
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from accounts.models import Organisation, User
from employers.models import Employer, Municipality, Network, Sector, SourceList
from employers.models.reference import MEMBER_LIST
from employers.search import best_first, matching_keys
from employers.size import Band
from lwl_crm.days import week_end
from lwl_crm.forms import refuse_unlikely_year
from lwl_crm.worked_out import rows_of

YES = [("ja", "Ja")]
FORMER = [("ja", "Niet meer erkend (SBB)")]
BAND_BOXES = [
    (Band.ONE.value, "1 (zzp)"), (Band.TO_4.value, "2 tot en met 4"), (Band.TO_9.value, "5 tot en met 9"),
    (Band.TO_14.value, "10 tot en met 14"), (Band.TO_19.value, "15 tot en met 19"),
    (Band.CLASS_10_19.value, "10 tot en met 19 (klasse)"), (Band.TO_25.value, "20 tot en met 25"),
    (Band.CLASS_20_49.value, "20 tot en met 49 (klasse)"), ("26+", "26 of meer"), (Band.ZERO.value, "0"),
    (Band.UNKNOWN.value, "Onbekend"),
]  # fmt: skip
BAND_CHOICES = [*Band.choices, ("1-4", "1 tot en met 4"), ("26+", "26 of meer")]
FLAGS = {
    "klein": "Klein mkb (1 tot en met 25)",
    "zzp": "Zzp",
    "keten": "Hoort bij een grotere onderneming",
    "erkend": "Erkend leerbedrijf (SBB)",
    "blind": "Blinde vlek",
    "overlap": "Dubbele benadering open",
}


PERIOD = {"bereikt_vanaf": "Bereikt vanaf", "bereikt_tot": "Bereikt tot en met"}
PREFIXES = {
    "omvang": "Omvang: ",
    "eigen_omvang": "Eigen omvang: ",
    "interesse": "Interesse: ",
    "stand": "Stand: ",
    "contact": "Vast contact: ",
    "leidend": "Leidend: ",
    "bron": "Bron: ",
    "inbeeld": "In beeld bij ",
    "hulp": "Wil hulp bij: ",
    "verdwenen": "Verdwenen van ",
    "oudlid": "Geen lid meer van ",
}
NAMED = {
    "bijeenkomst": "Geweest bij",
    "via": "Bereikt bij",
    "vianetwerk": "Bereikt bij bijeenkomsten van",
    "regeling": "Uitgelegd:",
    "belemmering": "Belemmering:",
}
NAMED_BY = {
    "bijeenkomst": lambda: apps.get_model("outreach", "NetworkEvent"),
    "via": lambda: apps.get_model("outreach", "NetworkEvent"),
    "vianetwerk": lambda: Network,
    "regeling": lambda: apps.get_model("outreach", "Scheme"),
    "belemmering": lambda: apps.get_model("outreach", "Barrier"),
}  # a higher floor is known here by name only
KNOWN_BANDS = {band.value for band in Band} - {Band.UNKNOWN.value}


SELECTS = {
    # parameter: (label, what stands there when nothing is chosen)
    "netwerk": ("Netwerk", "Alle netwerken"),
    "contact": ("Vast contact", "Iedereen"),
    "bron": ("Bron", "Alle bronnen"),
    "verdwenen": ("Niet meer op een lijst", "Maakt niet uit"),
    "regio": ("Regio", "In de regio"),
    "nietbenaderen": ("Niet benaderen", "Alle werkgevers"),
}


def _lists():
    """Lists by code; the one that stands for every member list is none itself."""
    return SourceList.objects.exclude(slug=MEMBER_LIST).values_list("slug", "name")


def _has_box(name, value):
    if name == "omvang":
        return value in dict(BAND_BOXES)
    return name in ("gemeente", "sector", "interesse", "leidend") or (name == "bereikt" and value != "ja")


@dataclass(frozen=True)
class Select:
    name: str
    label: str
    nothing: str
    choices: list[tuple[str, str]]
    value: str


@dataclass(frozen=True)
class Chip:
    """One active filter in words, and the query string of the list without it."""

    label: str
    query_without: str


class EmployerFilter(django_filters.FilterSet):
    tekst = django_filters.CharFilter(method="by_text")
    gemeente = django_filters.MultipleChoiceFilter(method="by_municipality", choices=[])
    sector = django_filters.MultipleChoiceFilter(method="by_sector", choices=[])
    omvang = django_filters.MultipleChoiceFilter(method="by_band", choices=BAND_CHOICES)
    eigen_omvang = django_filters.MultipleChoiceFilter(method="by_own_band", choices=BAND_CHOICES)
    klein = django_filters.ChoiceFilter(method="by_small", choices=YES)
    zzp = django_filters.ChoiceFilter(method="by_self_employed", choices=YES)
    keten = django_filters.ChoiceFilter(method="by_part_of_larger", choices=YES)
    erkend = django_filters.ChoiceFilter(method="by_accreditation", choices=YES)
    blind = django_filters.ChoiceFilter(method="by_blind_spot", choices=YES)
    bereikt = django_filters.MultipleChoiceFilter(method="unchanged", choices=[])
    bereikt_vanaf = django_filters.DateFilter(method="unchanged", validators=[refuse_unlikely_year])
    bereikt_tot = django_filters.DateFilter(method="unchanged", validators=[refuse_unlikely_year])
    interesse = django_filters.MultipleChoiceFilter(method="unchanged", choices=[])
    stand = django_filters.MultipleChoiceFilter(method="unchanged", choices=[])
    waserkend = django_filters.ChoiceFilter(
        method="by_former_accreditation", choices=[("ja", "Niet meer erkend (SBB)")]
    )
    leidend = django_filters.MultipleChoiceFilter(method="by_lead", choices=[])
    netwerk = django_filters.ChoiceFilter(method="by_network", choices=[])
    oudlid = django_filters.ChoiceFilter(method="by_former_network", choices=[])
    bijeenkomst = django_filters.NumberFilter(method="by_event")
    via = django_filters.NumberFilter(method="by_reach_of_event")
    vianetwerk = django_filters.NumberFilter(method="by_reach_of_network")
    hulp = django_filters.MultipleChoiceFilter(method="by_need", choices=[])
    belemmering = django_filters.CharFilter(method="by_barrier")
    regeling = django_filters.NumberFilter(method="by_scheme")
    contact = django_filters.ChoiceFilter(method="by_fixed_contact", choices=[])
    bron = django_filters.ChoiceFilter(method="by_source", choices=[])
    verdwenen = django_filters.ChoiceFilter(method="by_former_source", choices=[])
    inbeeld = django_filters.ChoiceFilter(method="by_view", choices=[])
    opvolgen = django_filters.ChoiceFilter(
        method="by_follow_up", choices=[("week", "Opvolgen deze week"), ("telaat", "Opvolgen te laat")]
    )
    overlap = django_filters.ChoiceFilter(method="by_overlap", choices=YES)
    nietbenaderen = django_filters.ChoiceFilter(
        method="by_opt_out", choices=[("ja", "Wil niet benaderd worden"), ("nee", "Te benaderen")]
    )
    regio = django_filters.ChoiceFilter(
        method="unchanged",
        choices=[("ja", "In de regio"), ("nee", "Buiten de regio"), ("alle", "In en buiten de regio")],
    )

    class Meta:
        model = Employer
        fields = []

    def __init__(self, data=None, queryset=None, *, request, prefix=None):
        super().__init__(QueryDict() if data is None else data, queryset, request=request, prefix=prefix)
        self.organisations = list(Organisation.objects.partners())
        for name, choices in self._choices_from_the_database().items():
            self.filters[name].extra["choices"] = choices

    def _choices_from_the_database(self):
        organisations = [(each.slug, each.short_name) for each in self.organisations]
        networks = [
            (str(pk), name) for pk, name in rows_of(lambda: Network.objects.values_list("pk", "name"), "networks")
        ]
        lists = rows_of(_lists, "lists")
        interest = Employer._meta.get_field("interests").related_model
        municipalities = rows_of(lambda: Municipality.objects.values_list("pk", "cbs_code", "name"), "municipalities")
        sectors = rows_of(lambda: Sector.objects.values_list("pk", "slug", "name"), "sectors")
        self.codes = {  # as a row of an employer names them, and as a parameter does
            "gemeente": {pk: code for pk, code, _ in municipalities},
            "sector": {pk: slug for pk, slug, _ in sectors} | {None: "geen"},
        }
        return {
            "gemeente": [(code, name) for _, code, name in municipalities],
            "sector": [*((slug, name) for _, slug, name in sectors), ("geen", "Geen sector bekend")],
            "bereikt": [("niet", "Niet bereikt"), *organisations, ("ja", "Bereikt")],
            "interesse": list(interest._meta.get_field("variant").choices),
            "stand": list(interest._meta.get_field("status").choices),
            "hulp": list(Employer._meta.get_field("support_needs").related_model._meta.get_field("kind").choices),
            "leidend": [*organisations, ("niemand", "Niemand")],
            "netwerk": networks,
            "oudlid": networks,
            "contact": [("ik", "Ik"), ("geen", "Geen vast contact"), *self._advisers()],
            "bron": [*lists, ("zelf", "Zelf toegevoegd")],
            "verdwenen": lists,
            "inbeeld": organisations,
        }

    def _advisers(self):
        people = User.objects.filter(organisation__in=self.organisations)
        keys = tuple(each.pk for each in self.organisations)
        rows = rows_of(lambda: people.values_list("pk", "name", "organisation__short_name"), "advisers", keys)
        return [(str(pk), f"{name} ({short_name})") for pk, name, short_name in rows]

    # What is asked -----------------------------------------------------------

    @cached_property
    def asked(self):
        """The filters that are in use, by parameter; values that the list does not know are left out."""
        known = self.form.cleaned_data if self.form.is_valid() else getattr(self.form, "cleaned_data", {})
        return {name: value for name, value in known.items() if value}

    @cached_property
    def matching_text(self):
        """Employers that match the text, looked up once for all that a page counts; None when no text is asked."""
        text = self.asked.get("tekst")
        return matching_keys(Employer.objects.active().order_by(), text) if text else None

    @property
    def keys_of_text(self):
        """Those that match the text, as a condition has them; keys that were named are one parameter."""
        keys = self.matching_text
        return RawSQL("SELECT unnest(%s)", [keys]) if isinstance(keys, list) else keys

    def keys(self, name, values):
        """Keys of the municipalities or sectors with these codes; None is no sector at all."""
        return [key for key, code in self.codes[name].items() if code in values]

    @property
    def problems(self):
        """Parameters with a value that means nothing here, such as a sector that is gone."""
        return [name for name in self.form.errors if name in self.filters]

    def filter_queryset(self, queryset):
        return self.narrowed(queryset)

    def narrowed(self, queryset, without=()):
        """Employers that pass every filter, or every filter but some."""
        asked = {name: value for name, value in self.asked.items() if name not in without}
        queryset = self._in_region(queryset.active(), asked)
        for name, value in asked.items():
            queryset = self.filters[name].filter(queryset, value)
        return self._interested(self._reached(queryset, asked), asked)

    # The rules, each in terms of a queryset method ------------------------------

    def unchanged(self, queryset, name, value):
        """Parameters that only mean something together are applied in `narrowed`."""
        return queryset

    def by_text(self, queryset, name, value):
        return best_first(queryset.filter(pk__in=self.keys_of_text), value)

    def by_municipality(self, queryset, name, value):
        return queryset.filter(municipality__in=self.keys(name, value))

    def by_sector(self, queryset, name, value):
        keys = self.keys(name, value)
        none = Q(sector=None) if None in keys else Q()
        return queryset.filter(Q(sector__in=[key for key in keys if key]) | none)

    def by_band(self, queryset, name, value):
        return queryset.in_bands(value)

    def by_own_band(self, queryset, name, value):
        return queryset.in_own_bands(value)

    def by_small(self, queryset, name, value):
        return queryset.small()

    def by_self_employed(self, queryset, name, value):
        return queryset.self_employed()

    def by_part_of_larger(self, queryset, name, value):
        return queryset.part_of_larger()

    def by_accreditation(self, queryset, name, value):
        return queryset.accredited()

    def by_former_accreditation(self, queryset, name, value):
        return queryset.formerly_accredited()

    def by_blind_spot(self, queryset, name, value):
        return queryset.blind_spots()

    def by_network(self, queryset, name, value):
        return queryset.member_of(value)

    def by_former_network(self, queryset, name, value):
        return queryset.former_member_of(value)

    def by_event(self, queryset, name, value):
        return queryset.at_event(int(value))

    def by_reach_of_event(self, queryset, name, value):
        return queryset.reached_through(event=int(value))

    def by_reach_of_network(self, queryset, name, value):
        return queryset.reached_through(network=int(value))

    def by_need(self, queryset, name, value):
        return queryset.wanting_help(value)

    def by_barrier(self, queryset, name, value):
        return queryset.held_back_by([value])

    def by_scheme(self, queryset, name, value):
        return queryset.told_of_scheme(int(value))

    def by_fixed_contact(self, queryset, name, value):
        if value == "geen":
            return queryset.without_fixed_contact()
        return queryset.with_fixed_contact(self.request.user.pk if value == "ik" else value)

    def by_lead(self, queryset, name, value):
        leading = [each for each in self.organisations if each.slug in value]
        return queryset.led_by(leading, or_nobody="niemand" in value)

    def by_source(self, queryset, name, value):
        return queryset.added_by_hand() if value == "zelf" else queryset.on_list(value)

    def by_former_source(self, queryset, name, value):
        return queryset.gone_from(value)

    def by_view(self, queryset, name, value):
        return queryset.in_view_of(self._organisation(value))

    def by_follow_up(self, queryset, name, value):
        today = timezone.localdate()
        until = today - timedelta(days=1) if value == "telaat" else week_end(today)
        return queryset.to_follow_up(self.request.user, until)

    def by_overlap(self, queryset, name, value):
        return queryset.in_open_overlap()

    def by_opt_out(self, queryset, name, value):
        return queryset.filter(is_opted_out=value == "ja")

    def _in_region(self, queryset, asked):
        region = asked.get("regio", "ja")
        if region == "alle":
            return queryset
        return queryset.outside_region() if region == "nee" else queryset.in_region()

    def _reached(self, queryset, asked):
        """`bereikt` within the period; several values together mean any of them."""
        period = {"since": asked.get("bereikt_vanaf"), "until": asked.get("bereikt_tot")}
        wanted = asked.get("bereikt", [])
        if not wanted:
            return queryset.reached(**period) if any(period.values()) else queryset
        if len(wanted) == 1:
            return self._reached_as(queryset, wanted[0], period)
        employers = Employer.objects.all()
        parts = [Q(pk__in=self._reached_as(employers, each, period).values("pk")) for each in wanted]
        return queryset.filter(Q(*parts, _connector=Q.OR))

    def _reached_as(self, queryset, value, period):
        if value == "niet":
            return queryset.not_reached(**period)
        return queryset.reached(by=None if value == "ja" else self._organisation(value), **period)

    def _interested(self, queryset, asked):
        variants, statuses = asked.get("interesse", []), asked.get("stand", [])
        return queryset.interested_in(variants, statuses) if variants or statuses else queryset

    def _organisation(self, slug):
        return next(each for each in self.organisations if each.slug == slug)

    # On screen -------------------------------------------------------------------

    def selects(self):
        """The filters that are a list to choose from."""
        return [
            Select(name, label, nothing, self.filters[name].extra["choices"], str(self.asked.get(name, "")))
            for name, (label, nothing) in SELECTS.items()
        ]

    def unseen(self):
        """Active values without a field of their own, to keep when the form is sent."""
        return [
            (name, value)
            for name in self.asked
            if name not in {"tekst", *FLAGS, *SELECTS}
            for value in self.data.getlist(name)
            if not _has_box(name, value)
        ]

    # In words ------------------------------------------------------------------

    def chips(self):
        """The active filters in words, each with the list without it."""
        if set(self.asked.get("omvang", [])) >= KNOWN_BANDS:
            yield Chip("Omvang bekend", self.query(without="omvang"))
        for name, found in self.asked.items():
            if name == "omvang" and set(found) >= KNOWN_BANDS:
                continue
            for value in found if isinstance(found, list) else [found]:
                yield Chip(self._words(name, value), self.query(without=name, value=value))

    def _words(self, name, value):
        if name in FLAGS:
            return FLAGS[name]
        if name == "tekst":
            return f"“{value}”"
        if name in PERIOD:
            return f"{PERIOD[name]} {date_format(value, 'j b Y')}"
        if name in NAMED:
            return f"{NAMED[name]} {self._named(name, value)}"
        label = dict(self.form.fields[name].choices)[value]
        if name == "bereikt" and value not in ("niet", "ja"):
            return f"Bereikt door {label}"
        return PREFIXES.get(name, "") + label

    def _named(self, name, value):
        """What an event, network, scheme or barrier is called; asked only when the filter is in use."""
        key = "slug" if name == "belemmering" else "pk"
        return NAMED_BY[name]().objects.filter(**{key: value}).first() or "iets dat er niet meer is"

    def query(self, *, without="", value=None):
        """The query string of the active filters, without one parameter or one of its values."""
        data = QueryDict(mutable=True)
        for name in self.asked:
            values = [each.strip() for each in self.data.getlist(name) if each.strip()]
            if name == without:
                values = [each for each in values if isinstance(value, str) and each != value]
            data.setlist(name, values)
        return data.urlencode()
