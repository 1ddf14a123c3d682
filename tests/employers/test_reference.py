from datetime import date

import pytest

from accounts.models import Organisation
from employers.models import Municipality, Network, Place, RegionMembership, SbiDivision, Sector, SourceList
from employers.reference import load_reference

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "count"),
    [(Organisation, 2), (Municipality, 7), (RegionMembership, 7), (Sector, 16), (Network, 30), (SourceList, 6)],
)
def test_loading_again_adds_nothing_twice(model, count):
    load_reference()
    assert model.objects.count() == count


def test_what_an_admin_changed_stays():
    Sector.objects.filter(slug="bouw").update(name="Bouw en infra")
    load_reference()
    assert Sector.objects.get(slug="bouw").name == "Bouw en infra"


def test_what_was_removed_comes_back():
    Network.objects.filter(abbreviation="OKA").delete()
    load_reference()
    assert Network.objects.get(abbreviation="OKA").member_of.name.startswith("Federatie")


def test_heerjansdam_lies_in_zwijndrecht():
    assert Place.objects.get(key="heerjansdam").municipality.cbs_code == "GM0642"


def test_the_seventh_municipality_joined_in_2018():
    names = {each.name for each in Municipality.objects.in_region(date(2017, 6, 30))}
    assert len(names) == 6
    assert "Hardinxveld-Giessendam" not in names


@pytest.mark.parametrize("version", SbiDivision.Version.values)
def test_every_division_has_one_sector(version):
    divisions = list(SbiDivision.objects.filter(version=version).values_list("division", flat=True))
    assert len(divisions) == len(set(divisions)) > 80
