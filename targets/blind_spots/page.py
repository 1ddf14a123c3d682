"""One look at the page: what was asked, and everything that it shows."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import Organisation, User
from employers.spreadsheets import Sheet
from targets.blind_spots.looks import Look, looks
from targets.blind_spots.panels import draw_map, largest_spots, profile, towns, trend
from targets.blind_spots.survey import survey
from targets.blind_spots.table import MUNICIPALITY, SECTOR, SIZE, TABLES, Names, Segment, table, target_url
from targets.frame import Frame
from targets.links import calls_url

LABELS = {
    "sector-omvang": "Sector en omvang",
    "gemeente-omvang": "Gemeente en omvang",
    "sector-gemeente": "Sector en gemeente",
}
FILTERS = {
    SECTOR: ("Sector", "Alle sectoren"),
    SIZE: ("Omvang", "Klein (1 tot en met 25)"),
    MUNICIPALITY: ("Gemeente", "Alle gemeenten"),
}
EMPLOYERS, CALLS, TARGET = "", "bellijst", "doel"  # what a cell of the table leads to
CELLS = {EMPLOYERS: "Werkgevers", CALLS: "Bellijst", TARGET: "Nieuw doel"}
SHEETS = {"tabel": "table_sheet", "gemeenten": "towns_sheet", "profiel": "profile_sheet", "verloop": "trend_sheet"}


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_current: bool


class BlindSpots:
    """`asked` is the query string; what it does not know is left out."""

    def __init__(self, frame: Frame, organisations: list[Organisation], asked: dict, *, user: User):
        self.frame = frame
        self.organisations = organisations
        self.names = Names()
        self.axes = asked.get("tabel") if asked.get("tabel") in TABLES else "sector-omvang"
        self.looks = looks(frame, organisations)
        self.look: Look = next((each for each in self.looks if each.key == asked.get("toon")), self.looks[0])
        value = asked.get(self.filter_name)
        self.chosen = value if value in self.names.of[self.filter_name] else None
        self.cells = [EMPLOYERS, *([] if user.is_admin else [CALLS]), *([TARGET] if user.is_manager else [])]
        self.leads = asked.get("vak") if asked.get("vak") in self.cells else EMPLOYERS

    @property
    def counted_at(self):
        """The moment of the oldest figure that is shown; None where all are counted now."""
        return self.frame.counted_at if self.lines is not None and self.trend is not None else None

    @property
    def filter_name(self) -> str:
        """The axis that the table itself does not have."""
        return next(axis for axis in (SECTOR, SIZE, MUNICIPALITY) if axis not in TABLES[self.axes])

    @property
    def segment(self) -> Segment:
        return Segment(**{self.filter_name: self.chosen})

    @cached_property
    def lines(self):
        """Without those of a sector or municipality that is gone since they were counted."""
        sectors, towns = self.names.of[SECTOR], self.names.of[MUNICIPALITY]
        found = survey(self.frame, self.organisations)
        return [line for line in found if line.sector in sectors and line.municipality in towns]

    @cached_property
    def table(self):
        return table(self.lines, axes=self.axes, segment=self.segment, look=self.look, names=self.names)

    @cached_property
    def towns(self):
        return towns(self.lines, self.names, self.frame)

    @property
    def knows_accredited(self) -> bool:
        """Whether a list of SBB is in the register: else nobody knows who is a leerbedrijf."""
        return any(each.accredited for each in self.towns)

    @cached_property
    def map(self):
        return draw_map(self.towns)

    @cached_property
    def profile(self):
        return profile(self.lines, self.organisations, self.names)

    @cached_property
    def trend(self):
        return trend(self.frame, self.segment)

    @cached_property
    def spots(self):
        return largest_spots(self.lines, self.segment, self.names)

    def boxes(self):
        """Rows of (name, is the total, [(cell, where it leads)])."""
        for row in self.table.rows:
            yield row.name, row.is_total, [(cell, self._leads_to(cell)) for cell in row.cells]

    def _leads_to(self, cell):
        if not cell.total:
            return None
        if self.leads == TARGET:
            asked = None if self.look.is_good else cell.number  # how many are reached already is not what to reach
            return target_url(cell.segment, self.names, asked)
        return calls_url(**cell.filters) if self.leads == CALLS else cell.url

    @property
    def makes_targets(self) -> bool:
        return self.leads == TARGET

    @property
    def makes_calls(self) -> bool:
        return self.leads == CALLS

    # Links and choices of the page itself

    def url(self, **changes) -> str:
        return f"{reverse('targets:blind_spots')}?{self.query(**changes)}"

    def query(self, **changes) -> str:
        own = {
            "tabel": self.axes,
            "toon": self.look.key,
            self.filter_name: self.chosen,
            "vak": self.leads,
        }
        return urlencode({name: value for name, value in (own | changes).items() if value})

    def table_links(self):
        return [
            Link(label, self.url(tabel=axes, **{self.filter_name: None}), axes == self.axes)
            for axes, label in LABELS.items()
        ]

    def cell_links(self):
        return [Link(CELLS[each], self.url(vak=each) + "#tabel", each == self.leads) for each in self.cells]

    def filter_field(self):
        label, nothing = FILTERS[self.filter_name]
        return {
            "name": self.filter_name,
            "label": label,
            "nothing": nothing,
            "choices": self.names.of[self.filter_name].items(),
        }

    @property
    def chosen_words(self) -> str:
        """In a sentence, where only a municipality has a capital."""
        is_name = self.chosen and self.filter_name == MUNICIPALITY
        return self.chosen_label if is_name else self.chosen_label.lower()

    @property
    def chosen_label(self) -> str:
        return self.names.of[self.filter_name][self.chosen] if self.chosen else FILTERS[self.filter_name][1]

    # The same as spreadsheets

    def sheet(self, name: str) -> Sheet:
        return getattr(self, SHEETS[name])()

    def table_sheet(self):
        headings = [
            part
            for each in self.table.columns
            for part in (f"{each.label}: {self.look.label.lower()}", f"{each.label}: van")
        ]
        rows = [[row.name, *(n for cell in row.cells for n in (cell.number, cell.total))] for row in self.table.rows]
        return Sheet("Blinde vlekken", [self.table.heading, *headings], rows)

    town_headings = ("Klein", "Bereikt", "Blinde vlekken", "Omvang onbekend", "Leerbedrijven")

    def towns_sheet(self):
        headings = ["Gemeente", "Werkgevers", "Klein", "Bereikt", "Blinde vlekken", "Omvang onbekend", "Leerbedrijven"]
        rows = [
            [
                each.name,
                each.employers,
                each.small,
                each.reached,
                each.blind,
                each.unknown,
                each.accredited if self.knows_accredited else None,
            ]
            for each in self.towns
        ]
        return Sheet("Gemeenten", headings, rows)

    def profile_sheet(self):
        headings = ["Sector", "Klein op KvK-lijst", *(f"In beeld bij {each.short_name}" for each in self.organisations)]
        rows = [[row.name, row.listed, *(share.number for share in row.shares)] for row in self.profile.rows]
        return Sheet("Sectoren", headings, rows)

    def trend_sheet(self):
        rows = [[f"{each.day:%d-%m-%Y}", each.blind, each.whole] for each in self.trend]
        return Sheet("Verloop", ["Stand op", "Blinde vlekken", "Kleine werkgevers die benaderd mogen worden"], rows)
