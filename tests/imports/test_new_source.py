"""docs/bronnen.md: a new source is a row and a small class."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from employers.models import Employer, SourceList
from imports import sources
from imports.sources import SOURCES, BaanbrekendList, ListSource
from tests.imports.delivered import applied, as_csv, taken_in, verdicts

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[2] / "docs/bronnen.md").read_text(encoding="utf-8")
HEADER = ["Zaaknaam", "Vestigingspostcode", "Plaats", "Dossier"]
ROWS = [["Salon Mooi", "3311 ZZ", "Dordrecht", "G-1"], ["Garage Snel", "3361 ZZ", "Sliedrecht", "G-2"]]


@pytest.fixture
def gilde():
    """A row and a class, as the page says; gone again after the test."""

    class GildeList(ListSource):
        slug = "gilde"
        label = "het gilde"
        fields = (*BaanbrekendList.fields, "postcode")
        headers = {"zaaknaam": "trade_name", "dossier": "own_key", "vestigingspostcode": "postcode"}

    yield SourceList.objects.create(slug="gilde", name="Lijst van het gilde", rank=45)
    del SOURCES["gilde"]


def test_its_columns_are_recognised(gilde):
    fields = ["trade_name", "postcode", "place", "own_key"]
    assert list(taken_in("gilde", HEADER, ROWS).mapping.values()) == fields


def test_its_words_mean_nothing_in_another_list(gilde):
    assert "own_key" not in taken_in("lwl", HEADER, ROWS).mapping.values()


def test_its_rows_become_employers_and_a_second_time_nothing_changes(gilde):
    applied("gilde", HEADER, ROWS)
    assert Employer.objects.filter(registrations__own_key="g1").get().postcode == "3311 ZZ"
    assert verdicts(applied("gilde", HEADER, ROWS)) == ["unchanged", "unchanged"]


def test_the_command_line_knows_it(gilde, tmp_path):
    path = tmp_path / "gilde.csv"
    path.write_bytes(as_csv(HEADER, ROWS))
    call_command("import_list", str(path), "--source", "gilde", "--apply")
    assert Employer.objects.count() == 2


def test_the_class_on_the_page_is_the_real_one():
    shown = re.search(r"    class UwvList.*?(?=\n\n[|A-Z])", PAGE, re.DOTALL)[0]
    source = Path(sources.__file__).read_text(encoding="utf-8")
    assert "\n".join(line[4:] for line in shown.splitlines()) in source


@pytest.mark.parametrize("name", [name for name in vars(ListSource) if not name.startswith("_") and name != "requires"])
def test_the_page_explains_every_attribute(name):
    assert f"| `{name}` |" in PAGE
