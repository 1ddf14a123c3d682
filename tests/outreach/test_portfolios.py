"""Fixed contacts: giving, releasing, taking back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from employers.models import Employer
from outreach.models import PortfolioEntry
from outreach.portfolios import assign_portfolio, undo_assignment
from tests.factories import EmployerFactory, PortfolioEntryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(lwl):
    return UserFactory(organisation=lwl, name="Fatma Yilmaz")


def holders():
    return dict(PortfolioEntry.objects.current().values_list("employer", "adviser"))


def test_assigning_gives_each_employer_one_adviser(adviser_lwl, manager):
    one, two = EmployerFactory(), EmployerFactory()
    done = assign_portfolio(employers=[one, two], adviser=adviser_lwl, by=manager)
    assert (done.opened, done.closed) == (2, 0)
    assert holders() == {one.pk: adviser_lwl.pk, two.pk: adviser_lwl.pk}


def test_an_earlier_adviser_stays_as_history(adviser_lwl, colleague, manager):
    entry = PortfolioEntryFactory(adviser=colleague, since_on=timezone.localdate() - timedelta(days=90))
    assign_portfolio(employers=[entry.employer], adviser=adviser_lwl, by=manager)
    entry.refresh_from_db()
    assert entry.until_on == timezone.localdate()
    assert holders() == {entry.employer_id: adviser_lwl.pk}


def test_who_already_has_it_keeps_it_since_then(adviser_lwl, manager):
    entry = PortfolioEntryFactory(adviser=adviser_lwl, since_on=timezone.localdate() - timedelta(days=90))
    done = assign_portfolio(employers=[entry.employer], adviser=adviser_lwl, by=manager)
    assert (done.opened, done.closed) == (0, 0)
    assert PortfolioEntry.objects.get() == entry


def test_each_organisation_has_its_own_fixed_contact(adviser_lwl, adviser_baanbrekend, manager):
    employer = EmployerFactory()
    assign_portfolio(employers=[employer], adviser=adviser_lwl, by=manager)
    assign_portfolio(employers=[employer], adviser=adviser_baanbrekend, by=manager)
    assert PortfolioEntry.objects.current().count() == 2


def test_releasing_concerns_the_own_organisation(adviser_lwl, adviser_baanbrekend):
    employer = PortfolioEntryFactory(adviser=adviser_lwl).employer
    PortfolioEntryFactory(adviser=adviser_baanbrekend, employer=employer)
    assign_portfolio(employers=[employer], adviser=None, by=adviser_lwl)
    assert holders() == {employer.pk: adviser_baanbrekend.pk}


def test_undo_gives_back_who_had_it(adviser_lwl, colleague, manager):
    entry, free = PortfolioEntryFactory(adviser=colleague), EmployerFactory()
    done = assign_portfolio(employers=Employer.objects.all(), adviser=adviser_lwl, by=manager)
    assert undo_assignment(key=done.key, by=manager) == 2
    entry.refresh_from_db()
    assert entry.until_on is None
    assert holders() == {entry.employer_id: colleague.pk}
    assert not free.portfolio_entries.exists()


def test_undo_leaves_what_was_assigned_again_since(adviser_lwl, colleague, manager):
    employer = PortfolioEntryFactory(adviser=colleague).employer
    first = assign_portfolio(employers=[employer], adviser=adviser_lwl, by=manager)
    third = UserFactory(organisation=colleague.organisation)
    assign_portfolio(employers=[employer], adviser=third, by=manager)
    undo_assignment(key=first.key, by=manager)
    assert holders() == {employer.pk: third.pk}


def test_an_adviser_cannot_undo_for_another_organisation(adviser_lwl, adviser_baanbrekend, manager):
    employer = EmployerFactory()
    done = assign_portfolio(employers=[employer], adviser=adviser_baanbrekend, by=manager)
    assert undo_assignment(key=done.key, by=adviser_lwl) == 0
    assert holders() == {employer.pk: adviser_baanbrekend.pk}


def test_ten_thousand_employers_take_a_fixed_number_of_queries(adviser_lwl, manager, django_assert_num_queries):
    Employer.objects.bulk_create([Employer(trade_name=f"Zaak {n}") for n in range(300)])
    employers = list(Employer.objects.all())
    with django_assert_num_queries(7):
        assign_portfolio(employers=employers, adviser=adviser_lwl, by=manager)
