import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from imports.sample_lists import figures
from outreach.agenda import Agenda
from outreach.models import (
    AlignmentMeeting,
    Barrier,
    ContactMoment,
    FollowUp,
    Interest,
    Interview,
    Lead,
    PortfolioEntry,
)
from targets.demo import events
from targets.demo.people import PASSWORD
from targets.management.commands.load_demo import Command
from targets.models import PlanActivity, Target, TargetSnapshot
from targets.reports.figures import Look, main_figures
from targets.reports.periods import Period
from tests.database import taken_back
from tests.factories import EmployerFactory

InterestEvent = Interest.pgh_event_model

pytestmark = [pytest.mark.django_db, pytest.mark.long(30)]


def _six_hundred_employers(command, seed):
    """In place of the three sample lists, which the importer's own tests read."""
    first = EmployerFactory(size=4)
    Employer.objects.bulk_create(
        Employer(trade_name=f"Werkplaats {n}", municipality=first.municipality, sector=first.sector) for n in range(600)
    )


@pytest.fixture
def _short_lists(monkeypatch):
    monkeypatch.setattr(Command, "_import_lists", _six_hundred_employers)


@pytest.fixture(scope="class")
def _demo(django_db_setup, django_db_blocker):
    with taken_back(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "_import_lists", _six_hundred_employers)
        call_command("load_demo")
        yield


@pytest.mark.usefixtures("_demo")
class TestDemo:
    def test_the_demo_tells_a_year_of_work(self):
        assert PortfolioEntry.objects.current().count() > Lead.objects.current().count() > 0
        assert ContactMoment.objects.done().count() > ContactMoment.objects.planned().count() > 0
        assert FollowUp.objects.open().exists()
        assert Target.objects.count() == 6
        assert TargetSnapshot.objects.final().count() == 1
        assert PlanActivity.objects.late().count() == 1
        assert PlanActivity.objects.exclude(call_list="").exclude(target=None, event=None).exists()
        assert AlignmentMeeting.objects.upcoming().count() == 1
        assert Interview.objects.finished().count() > Interview.objects.begun().count() > 0

    def test_the_printed_accounts_can_sign_in(self):
        for email in ("sanne.vandijk@lwl.example", "rianne.kok@baanbrekend.example", "beheer@werkgevers.example"):
            assert User.objects.get(email=email).check_password(PASSWORD)

    def test_interest_is_spread_over_the_year_and_both_periods_of_a_report_have_some(self):
        today = timezone.localdate()
        manager = User.objects.filter(role="manager").first()
        since = today.replace(day=1) - timedelta(days=150)
        facts = main_figures(Look(organisation=None, period=Period(since, today), by=manager))
        for measure in ("interested", "started"):
            assert facts["now"][measure] > 0
            assert facts["before"][measure] > 0
        assert not InterestEvent.objects.filter(pgh_created_at__date=today).exists()

    def test_employers_of_the_demo_named_what_keeps_them(self):
        named = Interest.objects.employers_per_barrier()
        assert len(named) >= 5
        assert set(named) <= set(Barrier.objects.values_list("slug", flat=True))

    def test_every_adviser_of_the_demo_has_work_for_this_week(self):
        for adviser in User.objects.filter(role="adviser"):
            agenda = Agenda(adviser, adviser, timezone.localdate())
            assert agenda.follow_ups().overdue().exists()
            assert agenda.follow_ups().count() >= 4
            assert agenda.planned().count() >= 2


def test_no_event_of_the_demo_belongs_to_one_season():
    assert not [title for _, _, title, *_ in events.PLAN if re.search(r"(?i)nieuwjaar|zomer|kerst|winter", title)]


def test_invented_people_have_no_mail_at_a_real_provider():
    assert {each.rpartition(".")[2] for each in figures.words()["providers"]} == {"example"}


def test_a_filled_register_stays_as_it_is(capsys):
    EmployerFactory()
    call_command("load_demo")
    assert Employer.objects.count() == 1
    assert "Het register is al gevuld" in capsys.readouterr().out


@pytest.mark.usefixtures("_short_lists")
def test_a_demo_that_was_cut_off_leaves_nothing(monkeypatch):
    monkeypatch.setattr(Command, "_tell_year", lambda self, people, seed: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("load_demo")
    assert not Employer.objects.exists()
