"""SBB's list of leerbedrijven: accreditations per qualification, one employer however many rows it has."""

from datetime import date

import pytest

from employers.models import Accreditation, Employer
from imports.gone import GONE
from imports.models import Category, ImportRow
from imports.review import OTHER, SKIP, candidates_of, decide, take_back
from tests.imports.delivered import KVK, KVK_ROWS, applied, apply, apply_only, previewed, verdicts
from tests.imports.register_snapshot import whole_register
from tests.imports.test_undo import undo

pytestmark = pytest.mark.django_db
SBB = ["Leerbedrijf-ID", "Naam", "Adres", "Postcode", "Plaats", "Crebo", "Kwalificatie", "Niveau", "Erkend vanaf"]
KORENAAR = ["100001", "Bakkerij De Korenaar", "Merwestraat 18", "3311 ZZ", "Dordrecht"]
VERF = ["100002", "Schildersbedrijf Kwast", "Lange Weg 3", "3361 AB", "Sliedrecht"]
ROWS = [
    [*KORENAAR, "25244", "Uitvoerend bakker", "2", "1-9-2019"],
    [*KORENAAR, "25245", "Zelfstandig werkend bakker", "3", "1-9-2020"],
    [*VERF, "25118", "Schilder", "2", "2-2-2018"],
    [*VERF, "25119", "Gezel schilder", "3", ""],
]
NEXT_YEAR = date(2027, 3, 1)
LATER = date(2026, 9, 1)  # what is gone since a day to come is still there today


def codes(**only):
    return sorted(Accreditation.objects.current().filter(**only).values_list("crebo", flat=True))


def test_rows_of_one_leerbedrijf_become_one_employer_with_an_accreditation_each():
    applied("kvk", KVK, KVK_ROWS)
    batch = applied("sbb", SBB, ROWS)
    assert verdicts(batch) == ["certain", "certain", "new", "certain"]
    assert Employer.objects.count() == 4
    assert codes(employer__trade_name="Bakkerij De Korenaar") == ["25244", "25245"]
    assert codes(employer__trade_name="Schildersbedrijf Kwast") == ["25118", "25119"]


def test_an_accreditation_keeps_what_the_list_says():
    applied("sbb", SBB, ROWS)
    found = Accreditation.objects.get(crebo="25244")
    assert (found.leerbedrijf_id, found.qualification, found.level) == ("100001", "Uitvoerend bakker", 2)
    assert (found.from_on, found.until_on, found.checked_on) == (date(2019, 9, 1), None, date(2026, 3, 1))
    assert found.source.slug == "sbb"


def test_the_same_list_again_changes_nothing():
    applied("sbb", SBB, ROWS)
    before = list(Accreditation.objects.order_by("pk").values())
    batch = applied("sbb", SBB, ROWS)
    assert batch.rows.outcome_counts()["unchanged"] == 4
    assert list(Accreditation.objects.order_by("pk").values()) == before


def test_one_row_with_several_codes_is_the_same_list():
    applied("sbb", SBB, ROWS)
    header = ["Leerbedrijf-ID", "Naam", "Plaats", "Crebocodes"]
    rows = [["100001", KORENAAR[1], "Dordrecht", "25244, 25245, 25246"], ["100002", VERF[1], "Sliedrecht", "25118"]]
    batch = applied("sbb", header, rows, on=NEXT_YEAR)
    assert verdicts(batch) == ["certain", "certain"]
    assert codes(leerbedrijf_id="100001") == ["25244", "25245", "25246"]
    assert Employer.objects.count() == 2


def test_a_new_qualification_is_shown_and_goes_to_the_known_employer():
    applied("sbb", SBB, ROWS)
    new = [*KORENAAR, "25246", "Leidinggevende bakkerij", "4", "1-9-2026"]
    batch = previewed("sbb", SBB, [*ROWS, new], on=NEXT_YEAR)
    row = batch.rows.get(row_number=6)
    assert row.verdict == ImportRow.Verdict.CERTAIN
    assert [change["after"] for change in row.changes] == [
        "Leidinggevende bakkerij (25246), niveau 4, vanaf 1 september 2026"
    ]
    apply(batch)
    assert codes(leerbedrijf_id="100001") == ["25244", "25245", "25246"]
    assert Employer.objects.count() == 2


def test_a_code_that_a_row_no_longer_has_ends_with_that_list():
    header = ["Leerbedrijf-ID", "Naam", "Plaats", "Crebo"]
    applied("sbb", header, [["7", "Salon Mooi", "Dordrecht", "25118, 25119"]])
    applied("sbb", header, [["7", "Salon Mooi", "Dordrecht", "25118, 25244"]], on=NEXT_YEAR)
    assert Accreditation.objects.get(crebo="25119").until_on == NEXT_YEAR
    assert codes() == sorted(codes())
    assert Accreditation.objects.current(on=date(2027, 3, 2)).count() == 2


