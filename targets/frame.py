"""What one look at the dashboard is about: which employers, whose work, which period."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet

from accounts.models import Organisation
from employers.models import Census, Employer
from outreach.models import ContactMoment
from targets.links import reached_url
from targets.models.targets import Measure, Target


@dataclass(frozen=True)
class Frame:
    """`everywhere` are the active employers that the user may see; `since` and `on` are both included.

    Without an organisation the work of all organisations counts.
    """

    everywhere: QuerySet
    organisation: Organisation | None
    since: date
    until: date
    on: date
    main_target: Target | None = None
    census: Census | None = None  # counts come from it instead of being made now, in a very large register
    is_counting: bool = False  # a worker counts again what pages show later

    @property
    def employers(self) -> QuerySet:
        """Those in the region: what every number is about."""
        return self.everywhere.in_region()

    @property
    def is_closed(self) -> bool:
        """Whether the user may see no employer at all: somebody of an organisation in no region."""
        return self.everywhere.query.is_empty()

    @property
    def blind_since(self) -> date:
        """The first day on which a talk keeps an employer from being a blind spot today."""
        return Employer.objects.blind_since(self.on)

    @property
    def elapsed_percentage(self) -> int:
        """How much of the period is over, today included."""
        return round(100 * ((self.on - self.since).days + 1) / ((self.until - self.since).days + 1))

    @property
    def reached_url(self) -> str:
        return reached_url(self.organisation, self.since, self.on)

    def talks(self, since: date) -> QuerySet:
        """Talks from a day until today, of the organisation when one was chosen."""
        moments = ContactMoment.objects.reaching().between(since, self.on)
        return moments.filter(organisation=self.organisation) if self.organisation else moments


def frame_for(user, targets: list[Target], organisation: Organisation | None, on: date) -> Frame:
    """The period is that of the target on small employers reached; without one the twelve months until today."""
    return frame_of(Employer.objects.visible_to(user).active(), targets, organisation, on)


def frame_of(everywhere: QuerySet, targets: list[Target], organisation: Organisation | None, on: date) -> Frame:
    main = main_target(targets, organisation)
    model = main or main_target(targets, None)
    return Frame(
        everywhere=everywhere,
        organisation=organisation,
        since=model.from_on if model else on - relativedelta(years=1) + timedelta(days=1),
        until=model.until_on if model else on,
        on=on,
        main_target=main,
        census=Census.objects.in_use(),
    )


def main_target(targets: list[Target], organisation: Organisation | None) -> Target | None:
    """The running target on all small employers of the region, of one organisation or of all together."""
    wanted = organisation.pk if organisation else None
    for target in targets:
        whole = not target.segment_words and target.adviser_id is None and not target.is_share
        if target.measure == Measure.REACHED and whole and target.organisation_id == wanted:
            return target
    return None
