"""Accreditations of SBB, in all shapes that lists give them."""

import pytest

from imports.crebo import Cell, read_accreditations


def one(crebo, qualification="", level=None, from_on="", until_on=""):
    return {"crebo": crebo, "qualification": qualification, "level": level, "from_on": from_on, "until_on": until_on}


READINGS = [
    pytest.param({"crebo_codes": [("Crebo", "25180")]}, [one("25180")], id="one code"),
    pytest.param({"crebo_codes": [("Crebo", "25180.0")]}, [one("25180")], id="a code that Excel made a number"),
    pytest.param(
        {"crebo_codes": [("Crebo's", "25180, 25182; 25180")]}, [one("25180"), one("25182")], id="more codes, one twice"
    ),
    pytest.param(
        {"crebo_codes": [("Crebo 1", "25180"), ("Crebo 2", "25182")]}, [one("25180"), one("25182")], id="more columns"
    ),
    pytest.param(
        {"crebo_codes": [("Crebo", "25180 Kok (niveau 2)\n25182 Leidinggevende keuken, niveau 4")]},
        [one("25180", "Kok", 2), one("25182", "Leidinggevende keuken", 4)],
        id="names and levels behind the codes",
    ),
    pytest.param(
        {"crebo_codes": [("Crebo", "25180 van 01-02-2019 t/m 31-01-2027; 25182 (2020-05-01)")]},
        [one("25180", "", None, "2019-02-01", "2027-01-31"), one("25182", "", None, "2020-05-01")],
        id="dates behind the codes",
    ),
    pytest.param(
        {
            "crebo_codes": [("Crebo", "25180")],
            "qualification_name": [("Kwalificatie", "Kok")],
            "qualification_level": [("Niveau", "2")],
            "accredited_from_on": [("Erkend vanaf", "1-2-2019")],
            "accredited_until_on": [("Erkend tot", "31-1-2027")],
        },
        [one("25180", "Kok", 2, "2019-02-01", "2027-01-31")],
        id="columns of their own",
    ),
    pytest.param(
        {
            "crebo_codes": [("Crebo 1", "25180"), ("Crebo 2", "25182")],
            "accredited_from_on": [("Startdatum 2", "1-2-2019")],
        },
        [one("25180"), one("25182", from_on="2019-02-01")],
        id="a date beside the second of two columns",
    ),
    pytest.param({"crebo_codes": [("Crebo", "n.v.t.")]}, [], id="none"),
]


def read(cells):
    return read_accreditations({name: [Cell(*cell) for cell in found] for name, found in cells.items()})


@pytest.mark.parametrize(("cells", "expected"), READINGS)
def test_accreditations_are_read(cells, expected):
    assert read(cells) == (expected, [])


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        pytest.param({"crebo_codes": [("Crebo", "2518")]}, "geen crebocode van 5 cijfers", id="four digits"),
        pytest.param({"crebo_codes": [("Crebo", "kok")]}, "geen crebocode van 5 cijfers", id="words"),
        pytest.param(
            {"crebo_codes": [("Crebo", "25180")], "qualification_level": [("Niveau", "7")]}, "geen niveau", id="level 7"
        ),
        pytest.param(
            {"crebo_codes": [("Crebo", "25180")], "accredited_from_on": [("Van", "ooit")]},
            "te lezen",
            id="no date",
        ),
        pytest.param(
            {"crebo_codes": [("Crebo", "25180 1-1-2020 t/m 1-1-2019")]}, "eindigt", id="ends before it begins"
        ),
    ],
)
def test_what_cannot_be_read_is_told(cells, words):
    _, (refused,) = read(cells)
    assert words in refused.reason
