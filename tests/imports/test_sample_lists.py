"""The sample lists have the report's figures, the flaws of real lists, and tell the truth about both."""

import csv
import re
import zlib
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from employers.normalise import normalise_kvk_number, normalise_postcode
from imports.crebo import Cell, read_accreditations
from imports.sample_lists import make_lists, make_more_lists, write_lists
from imports.sample_lists.address_noise import ADDRESS_NOISE
from imports.sample_lists.contact_noise import CONTACT_NOISE, KVK_NOISE
from imports.sample_lists.figures import REPORT, read_table, sector_of_division
from imports.sample_lists.kvk import DAMAGE
from imports.sample_lists.name_noise import NAME_NOISE

REGION_POSTCODES = {
    "Alblasserdam": range(2951, 2955),
    "Dordrecht": range(3311, 3330),
    "Hendrik-Ido-Ambacht": range(3341, 3345),
    "Papendrecht": range(3351, 3357),
    "Sliedrecht": range(3361, 3365),
    "Zwijndrecht": [*range(3331, 3337), 2995],
}
IN_REGION = re.compile(
    r"(?:dord|papend|slied|zwijnd)recht|alblasserdam|(?:ido|h\.?i\.?)[- ]ambacht|heerjansdam", re.IGNORECASE
)


@pytest.fixture(scope="module")
def lists():
    return make_lists(seed=1)


@pytest.fixture(scope="module")
def clean_lists():
    return make_lists(seed=1, noise=0)


@pytest.fixture(scope="module")
def files(lists, tmp_path_factory):
    return {path.name: path for path in write_lists(lists, tmp_path_factory.mktemp("lists"), truth=True)}


def column(sample, name):
    index = sample.header.index(name)
    return [row[index] for row in sample.rows]


def small_firms(kvk):
    sizes = zip(column(kvk, "Werkzame personen"), column(kvk, "SBI-code hoofdactiviteit"), strict=True)
    return [(size, sbi) for size, sbi in sizes if size == "10 t/m 19" or (isinstance(size, int) and size <= 25)]


def fingerprint(lists):
    return [zlib.crc32(repr(sample.rows).encode()) for sample in lists]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_lists_are_as_long_as_the_report_says(seed):
    lists = make_lists(seed)
    assert [len(sample.rows) for sample in lists] == [7706, 1356, 101]
    assert [len(sample.truth) for sample in lists] == [7706, 1356, 101]


@pytest.mark.parametrize("band", REPORT["kvk_list"]["size_bands"])
def test_size_bands_are_those_of_the_report(lists, band):
    low, high = map(int, band.split("-"))
    sizes = [size for size in column(lists.kvk, "Werkzame personen") if isinstance(size, int)]
    assert sum(low <= size <= high for size in sizes) == REPORT["kvk_list"]["size_bands"][band]


def test_one_small_firm_has_a_class_instead_of_a_number(lists):
    assert len(small_firms(lists.kvk)) == REPORT["kvk_list"]["up_to_25_employees"]
    assert column(lists.kvk, "Werkzame personen").count("10 t/m 19") == 1


@pytest.mark.parametrize(
    ("sector", "name"),
    [
        ("zakelijke-dienstverlening", "zakelijke dienstverlening"),
        ("detailhandel", "detailhandel"),
        ("groothandel", "groothandel"),
        ("transport", "transport"),
    ],
)
def test_small_firms_per_sector_are_those_of_the_report(lists, sector, name):
    sectors = Counter(sector_of_division()[sbi[:2]] for _, sbi in small_firms(lists.kvk))
    assert sectors[sector] == REPORT["kvk_list"]["top_sectors_small"][name]


def test_every_activity_lies_in_the_sector_it_is_drawn_for():
    trades = read_table("trades.csv") + read_table("chains.csv")
    assert [trade for trade in trades if sector_of_division()[trade["sbi"][:2]] != trade["sector"]] == []