def test_an_older_list_changes_nothing_newer():
    applied("sbb", SBB, ROWS)
    older = [[*KORENAAR, "25244", "Bakker (oud)", "1", "1-1-2001"]]
    applied("sbb", SBB, older, on=date(2020, 1, 1))
    found = Accreditation.objects.get(crebo="25244")
    assert (found.qualification, found.level, found.checked_on) == ("Uitvoerend bakker", 2, date(2026, 3, 1))


def test_an_entry_that_is_gone_from_the_list_is_no_longer_current():
    applied("sbb", SBB, ROWS)
    Accreditation.objects.get(crebo="25118").registration.delete()
    Accreditation.objects.get(crebo="25119").registration.__class__.objects.filter(own_key="100002#25119").update(
        is_current=False
    )
    assert codes(leerbedrijf_id="100002") == []
    assert not Employer.objects.accredited().filter(trade_name=VERF[1]).exists()


DOUBTFUL = ["100009", "Bakkerij De Korenaar", "Kade 3", "3351 AA", "Papendrecht"]


@pytest.fixture
def in_doubt():
    """Two rows of one leerbedrijf that may be a baker of the register: one question."""
    applied("kvk", KVK, KVK_ROWS)
    rows = [[*DOUBTFUL, "99000001", code] for code in ("25244", "25245")]
    header = ["Leerbedrijf-ID", "Naam", "Adres", "Postcode", "Plaats", "KvK-nummer", "Crebo"]
    return applied("sbb", header, rows)


def test_one_question_for_all_rows_of_a_leerbedrijf(in_doubt):
    counts = in_doubt.rows.outcome_counts()
    assert (counts["review"], counts["linked"]) == (1, 1)
    assert in_doubt.rows.get(row_number=3).reasons == ["zelfde leerbedrijf-ID als rij 2"]


def test_the_other_rows_wait_for_the_answer(in_doubt, admin):
    assert not Accreditation.objects.exists()
    assert Employer.objects.count() == 3
    assert decide(in_doubt.rows.get(row_number=2), OTHER, by=admin)
    apply(in_doubt)
    (employer,) = set(Accreditation.objects.values_list("employer__place", flat=True))
    assert (employer, Accreditation.objects.count(), Employer.objects.count()) == ("Papendrecht", 2, 4)


def test_the_other_rows_follow_to_a_known_employer(in_doubt, admin):
    row = in_doubt.rows.get(row_number=2)
    assert decide(row, "same", by=admin, candidate=candidates_of(row)[0])
    apply(in_doubt)
    assert codes(employer__place="Dordrecht") == ["25244", "25245"]


def test_not_reading_one_row_means_not_reading_the_others(in_doubt, admin):
    assert decide(in_doubt.rows.get(row_number=2), SKIP, by=admin)
    assert in_doubt.rows.outcome_counts()["rejected"] == 2
    apply(in_doubt)
    assert Employer.objects.count() == 3


def test_taking_back_that_answer_asks_again(in_doubt, admin):
    decide(in_doubt.rows.get(row_number=2), SKIP, by=admin)
    take_back(in_doubt, by=admin)
    counts = in_doubt.rows.outcome_counts()
    assert (counts["review"], counts["linked"], counts["rejected"]) == (1, 1, 0)


def test_a_row_without_a_leerbedrijf_id_is_rejected():
    batch = previewed("sbb", SBB, [["", *VERF[1:], "25118", "", "", ""]])
    assert verdicts(batch) == ["rejected"]
    assert "leerbedrijf-ID" in batch.rows.get().rejection


def test_a_wrong_code_is_told_and_the_employer_is_read():
    batch = applied("sbb", SBB, [[*VERF, "2511", "Schilder", "2", ""]])
    assert "geen crebocode van 5 cijfers" in batch.rows.get().remarks[0]
    assert Employer.objects.get().accreditations.count() == 0


@pytest.mark.parametrize("size", [20, 120])
def test_queries_do_not_grow_with_the_rows(size, django_assert_max_num_queries):
    rows = [[f"{n // 3}", f"Werkplaats {n // 3}", "", "", "Dordrecht", f"{25000 + n}", "", "", ""] for n in range(size)]
    batch = previewed("sbb", SBB, rows)
    with django_assert_max_num_queries(60):
        apply(batch)


def test_a_leerbedrijf_that_is_gone_is_accredited_again_when_that_delivery_is_undone():
    applied("sbb", SBB, ROWS)
    before = whole_register()
    batch = apply_only(previewed("sbb", SBB, ROWS[:2], on=LATER), *Category.values, GONE)
    assert [each.trade_name for each in Employer.objects.accredited()] == ["Bakkerij De Korenaar"]
    assert codes(leerbedrijf_id="100002") == []
    undo(batch)
    assert codes(leerbedrijf_id="100002") == ["25118", "25119"]
    assert whole_register() == before
