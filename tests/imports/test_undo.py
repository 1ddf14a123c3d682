"""Taking a delivery back: what it wrote goes, what people and later deliveries did stays."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.editing import change_employer
from employers.models import Company, ContactPerson, Employer, Registration, Unit
from employers.precedence import Precedence, change_precedence
from imports import tasks, undo_report
from imports.in_line import bring_in_line
from imports.jobs import next_in_turn
from imports.models import Fate, ImportBatch, RememberedAnswer, Write
from imports.review import OTHER, SAME, SISTER, candidates_of, decide
from imports.undo import UndoRefused, promise_undo, undo_batch
from imports.undo_report import foreseen, reported
from tests.factories import (
    ContactMomentFactory,
    EmployerFactory,
)
from tests.imports.delivered import (
    BAANBREKEND,
    BAANBREKEND_ROWS,
    DOUBTFUL,
    KVK,
    KVK_ROWS,
    applied,
    apply,
    previewed,
)
from tests.imports.register_snapshot import whole_register

pytestmark = pytest.mark.django_db
MOVED = [*KVK_ROWS[0][:2], "Bakkerij Korenaar", "Kade", "3", "3311 AA", "Dordrecht", "30"]
NEXT_YEAR = [
    MOVED,
    KVK_ROWS[1],
    ["99000004", "000099000004", "Visser Techniek", "Kade", "9", "3311 AA", "Dordrecht", "5"],
]
IN_2027 = date(2027, 3, 1)


def undo(batch, by=None) -> ImportBatch:
    promise_undo(batch, by=by)
    assert undo_batch(batch.pk)
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.UNDONE, batch.error
    return batch


def bakery() -> Employer:
    return Employer.objects.get(establishment_number="000099000001")


@pytest.fixture
def register():
    return applied("kvk", KVK, KVK_ROWS)


def test_a_first_delivery_undone_leaves_an_empty_register():
    before = whole_register()
    undo(applied("kvk", KVK, KVK_ROWS))
    assert whole_register() == before


def test_updates_on_a_filled_register_go_back(register):
    applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    before = whole_register()
    undo(applied("kvk", KVK, NEXT_YEAR, on=IN_2027))
    assert whole_register() == before


def test_another_list_on_a_filled_register_goes_back(register):
    before = whole_register()
    undo(applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS))
    assert whole_register() == before


def test_a_mere_confirmation_gives_the_provenance_back():
    header = ["Naam organisatie", "Plaats", "Telefoon"]
    applied("lwl", header, [["Salon Mooi", "Dordrecht", "078 0001111"]])
    before = whole_register()
    batch = applied("lwl", header, [["Salon Mooi", "Dordrecht", "078 0001111"]], on=IN_2027)
    assert Employer.objects.get().provenance["trade_name"]["batch"] == batch.pk
    undo(batch)
    assert whole_register() == before


def test_what_a_person_changed_since_stays_and_is_told(register, adviser_lwl):
    batch = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    change_employer(by=adviser_lwl, employer=bakery(), values={"trade_name": "De Gouden Korenaar"})
    undo(batch)
    assert (bakery().trade_name, bakery().street, bakery().working_people) == ("De Gouden Korenaar", "Merwestraat", 12)
    left = batch.writes.get(model="employers.employer", object_id=bakery().pk).left
    assert [each["label"] for each in left] == ["naam"]
    assert left[0]["why"].startswith(f"daarna gewijzigd door {adviser_lwl} op ")


def test_a_new_employer_that_a_person_edited_stays(adviser_lwl):
    batch = applied("kvk", KVK, KVK_ROWS)
    change_employer(by=adviser_lwl, employer=bakery(), values={"phone": "+31780001111"})
    undo(batch)
    employer = Employer.objects.get()
    assert (employer.trade_name, employer.phone) == ("Bakkerij De Korenaar", "+31780001111")
    assert (employer.street, employer.working_people) == ("Merwestraat", None)


def test_an_older_delivery_undone_keeps_what_a_newer_one_of_another_list_wrote(register):
    header = ["Naam organisatie", "Plaats", "Telefoon"]
    older = applied("lwl", header, [["Bakkerij De Korenaar", "Dordrecht", "078 0009999"]])
    newer = applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS[:1], on=IN_2027)
    assert bakery().phone == "+31780001104"
    undo(older)
    assert bakery().phone == "+31780001104"
    undo(newer)
    assert bakery().phone == ""


def test_two_deliveries_undone_in_the_order_in_which_they_came_leave_nothing():
    before = whole_register()
    first = applied("kvk", KVK, KVK_ROWS)
    second = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    third = applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS, on=IN_2027)
    for batch in (first, second, third):
        undo(batch)
    assert whole_register() == before


def test_after_the_first_is_undone_an_entry_belongs_to_the_next(register):
    applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    undo(register)
    entry = Registration.objects.get(own_key="99000001-000099000001")
    assert (entry.first_seen_on, entry.last_seen_on) == (IN_2027, IN_2027)
    assert not Registration.objects.filter(own_key="99000003-000099000003").exists()
    assert bakery().street == "Kade"


def test_the_same_file_twice_and_the_first_undone_keeps_the_entries(register):
    before = whole_register()
    second = applied("kvk", KVK, KVK_ROWS)
    undo(register)
    assert whole_register() == before
    undo(second)
    assert not Employer.objects.exists()
    assert not Company.objects.exists()


def test_an_undone_delivery_can_be_applied_again(register):
    batch = applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    names = sorted(Employer.objects.values_list("trade_name", "phone"))
    undo(batch)
    apply(batch)
    assert sorted(Employer.objects.values_list("trade_name", "phone")) == names
    assert Registration.objects.filter(source__slug="baanbrekend").count() == 3
    undo(batch)
    assert not Registration.objects.filter(source__slug="baanbrekend").exists()


def test_an_employer_that_stayed_is_found_again_when_it_is_applied_again(register):
    batch = applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    ContactMomentFactory(employer=Employer.objects.get(trade_name="Tuincentrum Ver Weg"))
    undo(batch)
    apply(batch)
    assert Employer.objects.filter(trade_name="Tuincentrum Ver Weg").count() == 1


def test_answers_of_the_delivery_are_forgotten_and_known_again(register, admin):
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])
    row = batch.rows.get()
    before = whole_register()
    decide(row, SAME, by=admin, candidate=candidates_of(row)[0])
    undo(apply(batch))
    assert whole_register() == before
    apply(batch)
    assert RememberedAnswer.objects.get().is_same


def test_not_the_same_is_forgotten_with_the_employer_it_made(register, admin):
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])
    before = whole_register()
    decide(batch.rows.get(), OTHER, by=admin)
    undo(apply(batch))
    assert whole_register() == before


def test_a_question_that_the_delivery_closed_elsewhere_is_open_again(register, admin):
    older = apply(previewed("baanbrekend", BAANBREKEND, [DOUBTFUL]))
    newer = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])
    decide(newer.rows.get(), OTHER, by=admin)
    apply(newer)
    assert not older.rows.in_review().exists()
    undo(newer)
    assert older.rows.in_review().exists()


def test_a_contact_person_whom_somebody_changed_stays(register):
    batch = applied("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    ContactPerson.objects.filter(name="Jan Bos").update(role="Eigenaar")
    undo(batch)
    assert [person.name for person in ContactPerson.objects.all()] == ["Jan Bos"]


def test_it_waits_for_no_other_delivery_but_says_so(register):
    other = previewed("baanbrekend", BAANBREKEND, BAANBREKEND_ROWS)
    other.promise(ImportBatch.State.APPLYING)
    with pytest.raises(UndoRefused, match="andere aanlevering verwerkt"):
        promise_undo(register, by=None)
    assert next_in_turn() == other.pk


def test_a_delivery_that_is_not_applied_has_nothing_to_undo():
    with pytest.raises(UndoRefused, match="staat niets van in het register"):
        promise_undo(previewed("kvk", KVK, KVK_ROWS), by=None)


def test_the_preview_says_what_would_happen_and_does_nothing(register, adviser_lwl):
    batch = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    change_employer(by=adviser_lwl, employer=bakery(), values={"trade_name": "De Gouden Korenaar"})
    before, writes = whole_register(), list(Write.objects.order_by("pk").values())
    lines = foreseen(batch)
    assert sorted(line.fate for line in lines) == [Fate.STAYED, Fate.RESTORED, Fate.REMOVED]
    assert whole_register() == before
    assert list(Write.objects.order_by("pk").values()) == writes
    undo(batch)
    assert [(line.name, line.fate, line.reasons) for line in reported(batch)] == [
        (line.name, line.fate, line.reasons) for line in lines
    ]


def test_values_typed_after_the_undo_are_safe_when_it_is_undone_again(register, adviser_lwl):
    batch = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    undo(batch)
    change_employer(by=adviser_lwl, employer=bakery(), values={"trade_name": "Zelf getypt"})
    undo(apply(batch))
    assert bakery().trade_name == "Zelf getypt"
    assert bakery().provenance["trade_name"]["on"] == timezone.localdate().isoformat()


def test_a_delivery_of_before_its_writes_were_kept_is_refused(register, admin, as_user):
    register.is_tracked = False
    register.save(update_fields=["is_tracked"])
    with pytest.raises(UndoRefused, match="voordat werd bewaard wat een aanlevering verandert"):
        promise_undo(register, by=None)
    assert "Ongedaan maken" not in as_user(admin).get(register.get_absolute_url()).content.decode()


def test_a_delivery_that_changed_nothing_may_be_undone(register):
    before = whole_register()
    batch = applied("kvk", KVK, KVK_ROWS)
    undo(batch)
    assert whole_register() == before


def test_a_company_without_number_that_an_answer_made_goes_too(admin):
    hairdresser = EmployerFactory(
        trade_name="Kapsalon Knip en Zo", postcode="3331 ZZ", street="Dorpsstraat", house_number=7,
        phone="+31780001104", place="Zwijndrecht", company=None,
    )  # fmt: skip
    row = ["Kapsalon Knip & Zo", "Dorpsstraat 9, 3331 ZZ Zwijndrecht", "", "", "078-0001109", "", "R5", ""]
    batch, before = previewed("baanbrekend", BAANBREKEND, [row]), whole_register()
    question = batch.rows.get()
    candidate = next(each for each in candidates_of(question) if each.employer == hairdresser)
    assert decide(question, SISTER, by=admin, candidate=candidate)
    apply(batch)
    assert Company.objects.filter(kvk_number=None).exists()
    undo(batch)
    assert whole_register() == before


@pytest.fixture
def lwl_goes_first(register, admin):
    """The name as LWL has it stands in the register because an admin put that list first; KvK had another since."""
    header, row = ["Bedrijfsnaam", "Adres", "KvK"], ["Van Es Lassen", "Havenweg 4, 3361 ZZ Sliedrecht", "99000002"]
    batches = [applied("lwl", header, [row])]
    batches += [applied("kvk", KVK, [[*KVK_ROWS[1][:2], "Lasbedrijf Van Es & Zn", *KVK_ROWS[1][3:]]], on=IN_2027)]
    order = ["lwl", *(slug for slug in Precedence.load().order(Unit.TRADE_NAME) if slug != "lwl")]
    was = Precedence.load().standing(Unit.TRADE_NAME)
    bring_in_line(change_precedence(Unit.TRADE_NAME, order, was=was, is_for_register=True, by=admin).pk)
    return batches


def van_es() -> Employer:
    return Employer.objects.get(establishment_number="000099000002")


def test_a_value_that_another_precedence_brought_since_stays(lwl_goes_first):
    _, kvk = lwl_goes_first
    undo(kvk)
    assert (van_es().trade_name, van_es().provenance["trade_name"]["source"]) == ("Van Es Lassen", "lwl")
    left = kvk.writes.get(model="employers.employer").left
    assert {"label": "naam", "why": f"komt nu van {van_es().provenance['trade_name']['label']}"} in left


def test_also_when_the_list_that_it_came_from_is_undone(lwl_goes_first):
    """An admin chose it, and the other list's value is in nobody's ledger (docs/adr/0012)."""
    lwl, _ = lwl_goes_first
    undo(lwl)
    assert van_es().trade_name == "Van Es Lassen"
    assert not van_es().registrations.filter(source__slug="lwl").exists()


def test_a_worker_works_out_what_a_large_undo_would_do(register, admin, as_user, monkeypatch):
    monkeypatch.setattr(undo_report, "AT_ONCE", 0)
    monkeypatch.setattr(tasks.foresee_undo, "delay", lambda pk: None)
    web, address = as_user(admin), reverse("imports:undo", args=[register.pk])
    assert "We rekenen uit wat er gebeurt" in web.get(address).content.decode()
    assert undo_report.foresee(register.pk)
    page = web.get(address)
    assert page.context["total"] == 3
    assert "Verdwijnt uit het register" in page.content.decode()


def test_who_waits_for_the_forecast_sees_how_far_it_is(register, admin, as_user, monkeypatch):
    monkeypatch.setattr(undo_report, "AT_ONCE", 0)
    monkeypatch.setattr(undo_report, "CHUNK", 1)
    monkeypatch.setattr(tasks.foresee_undo, "delay", lambda pk: None)
    web, address, seen = as_user(admin), reverse("imports:undo", args=[register.pk]), []
    count = register.writes.standing().count()
    taken_back = undo_report.TakingBack.take_back

    def look_and_take_back(undo, writes):
        seen.append(web.get(address).content.decode())
        taken_back(undo, writes)

    web.get(address)
    monkeypatch.setattr(undo_report.TakingBack, "take_back", look_and_take_back)
    undo_report.foresee(register.pk)
    assert "0 procent klaar" in seen[0]
    assert f"{count - 1} van {count} stappen" in seen[-1]


def test_a_forecast_is_kept_and_worked_out_anew_when_asked(register, admin, as_user, adviser_lwl):
    web, address = as_user(admin), reverse("imports:undo", args=[register.pk])
    assert web.get(address).context["page"].paginator.count == 3
    change_employer(by=adviser_lwl, employer=bakery(), values={"phone": "+31780001111"})
    assert "Gewijzigd door" not in web.get(address).content.decode()
    web.post(reverse("imports:foresee", args=[register.pk]))
    assert "Gewijzigd door" in web.get(address).content.decode()


def test_the_report_is_kept_and_read_in_a_fixed_number_of_queries(admin, as_user, django_assert_max_num_queries):
    rows = [
        [f"9910{n:04}", f"00009910{n:04}", f"Firma {n}", "Kade", str(n), "3311 AA", "Dordrecht", "5"] for n in range(70)
    ]
    batch = undo(applied("kvk", KVK, rows))
    assert batch.undo_lines.filter(is_done=True).fate_counts() == {Fate.REMOVED: 70, Fate.RESTORED: 0, Fate.STAYED: 0}
    web = as_user(admin)
    with django_assert_max_num_queries(12):
        assert "Verdwenen uit het register" in web.get(reverse("imports:undo_report", args=[batch.pk])).content.decode()


def test_what_stayed_for_one_reason_is_one_sentence(register):
    later = applied("kvk", KVK, NEXT_YEAR, on=IN_2027)
    (line,) = [line for line in foreseen(register) if line.employer_number == bakery().pk]
    assert (
        f"werkzame personen, adres, KvK- en vestigingsnummer: daarna gewijzigd door de aanlevering {later.filename}"
        in line.reasons
    )
    assert len(line.reasons) == len({reason.rpartition(": ")[2] for reason in line.reasons})
