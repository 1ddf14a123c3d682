"""Where a row of a list lies, however its municipality and place are written."""

import pytest

from imports.reference_data import ReferenceData
from tests.factories import EmployerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("Dordrecht", "", "Dordrecht"),
        ("Gemeente Dordrecht", "Elders", "Dordrecht"),
        ("0505", "", "Dordrecht"),
        ("505", "", "Dordrecht"),
        ("GM0505", "", "Dordrecht"),
        ("Dordtrecht", "", "Dordrecht"),
        ("", "Dordrect", "Dordrecht"),
        ("", "SLIEDRECHT", "Sliedrecht"),
        ("", "Heerjansdam", "Zwijndrecht"),
        ("Rotterdam", "Dordrecht", None),
        ("0599", "", None),
        ("", "Mijdrecht", None),
        ("", "Barendrecht", None),
        ("", "Rotterdam", None),
        ("", "", None),
    ],
)
def test_a_slip_of_the_pen_leaves_nobody_outside_the_region(name, place, expected):
    found = ReferenceData.load().municipality(name, place, "")
    assert (found and found.name) == expected


def test_a_part_of_a_town_is_known_by_its_postcode_and_another_municipality_is_not():
    EmployerFactory(postcode="3319 AA")
    reference = ReferenceData.load()
    assert reference.municipality("", "Wielwijk", "3319 BB") == reference.municipality("Dordrecht", "", "")
    assert reference.municipality("Rotterdam", "Wielwijk", "3319 BB") is None
    assert reference.municipality("", "Rotterdam", "3011 AA") is None


def test_a_place_is_written_as_the_register_has_it():
    reference = ReferenceData.load()
    assert [reference.place_name(name) for name in ("DORDRECHT", "Dordrect", "Mijdrecht")] == [
        "Dordrecht", "Dordrecht", "Mijdrecht",
    ]  # fmt: skip
