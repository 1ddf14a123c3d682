"""What a worker counts beforehand: all of a very large register (`targets/stored.py`), or what is looked at most."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from employers import lists_open
from employers.census import one_moment, take_census
from employers.models import Census, Employer
from lwl_crm.looked_at import JUST_NOW, apart
from targets.answers import reached_before
from targets.asked import asked_lately
from targets.blind_spots.panels import standing
from targets.blind_spots.survey import survey
from targets.board import ME, Board
from targets.census import census
from targets.dashboards import (
    ended_tallies,
    funnel,
    known_sizes,
    late_of,
    overlap_counts,
    portfolios,
    target_tallies,
    work_of,
)
from targets.frame import Frame, frame_for, frame_of
from targets.growth import growth
from targets.models import PlanPhase, Target
from targets.periods import presets
from targets.plan.progress import plan_progress, reach
from targets.stored import publish


def count_register() -> Census | None:
    """Count everything as it is at one moment, then let pages show it; None in a register of ordinary size."""
    with one_moment():
        taken = take_census()
        figures = count_dashboards() if taken else {}
    if taken:
        publish(figures, taken.counted_at)
        count_past()
    return taken


def keep_looks_ready(*, with_usual: bool) -> None:
    """In a register of ordinary size: count what pages show as they open again when something changed since.

    And the dashboards and lists that people looked at just now; with the usual periods and everybody's own work, which
    takes a second or two more. So that they open at once, also after a colleague logged a contact. Twice in a row
    counts nothing.
    """
    if Census.objects.in_use():
        return
    on, shared, users = timezone.localdate(), {}, _one_of_each()
    for user in users[:1]:
        for count in (_count_plan, _count_targets_and_blind_spots):
            with apart():
                count(user, on, shared)
    for board in [*_boards(on, [{}]), *asked_lately(on, None, JUST_NOW)]:
        _share_board(board, users, shared)
    lists_open.keep_ready()
    for board in _usual_and_own(on) if with_usual else []:
        _share_board(board, users, shared)


def count_board(board: Board) -> None:
    """All of a look, as it is at one moment; what was counted before is not counted again."""
    with one_moment():
        _count_board(board)


def count_past() -> None:
    """The usual periods that are over and targets that ended: once a day, since reading the past takes long.

    What was counted today already is not counted again, and keeps its moment.
    """
    on = timezone.localdate()
    ended = Target.objects.standing().filter(until_on__lt=on).with_segment()
    ended_tallies(frame_of(Employer.objects.active(), [], None, on), list(ended))
    users = _one_of_each()
    for board in _usual_boards(on, are_over=True):
        _count_for_all(board, users)


def count_dashboards() -> dict[str, Any]:
    """Of all together and of each partner, in every usual period, everybody's own work, and what people chose lately.

    Other choices are counted when asked for.
    """
    on = timezone.localdate()
    targets = list(Target.objects.standing().filter(until_on__gte=on).with_segment())
    running = [each for each in targets if each.from_on <= on]
    organisations = _partners()
    users = _one_of_each()
    whole = replace(frame_of(Employer.objects.active(), running, None, on), fresh={})
    for organisation in [None, *organisations]:
        frame = replace(frame_of(Employer.objects.active(), running, organisation, on), fresh=whole.fresh)
        _count_frame(frame, targets, organisations)
        for user in users[:1]:
            overlap_counts(frame, user)
    for user in users:
        late_of(whole, user)
    reach(PlanPhase.objects.prefetch_related("sectors"), whole)
    survey(whole, organisations)
    standing(whole)
    usual = [*_own_boards(on, whole.fresh), *_usual_boards(on, are_over=False, fresh=whole.fresh)]
    for board in [*usual, *asked_lately(on, whole.fresh)]:
        with apart(), transaction.atomic():
            _count_board(board)
    return whole.fresh


def _usual_boards(on: date, *, are_over: bool, fresh: dict[str, Any] | None = None) -> list[Board]:
    """Of all together and of each partner, in the usual periods that are over or that are not."""
    periods = [(since, until) for since, until in presets(on).values() if (until < on) == are_over]
    return _boards(on, [{"van": str(since), "tot": str(until)} for since, until in periods], fresh)


def _usual_and_own(on: date) -> list[Board]:
    return [*_own_boards(on), *_usual_boards(on, are_over=False), *_usual_boards(on, are_over=True)]


def _own_boards(on, fresh=None) -> list[Board]:
    """The own work of each adviser, as it opens."""
    return [Board(user, {"wie": ME}, on, fresh=fresh) for user in User.objects.advisers().of_partners()]


def _boards(on, periods, fresh=None) -> list[Board]:
    """Of all together and of each partner, in each of these periods."""
    whose = [{}, *({"organisatie": each.slug} for each in _partners())]
    return [
        Board(user, period | chosen, on, fresh=fresh)
        for user in _one_of_each()[:1]
        for period in periods
        for chosen in whose
    ]


def _partners() -> list[Organisation]:
    return list(Organisation.objects.partners().active())


def _one_of_each() -> list[User]:
    """Somebody of every organisation, since those see the same; first who sees employers."""
    users = User.objects.order_by("organisation_id", "pk").distinct("organisation_id")
    return sorted(users, key=lambda user: Employer.objects.visible_to(user).query.is_empty())


def _share_board(board: Board, users: list[User], shared: dict) -> None:
    """For people of all organisations, which these users are of; what looks have in common is counted once."""
    with apart():
        board.frame.counted.shared = shared
        _count_for_all(board, users)


def _count_for_all(board: Board, users: list[User]) -> None:
    """With the one figure that depends on the organisation of who looks."""
    for user in users:
        late_of(board.frame, user)
    _count_board(board)


def _count_board(board: Board) -> None:
    for panel in ("answers", "advisers", "stocks"):  # these ask for all others
        getattr(board, panel)
    board.frame.counted.keep()


def _count_plan(user: User, on: date, shared: dict) -> None:
    running = list(Target.objects.visible_to(user).running(on).with_segment())
    frame = frame_for(user, running, None, on)
    frame.counted.shared = shared
    plan_progress(user, frame, running)
    frame.counted.keep()


def _count_targets_and_blind_spots(user: User, on: date, shared: dict) -> None:
    frame = frame_for(user, [], None, on)
    frame.counted.shared = shared
    target_tallies(frame, list(Target.objects.visible_to(user).standing().with_segment()))
    survey(frame, _partners())
    standing(frame)
    frame.counted.keep()


def _count_frame(frame: Frame, targets: list[Target], organisations: list[Organisation]) -> None:
    """Everything on the dashboard that is stored; what does not depend on the look is counted once for all."""
    census(frame)
    growth(frame)
    reached_before(frame)
    known_sizes(frame, targets, organisations)
    funnel(frame)
    portfolios(frame)
    work_of(frame)
    target_tallies(frame, targets)