def test_no_two_kvk_rows_have_the_same_numbers(clean_lists):
    numbers = column(clean_lists.kvk, "KVK-nummer")
    establishments = column(clean_lists.kvk, "Vestigingsnummer")
    assert len(set(establishments)) == 7706
    assert all(re.fullmatch("[0-9]{8}", number) for number in numbers)
    assert all(re.fullmatch("0000[0-9]{8}", number) for number in establishments)


def test_damaged_kvk_numbers_can_all_be_repaired(lists, clean_lists):
    repaired = [normalise_kvk_number(str(number)).value for number in column(lists.kvk, "KVK-nummer")]
    assert repaired == column(clean_lists.kvk, "KVK-nummer")
    assert repaired != column(lists.kvk, "KVK-nummer")


def test_postcodes_lie_in_their_municipality(lists):
    postcodes = [normalise_postcode(cell).value for cell in column(lists.kvk, "Postcode")]
    pairs = zip(postcodes, column(lists.kvk, "Gemeentenaam"), strict=True)
    assert [pair for pair in pairs if int(pair[0][:4]) not in REGION_POSTCODES[pair[1]]] == []


def test_heerjansdam_lies_in_zwijndrecht(clean_lists):
    places = zip(column(clean_lists.kvk, "Plaats"), column(clean_lists.kvk, "Gemeentenaam"), strict=True)
    assert {municipality for place, municipality in places if place == "Heerjansdam"} == {"Zwijndrecht"}


@pytest.mark.parametrize("seed", [1, 2])
def test_baanbrekends_rows_in_the_region_have_the_sectors_of_the_report(seed):
    sample = make_lists(seed).baanbrekend
    rows = zip(column(sample, "Adres"), column(sample, "Branche"), strict=True)
    sectors = Counter(sector for address, sector in rows if IN_REGION.search(address))
    assert sectors.total() == REPORT["baanbrekend_list"]["in_region"]
    assert (sectors["Industrie"], sectors["Zakelijke dienstverlening"], sectors["Geen sector benoemd"]) == (
        144,
        124,
        11,
    )


def test_a_third_of_baanbrekends_rows_has_a_kvk_number(lists):
    share = sum(bool(number) for number in column(lists.baanbrekend, "KvK")) / 1356
    assert 0.3 < share < 0.4


def test_other_lists_know_firms_of_the_register(lists):
    baanbrekend = {row.entity for row in lists.baanbrekend.truth}
    assert 550 < sum(row.kvk_row is not None for row in lists.baanbrekend.truth) < 585
    assert 75 < sum(row.kvk_row is not None for row in lists.lwl.truth) < 85
    assert sum(row.entity in baanbrekend for row in lists.lwl.truth) == 45


def test_doubles_point_to_an_earlier_row_of_the_same_firm(lists):
    truth = {row.row: row for row in lists.baanbrekend.truth}
    doubles = [row for row in truth.values() if row.duplicate_of_row]
    assert len(doubles) == 27
    assert all(truth[row.duplicate_of_row].entity == row.entity for row in doubles)
    assert all(row.duplicate_of_row < row.row for row in doubles)


def test_names_are_varied(lists):
    assert len(set(column(lists.kvk, "Handelsnaam"))) > 5000


def test_the_register_holds_what_is_easily_mistaken(lists):
    traps = Counter(row.trap for row in lists.kvk.truth)
    assert set(traps) >= {"chain", "franchise", "second_branch", "holding", "same_name", "relative", "shared_building"}


def test_a_chain_shares_its_kvk_number_over_municipalities(clean_lists):
    kvk = clean_lists.kvk
    rows = zip(*(column(kvk, name) for name in ("Handelsnaam", "KVK-nummer", "Gemeentenaam")), strict=True)
    lidl = [(number, municipality) for name, number, municipality in rows if name.startswith("Lidl")]
    assert len(lidl) == 8
    assert len({number for number, _ in lidl}) == 1
    assert len({municipality for _, municipality in lidl}) > 1


@pytest.mark.parametrize("kind", [noise.kind for noise in [*NAME_NOISE, *ADDRESS_NOISE, *CONTACT_NOISE, *KVK_NOISE]])
def test_each_kind_of_noise_occurs_in_the_other_lists(lists, kind):
    assert any(kind in row.noise for sample in (lists.baanbrekend, lists.lwl) for row in sample.truth)


