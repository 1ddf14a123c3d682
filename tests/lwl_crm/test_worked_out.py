"""SQL that is worked out once finds what the queryset finds, for as long as it depends on nothing else."""

from datetime import date

import pytest
from django.db.models.expressions import RawSQL
from django.utils import timezone

from employers.models import Employer
from lwl_crm import worked_out
from lwl_crm.worked_out import number_of, rows_of, statement_of
from tests.factories.employers import EmployerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(worked_out, "_statements", {})


@pytest.fixture
def _remembered_sql_is_that_of_now():
    """Elsewhere everything is built again to compare; here it matters that nothing is."""


@pytest.fixture
def built():
    """How often it was built."""
    return []


@pytest.fixture
def named(built):
    def build(name):
        built.append(name)
        return Employer.objects.filter(trade_name=name).order_by("pk").values_list("pk", "trade_name")

    return lambda name: rows_of(lambda: build(name), "named", name)


def test_built_once_and_always_of_now(named, built):
    assert named("Bakker De Wilg") == []
    first = EmployerFactory(trade_name="Bakker De Wilg")
    assert named("Bakker De Wilg") == [(first.pk, "Bakker De Wilg")]
    second = EmployerFactory(trade_name="Bakker De Wilg")
    assert named("Bakker De Wilg") == [(each.pk, "Bakker De Wilg") for each in (first, second)]
    assert built == ["Bakker De Wilg"]


def test_something_else_is_built_by_itself(named, built):
    EmployerFactory(trade_name="Slager Mol")
    assert (len(named("Slager Mol")), len(named("Slager Vos"))) == (1, 0)
    assert built == ["Slager Mol", "Slager Vos"]


def test_one_parameter_may_be_another_every_time(built):
    firms = [EmployerFactory() for _ in range(3)]

    def found(keys):
        def build():
            built.append(keys)
            return Employer.objects.filter(pk__in=RawSQL("SELECT unnest(%s)", [keys])).order_by("pk").values_list("pk")

        return [pk for (pk,) in statement_of(build, "of keys", given=keys).ask()]

    keys = [firm.pk for firm in firms]
    assert [found(keys[:1]), found(keys[1:]), found(keys[:1])] == [keys[:1], keys[1:], keys[:1]]
    assert len(built) == 1


def test_what_is_no_parameter_cannot_be_another_every_time():
    with pytest.raises(LookupError):
        statement_of(lambda: Employer.objects.filter(pk=1), "of one", given=[1])


def test_another_day_or_another_rule_is_built_anew(named, built, monkeypatch, settings):
    named("x")
    settings.BLIND_SPOT_MONTHS = 12
    named("x")
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2031, 2, 3))
    named("x")
    assert len(built) == 3


def test_what_can_find_nothing_is_not_asked(django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(0):
            assert rows_of(lambda: Employer.objects.none().values_list("pk"), "nothing") == []
            assert number_of(lambda: Employer.objects.none(), "nobody") == 0


def test_how_many(django_assert_num_queries):
    for name in ("a", "b", "c"):
        EmployerFactory(trade_name=name)
    with django_assert_num_queries(1):
        assert number_of(lambda: Employer.objects.exclude(trade_name="b"), "but b") == 2


def test_too_many_are_forgotten(named, built, monkeypatch):
    monkeypatch.setattr(worked_out, "MOST", 2)
    for name in ("a", "b", "c", "c", "a"):
        named(name)
    assert built == ["a", "b", "c", "a"]
