import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from employers.models import Employer
from outreach.agenda import Agenda
from outreach.models import AlignmentMeeting, ContactMoment, FollowUp, Interview, Lead, PortfolioEntry
from targets.demo.people import PASSWORD
from targets.management.commands.load_demo import Command
from targets.models import PlanActivity, Target, TargetSnapshot
from tests.factories import EmployerFactory

pytestmark = pytest.mark.django_db


def _six_hundred_employers(command, seed):
    """In place of the three sample lists, which the importer's own tests read."""
    first = EmployerFactory(size=4)
    Employer.objects.bulk_create(
        Employer(trade_name=f"Werkplaats {n}", municipality=first.municipality, sector=first.sector) for n in range(600)
    )


@pytest.fixture
def _short_lists(monkeypatch):
    monkeypatch.setattr(Command, "_import_lists", _six_hundred_employers)


@pytest.mark.usefixtures("_short_lists")
def test_the_demo_tells_a_year_of_work():
    call_command("load_demo")
    assert PortfolioEntry.objects.current().count() > Lead.objects.current().count() > 0
    assert ContactMoment.objects.done().count() > ContactMoment.objects.planned().count() > 0
    assert FollowUp.objects.open().exists()
    assert Target.objects.count() == 6
    assert TargetSnapshot.objects.final().count() == 1
    assert PlanActivity.objects.late().count() == 1
    assert PlanActivity.objects.exclude(call_list="").exclude(target=None, event=None).exists()
    assert AlignmentMeeting.objects.upcoming().count() == 1
    assert Interview.objects.finished().count() > Interview.objects.begun().count() > 0


@pytest.mark.usefixtures("_short_lists")
def test_the_printed_accounts_can_sign_in():
    call_command("load_demo")
    for email in ("sanne.vandijk@lwl.example", "rianne.kok@baanbrekend.example", "beheer@werkgevers.example"):
        assert User.objects.get(email=email).check_password(PASSWORD)


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


@pytest.mark.usefixtures("_short_lists")
def test_every_adviser_of_the_demo_has_work_for_this_week():
    call_command("load_demo")
    for adviser in User.objects.filter(role="adviser"):
        agenda = Agenda(adviser, adviser, timezone.localdate())
        assert agenda.follow_ups().overdue().exists()
        assert agenda.follow_ups().count() >= 4
        assert agenda.planned().count() >= 2