@pytest.mark.parametrize("kind", DAMAGE)
def test_each_kind_of_damage_occurs_in_the_kvk_list(lists, kind):
    assert any(kind in row.noise for row in lists.kvk.truth)


def test_without_noise_every_row_is_typed_over_from_the_register(clean_lists):
    names = column(clean_lists.kvk, "Handelsnaam")
    rows = zip(column(clean_lists.baanbrekend, "Bedrijfsnaam"), clean_lists.baanbrekend.truth, strict=True)
    assert all(row.noise == () for sample in clean_lists for row in sample.truth)
    assert all(name == names[row.kvk_row - 2] for name, row in rows if row.kvk_row)


def test_more_noise_means_more_flaws(lists):
    def flaws(sample_lists):
        return sum(len(row.noise) for row in sample_lists.baanbrekend.truth)

    assert flaws(make_lists(1, noise=1)) > 1.4 * flaws(lists)


def test_the_same_seed_gives_the_same_cells(lists):
    assert fingerprint(make_lists(1)) == fingerprint(lists)
    assert fingerprint(make_lists(3)) != fingerprint(lists)


def test_nobody_can_be_called_or_mailed(clean_lists):
    baanbrekend = clean_lists.baanbrekend
    phones, mails = column(baanbrekend, "Telefoon"), column(baanbrekend, "E-mail")
    assert [phone for phone in phones if phone.partition("-")[2][0] != "0"] == []
    assert [mail for mail in mails if not re.search(r"\.example$|-\d{5}@", mail)] == []


@pytest.mark.parametrize("noise", [-0.1, 1.5], ids=["below zero", "above one"])
def test_noise_outside_its_range_is_refused(noise, tmp_path):
    with pytest.raises(CommandError, match="noise"):
        call_command("make_sample_lists", out=tmp_path, noise=noise)


@pytest.mark.parametrize("slug", ["kvk", "baanbrekend", "lwl"])
def test_files_read_back_as_they_were_made(lists, files, slug):
    sample = getattr(lists, slug)
    read = CalamineWorkbook.from_path(files[f"{slug}.xlsx"]).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert read[sample.header_row - 1][: len(sample.header)] == sample.header
    assert read[sample.first_row - 1 :] == sample.rows


def test_truth_file_names_every_row(lists, files):
    with files["truth.csv"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == 7706 + 1356 + 101
    assert next(row["row"] for row in rows if row["list"] == "baanbrekend") == str(lists.baanbrekend.first_row)


def test_command_writes_the_lists_without_a_database(tmp_path, capsys):
    call_command("make_sample_lists", out=tmp_path / "lijsten", seed=5)
    assert sorted(path.name for path in (tmp_path / "lijsten").iterdir()) == [
        "baanbrekend.xlsx",
        "kvk.xlsx",
        "lwl.xlsx",
    ]
    assert "kvk.xlsx" in capsys.readouterr().out


@pytest.fixture(scope="module")
def more_lists():
    return make_more_lists(seed=1)


def test_sbb_has_the_reports_number_of_leerbedrijven_in_each_municipality(more_lists, lists):
    sbb, _ = more_lists
    municipality_of = dict(enumerate(column(lists.kvk, "Gemeentenaam"), start=lists.kvk.first_row))
    counted = Counter(municipality_of[row.kvk_row] for row in sbb.truth)
    assert counted == REPORT["sbb_leerbedrijven"]["by_municipality"]
    assert len(set(column(sbb, "Leerbedrijf-ID"))) == len(sbb.rows) == 3876


def test_each_leerbedrijf_has_codes_that_can_be_read(more_lists):
    for cell in column(more_lists[0], "Crebocodes"):
        found, refused = read_accreditations({"crebo_codes": [Cell("Crebocodes", cell)]})
        assert found
        assert not refused
        assert all(each["level"] and each["from_on"] for each in found)


def test_the_other_lists_have_the_same_cells_for_the_same_seed(more_lists):
    assert fingerprint(make_more_lists(1)) == fingerprint(more_lists)
