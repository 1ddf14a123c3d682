"""The counts beside the filters: how many employers each choice would show, given all other filters.

One query counts every combination of municipality, sector, band and so on, and adds those up per column.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils.functional import cached_property

from employers.counted import can_tell, combinations
from employers.facet_sums import MARKS, REACHED, SEGMENT, sums_by_column
from employers.filters import BAND_BOXES, FLAGS, EmployerFilter
from employers.models import Census, Employer, RegionMembership
from employers.models.employer_rules import PART_OF_LARGER, POSSIBLY_BLIND
from employers.size import SELF_EMPLOYED, SMALL, SUMS, Band
from lwl_crm.unchanged import Unchanged
from lwl_crm.worked_out import statement, statement_of

COUNTED = ("gemeente", "sector", "omvang", "bereikt")
BAND, BY = 2, 3  # of those
UNCENSUSED = ("interesse", "leidend")
PERIOD = ("bereikt_vanaf", "bereikt_tot")
RARE = {Band.CLASS_10_19.value, Band.CLASS_20_49.value, Band.ZERO.value}


@dataclass
class Option:
    name: str
    value: str
    label: str
    count: int | None = None
    is_checked: bool = False
    is_rare: bool = False

    @property
    def key(self):
        """For the id of its box and count; a plus sign cannot stand in a selector."""
        return f"{self.name}-{self.value}".replace("+", "-plus")


@dataclass
class Facet:
    name: str
    legend: str
    options: list[Option] = field(default_factory=list)


@dataclass
class Numbers:
    """`found` employers pass all filters, and `flags` of those have each flag; `everywhere` and `everywhere_flags` are
    the same without the filters that have boxes or are flags. `choices` are the counts by parameter and value.
    """

    found: int = 0
    flags: Counter = field(default_factory=Counter)
    everywhere: int = 0
    everywhere_flags: Counter = field(default_factory=Counter)
    choices: dict[str, Counter] = field(default_factory=lambda: {name: Counter() for name in [*COUNTED, *UNCENSUSED]})


class Counts:
    """`numbers` for one set of filters.

    In a very large register they come from the last census; filters that it does not know leave only `found`, counted
    live.
    """

    def __init__(self, employer_filter: EmployerFilter, employers, unchanged: Unchanged):
        self.filter = employer_filter
        self.employers = employers
        self.census = None if employers.query.is_empty() else Census.objects.in_use()
        self.has_choices = self.census is None or can_tell(employer_filter.asked)
        self.unchanged = unchanged

    @cached_property
    def numbers(self) -> Numbers:
        if not self.has_choices:
            return Numbers(found=self.filter.narrowed(self.employers).order_by().count())
        if self.census:
            return self._numbers()
        whose = self.filter.request.user.pk
        return self.unchanged.figure(self._all_numbers, "choices", whose, self.filter.query())

    @property
    def whose(self) -> tuple:
        """All that a count depends on of the user who sees it."""
        user = self.filter.request.user
        return (user.pk, user.role, user.organisation_id, self.employers.query.is_empty())

    def facets(self) -> list[Facet]:
        """The groups of boxes, with counts."""
        known = {
            name: self.filter.filters[name].extra["choices"] for name in ("gemeente", "sector", "interesse", "leidend")
        }
        by_whom = [(each.slug, f"Bereikt door {each.short_name}") for each in self.filter.organisations]
        return [
            self._facet("bereikt", "Bereikt", [("niet", "Niet bereikt"), *by_whom]),
            self._facet("gemeente", "Gemeente", known["gemeente"]),
            self._facet("omvang", "Werkzame personen", BAND_BOXES),
            Facet("kenmerk", "Kenmerken", [self._flag(name) for name in FLAGS]),
            self._facet("sector", "Sector", known["sector"]),
            self._facet("interesse", "Interesse in", known["interesse"]),
            self._facet("leidend", "Leidend", known["leidend"]),
        ]

    @property
    def covers_everything(self):
        """No filter is in use but those that are counted here, so that `everywhere` is the whole region."""
        return self.has_choices and not set(self.filter.asked) - {*COUNTED, *PERIOD, *FLAGS}

    def of_everything(self) -> dict[str, int]:
        everywhere, flags = self.numbers.everywhere, self.numbers.everywhere_flags
        return {"all": everywhere, "small": flags["klein"], "unknown": flags["unknown"], "blind": flags["blind"]}

    def _facet(self, name, legend, choices):
        asked = self.filter.asked.get(name, [])
        options = [
            Option(name, value, label, self._count_of(name, value), value in asked, name == "omvang" and value in RARE)
            for value, label in choices
        ]
        return Facet(name, legend, options)

    def _count_of(self, name, value):
        """None where it is not counted."""
        is_counted = self.has_choices and (self.census is None or name not in UNCENSUSED)
        return self.numbers.choices[name][value] if is_counted else None

    def _flag(self, name):
        number = self.numbers.flags[name] if self.has_choices else None
        return Option(name, "ja", FLAGS[name], number, name in self.filter.asked)

    def _all_numbers(self):
        """With what a census does not tell; two queries more, for the interests and for who leads."""
        numbers = self._numbers()
        numbers.choices["interesse"].update(dict(self._rows(self._interests, ("interesse",))))
        leads = dict(self._rows(self._leads, ("leidend",)))
        numbers.choices["leidend"].update(leads, niemand=self._led_or_not(numbers.found) - sum(leads.values()))
        return numbers

    def _numbers(self):
        """A combination counts for a choice when it passes all other filters."""
        numbers, found, everywhere = Numbers(), Counter(), Counter()
        width = REACHED + 1 + len(self.filter.organisations)
        alike = self._statement(self._combinations, (*COUNTED, *FLAGS))
        for at, values, sums in sums_by_column(alike, width=width, **self._passing()):
            if at == BAND:
                found[values] += sums.found
                everywhere[values] += sums.everywhere
            for choice in self._choices_of(at, values if at == BY else values[0]):
                numbers.choices[COUNTED[at]][choice] += sums.without_own
        numbers.found, numbers.flags = _flagged(found)
        numbers.everywhere, numbers.everywhere_flags = _flagged(everywhere)
        return numbers

    def _passing(self):
        """Which values pass: for each of COUNTED, None where it is not filtered on, and always, for the flags."""
        asked = self._asked
        segment = [self.filter.keys(name, asked[name]) if name in asked else None for name in ("gemeente", "sector")]
        whether = product([False, True], repeat=1 + len(self.filter.organisations))
        bands = asked.get("omvang") and [band for band in CHOICES_OF_BAND if self._passes(BAND, band)]
        by = asked.get("bereikt") and [each for each in whether if self._passes(BY, each)]
        always = {at: values for name, (at, values) in OF_FLAG.items() if name in asked}
        return {"asked": (*segment, bands, by), "always": always}

    def _passes(self, at, value):
        return not set(self._asked[COUNTED[at]]).isdisjoint(self._choices_of(at, value))

    @cached_property
    def _asked(self):
        """A period without by whom asks for being reached by anyone, as `EmployerFilter` narrows it."""
        asked = self.filter.asked
        is_period_alone = "bereikt" not in asked and any(name in asked for name in PERIOD)
        return asked | {"bereikt": ["ja"]} if is_period_alone else asked

    def _choices_of(self, at, value):
        """The choices of COUNTED that a value as it was read falls under."""
        match COUNTED[at]:
            case "omvang":
                return CHOICES_OF_BAND[value]
            case "bereikt":
                return _reached_choices(self.filter.organisations, *value)
        return (self.filter.codes[COUNTED[at]].get(value),)

    def _statement(self, build, without):
        """Remembered, unless a text matches too many to name them; `without` are filters it leaves out."""
        asked, matching = self.filter.asked, self.filter.matching_text
        if self.census or isinstance(matching, QuerySet):
            return statement(build())
        codes = self.filter.codes
        told = [name for name in asked if name != "tekst" and name not in without]
        narrowed = [(name, *self.filter.data.getlist(name)) for name in told] + [matching is not None]
        known = [*narrowed, *codes["gemeente"].items(), *codes["sector"].items()]
        known += [(each.pk, each.slug) for each in self.filter.organisations]
        return statement_of(build, build.__name__, *self.whose, *known, given=matching)

    def _rows(self, build, without):
        found = self._statement(build, without)
        return found.ask() if found else []

    def _combinations(self):
        """Rows of municipality, sector, band, the flags, reached by anyone, by each organisation, and how many."""
        if self.census:
            return combinations(self.census, self.filter)
        narrowed = self.filter.narrowed(self.employers, without=(*COUNTED, *PERIOD, *FLAGS)).order_by()
        asked = self.filter.asked
        period = {"since": asked.get("bereikt_vanaf"), "until": asked.get("bereikt_tot")}
        by_whom = {f"reached_{at}": {"by": by, **period} for at, by in enumerate([None, *self.filter.organisations])}
        lately = {"since": Employer.objects.blind_since()}
        flags = {
            "is_keten": PART_OF_LARGER,
            "is_blind": POSSIBLY_BLIND & Q(municipality__in=RegionMembership.objects.keys_on(), recently=False),
        }
        columns = [*SEGMENT, *MARKS.values(), *by_whom]
        wrapped = {name: ExpressionWrapper(flag, output_field=BooleanField()) for name, flag in flags.items()}
        few = self.filter.keys_of_text if isinstance(self.filter.matching_text, list) else None
        told = narrowed.with_reach(few, **by_whom, recently=lately).with_marks().annotate(**wrapped)
        return told.values(*columns).annotate(n=Count("pk")).values_list(*columns, "n")

    def _interests(self):
        narrowed = self.filter.narrowed(self.employers, without=("interesse",)).order_by()
        statuses = self.filter.asked.get("stand", [])
        interests = Employer._meta.get_field("interests").related_model.objects.all()
        interests = interests.filter(status__in=statuses) if statuses else interests.interested()
        interests = interests.filter(employer__in=narrowed.values("pk")).order_by()
        return interests.values_list("variant").annotate(n=Count("pk"))

    def _leads(self):
        """Employers by the one organisation that leads there."""
        narrowed = self.filter.narrowed(self.employers, without=("leidend",)).order_by()
        leads = Employer._meta.get_field("leads").related_model.objects.current()
        leads = leads.filter(employer__in=narrowed.values("pk")).order_by()
        return leads.values_list("organisation__slug").annotate(n=Count("*"))

    def _led_or_not(self, found):
        if "leidend" not in self.filter.asked:
            return found
        return self.filter.narrowed(self.employers, without=("leidend",)).order_by().count()


CHOICES_OF_BAND = {band.value: (band.value, *(key for key, bands in SUMS.items() if band in bands)) for band in Band}
OF_FLAG = {  # the column that tells it, and its values
    "klein": (BAND, [band.value for band in SMALL]),
    "zzp": (BAND, [SELF_EMPLOYED.value]),
} | {name: (BAND + at, [True]) for at, name in enumerate(MARKS, start=1)}
FLAGS_OF_BAND = {
    band.value: [name for name, (at, values) in OF_FLAG.items() if at == BAND and band.value in values] for band in Band
} | {Band.UNKNOWN.value: ["unknown"]}


def _flagged(sums):
    """How many in all and with each flag, from numbers by band and marks."""
    flags = Counter()
    for (band, *marked), number in sums.items():
        for name in FLAGS_OF_BAND[band] + [name for name, is_so in zip(MARKS, marked, strict=True) if is_so]:
            flags[name] += number
    return sum(sums.values()), flags


def _reached_choices(organisations, by_anyone, *by_each):
    """Under which choices of `bereikt` an employer falls."""
    slugs = [each.slug for each, is_reached in zip(organisations, by_each, strict=True) if is_reached]
    return ("ja", *slugs) if by_anyone else ("niet",)
