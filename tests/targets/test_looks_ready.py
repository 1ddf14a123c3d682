"""What people look at, and what opens first, is counted again after a change before somebody looks."""

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lwl_crm.unchanged import Unchanged
from targets.asked import open_dashboards
from targets.counting import _boards, _count_board
from targets.periods import presets
from targets.plan.changing import begin_plan
from targets.tasks import SOON, keep_looks_ready
from tests.factories import EmployerFactory, TargetFactory

pytestmark = pytest.mark.django_db
LAST_QUARTER = "/dashboard/?van={}&tot={}".format(*presets(timezone.localdate())["Vorig kwartaal"])


@pytest.fixture
def _what_people_look_at_waits():
    """Here it does not."""


@pytest.fixture
def something_changes(monkeypatch):
    """Only when this test says so: others write in the same server all the time (test_unchanged.py has real states)."""
    states = [0]
    monkeypatch.setattr(Unchanged, "state", property(lambda page: str(states[0])))

    def change():
        EmployerFactory(size=3)
        states[0] += 1

    return change


@pytest.fixture
def looked_at():
    return "/dashboard/"


@pytest.fixture
def visit(client, manager, looked_at, something_changes):
    """A visit to a page; it answers with how many queries."""
    client.force_login(manager)
    return lambda: queries_of(lambda: client.get(looked_at))


@pytest.fixture
def unchanged(visit):
    """The queries of a visit after which nothing has to be counted."""
    return [visit(), visit()][1]


@pytest.mark.parametrize("looked_at", ["/dashboard/?van=2020-01-01&tot=2030-12-31", "/werkgevers/?klein=ja"])
def test_what_people_look_at_is_ready_after_a_change(visit, unchanged, something_changes):
    """Counted by the worker, so that the page counts nothing; and by nobody as long as nothing changes."""
    something_changes()
    assert unchanged < visit()
    something_changes()
    counted, ready, counted_again = queries_of(keep_looks_ready), visit(), queries_of(keep_looks_ready)
    assert ready == unchanged
    assert counted_again < counted


@pytest.mark.parametrize(
    ("who", "looked_at"),
    [("adviser_lwl", path) for path in ("/dashboard/", "/dashboard/?organisatie=lwl", "/dashboard/?wie=ik", "/doelen/")]
    + [("manager", path) for path in ("/plan/", "/blinde-vlekken/", LAST_QUARTER)],
)
def test_what_pages_show_as_they_open_is_ready_for_who_was_not_there(
    visit, register, monkeypatch, request, client, adviser_lwl, adviser_baanbrekend, something_changes, who
):
    """In whatever organisation, and with targets of one's own."""
    monkeypatch.setattr(open_dashboards, "lately", lambda within: [])
    begin_plan(on=timezone.localdate())
    for adviser in (adviser_baanbrekend, adviser_lwl):
        TargetFactory(adviser=adviser, organisation=None)
    client.force_login(request.getfixturevalue(who))
    keep_looks_ready()
    ready, unchanged = visit(), visit()
    assert ready == unchanged
    something_changes()
    assert unchanged < visit()


def test_usual_periods_are_counted_a_second_later_and_now_and_then(register, something_changes, monkeypatch):
    """Other work of the worker goes on, however often something changes."""

    def queries(*at_once):
        something_changes()
        return queries_of(lambda: keep_looks_ready(*at_once))

    monkeypatch.setattr("targets.tasks.SELDOM", 60)
    at_once, whole, soon_again = queries(True), queries(), queries()
    assert at_once < whole
    assert soon_again == queries(True)


def test_looks_share_what_they_have_in_common(register, something_changes):
    def queries(shared):
        something_changes()
        boards = _boards(timezone.localdate(), [{}, {"van": "2020-01-01", "tot": "2030-12-31"}])
        for board in boards:
            board.frame.counted.shared = shared
        return sum(queries_of(lambda board=board: _count_board(board)) for board in boards)

    assert queries({}) < queries(None)


def test_what_cannot_be_counted_leaves_the_rest_ready(client, manager, monkeypatch, caplog):
    def refuse(_):
        raise OperationalError

    counted = []
    client.force_login(manager)
    client.get("/dashboard/")
    monkeypatch.setattr("targets.counting._count_board", refuse)
    monkeypatch.setattr("targets.counting.lists_open.keep_ready", lambda: counted.append("lists"))
    keep_looks_ready()
    assert counted == ["lists"]
    assert "could not be counted" in caplog.text


def test_after_a_change_on_the_website_a_dashboard_opens_at_once(
    client, visit, unchanged, something_changes, django_capture_on_commit_callbacks
):
    something_changes()
    assert unchanged < visit()
    something_changes()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/profiel/", {"name": "Rianne Kok"}).status_code == 302
    assert visit() == unchanged


@pytest.mark.django_db(transaction=True)
def test_many_changes_in_a_second_are_counted_twice_and_what_was_refused_is_none(client, manager, monkeypatch):
    asked = []
    monkeypatch.setattr(keep_looks_ready, "apply_async", lambda *which, **when: asked.append((which, when)))
    client.force_login(manager)
    client.get("/profiel/")
    assert client.post("/doelen/nieuw/", {}).status_code == 422
    assert asked == []
    for _ in range(3):
        client.post("/profiel/", {"name": "Rianne Kok"})
    assert asked == [(([True],), {"expires": 30}), ((), {"countdown": SOON, "expires": 30})]


def queries_of(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)
