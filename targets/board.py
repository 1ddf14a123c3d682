"""One look at the dashboard: whose work, which period, and its panels, each counted when it is asked for."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import cached_property

from accounts.models import Organisation, User
from targets import dashboards
from targets.answers import answers
from targets.census import census
from targets.coverage import heat, size_table
from targets.forms import PeriodForm
from targets.frame import Frame, frame_for
from targets.growth import growth
from targets.models import Target
from targets.periods import presets
from targets.progress import progress_of

SHOWN_TARGETS = 8
ME = "ik"
CHOICES = ("organisatie", "wie", "van", "tot", "kaart")


class Board:
    """`query` is that of the page, of which only `CHOICES` matter; `counting` as in `Frame`: fresh or waits."""

    def __init__(self, user: User, query: dict[str, str], today: date, **counting: Any):
        self.user, self.today, self.counting = user, today, counting
        self.query = query = {name: query[name] for name in CHOICES if name in query}
        self.organisations = list(Organisation.objects.partners().active())
        self.adviser = user if query.get("wie") == ME and user.is_adviser else None
        asked = [each for each in self.organisations if each.slug == query.get("organisatie")]
        self.organisation = None if self.adviser or not asked else asked[0]
        self.form = PeriodForm(query if "van" in query or "tot" in query else None)
        self.period = self.form.period()

    @cached_property
    def running(self) -> list[Target]:
        return list(Target.objects.visible_to(self.user).running(self._on).with_segment())

    @property
    def _on(self):
        """The day looked at: today, or the last day of a period that is over."""
        return min(self.period[1], self.today) if self.period else self.today

    @cached_property
    def frame(self) -> Frame:
        found = frame_for(
            self.user, self.running, self.organisation, self._on, adviser=self.adviser, period=self.period
        )
        return replace(found, **self.counting)

    @property
    def is_past(self) -> bool:
        return self._on < self.today

    @cached_property
    def growth(self):
        return growth(self.frame)

    @cached_property
    def groups(self):
        return census(self._register)

    @cached_property
    def heat(self):
        return heat(self._register, self.groups, shows_blind=self.query.get("kaart") == "blind")

    @cached_property
    def _register(self):
        """Blind spots are always those of today, as in the lists behind them."""
        return replace(self.frame, on=self.today)

    @cached_property
    def sizes(self):
        return size_table(self.groups)

    @cached_property
    def stocks(self):
        return dashboards.known_sizes(self.frame, [] if self.is_past else self.running, self.organisations)

    @cached_property
    def all_progress(self):
        """Of everything that runs; what a panel counted today is not counted again."""
        known = {}
        if not self.is_past:
            known = dashboards.known_tallies(self._shown, self.frame, self.growth.reached, self.stocks)
        counted = dashboards.target_tallies(self.frame, self.running if self.frame.census else self._shown, known)
        return progress_of(self._shown, self._on, counted)

    @property
    def progress(self):
        return self.all_progress[:SHOWN_TARGETS]

    @property
    def more_targets(self) -> int:
        return max(len(self.all_progress) - SHOWN_TARGETS, 0)

    @cached_property
    def funnel(self):
        return dashboards.funnel(self.frame)

    @cached_property
    def advisers(self):
        return dashboards.adviser_table(self.frame, self.user, self.growth.reached)

    @cached_property
    def overlaps(self):
        return dashboards.overlap_panel(self.frame, self.user)

    @cached_property
    def gaps(self):
        return dashboards.data_gaps(self.groups)

    @cached_property
    def answers(self):
        return answers(
            self.frame,
            self.user,
            heat=self.heat,
            growth=self.growth,
            progress=self.all_progress,
            funnel=self.funnel,
        )

    @cached_property
    def _shown(self):
        """Of whom the look is about, or all: one's own first, then the main one."""
        shown = [each for each in self.running if self._is_ours(each)]
        main = self.frame.main_target
        return sorted(shown, key=lambda each: (each.adviser_id != self.user.pk, each != main))

    def _is_ours(self, target):
        if self.adviser:
            return target.adviser_id == self.adviser.pk
        return self.organisation is None or self.organisation in (
            target.organisation,
            target.adviser and target.adviser.organisation,
        )

    # Links that keep the rest of what was asked for ------------------------------------------------------------------

    def link(self, **changed: str | None) -> str:
        """The address of this look with other choices; None leaves one out."""
        chosen = {name: self.query.get(name) for name in CHOICES} | changed
        return f"?{urlencode({name: value for name, value in chosen.items() if value})}"

    @property
    def views(self) -> list[tuple[str, str, bool]]:
        """Name, address and whether it is shown: the region, each organisation, and one's own work."""
        found = [("Hele regio", self.link(organisatie=None, wie=None), not (self.organisation or self.adviser))]
        for each in self.organisations:
            found.append((each.name, self.link(organisatie=each.slug, wie=None), each == self.organisation))
        if self.user.is_adviser:
            found.append(("Mijn werk", self.link(organisatie=None, wie=ME), bool(self.adviser)))
        return found

    @property
    def presets(self) -> list[tuple[str, str, bool]]:
        """Name, address and whether it is shown: usual periods, and back to that of the target."""
        found = [
            (name, self.link(van=since.isoformat(), tot=until.isoformat()), self.period == (since, until))
            for name, (since, until) in presets(self.today).items()
        ]
        return [("Looptijd van het doel", self.link(van=None, tot=None), self.period is None), *found]

    @property
    def with_heat(self) -> dict[str, str]:
        return {shows: f"{self.link(kaart=shows)}#kaart" for shows in ("bereikt", "blind")}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form of the period passes on."""
        return [(name, self.query[name]) for name in ("organisatie", "wie", "kaart") if self.query.get(name)]
