"""Every number about a delivery leads to just the rows that it counts."""

import re
from datetime import date

import pytest
from django.urls import reverse

from imports.gone import GONE
from imports.models import Category, GroupDecision
from imports.reports import changed_fields
from imports.review import OTHER, SAME, candidates_of, decide
from tests.imports.delivered import BAANBREKEND, DOUBTFUL, KVK, KVK_ROWS, applied, apply, apply_only, previewed

pytestmark = pytest.mark.django_db
MOVED = [*KVK_ROWS[0][:3], "Kade", "3", "3311 AA", "Dordrecht", "30"]
MOVED_TOO = [*KVK_ROWS[1][:3], "Kade", "9", "3311 AA", "Dordrecht", "40"]
NEXT_YEAR = date(2027, 3, 1)


@pytest.fixture
def web(admin, as_user):
    return as_user(admin)


@pytest.fixture
def second():
    applied("kvk", KVK, KVK_ROWS)
    return previewed("kvk", KVK, [MOVED, MOVED_TOO], on=NEXT_YEAR)


def count_at(web, url):
    response = web.get(url.replace("&amp;", "&"))
    if "page" in response.context:
        return response.context["page"].paginator.count
    return response.context["batch"].rows.in_review().count()


def parts(web, batch):
    """The numbers under the tiles, as (number, address)."""
    tiles = web.get(batch.get_absolute_url()).context["tiles"]
    counted = [(int(part.text.split()[0]), part.url) for tile in tiles for part in tile.parts if part.text[0].isdigit()]
    assert all(url for number, url in counted if number)
    return [(number, url) for number, url in counted if number]


def numbers_without_a_link(web, batch):
    """What is left of the main part of the page when links, headings, dates and cells with names are taken out."""
    text = web.get(batch.get_absolute_url()).content.decode()
    tiles = re.search(r'<nav class="crm-tiles.*?</nav>', text, re.DOTALL)[0]
    fields = re.search(r'aria-labelledby="velden".*?</section>', text, re.DOTALL)[0]
    bare = re.sub(r"<a .*?</a>|<[^>]*>", " ", tiles + fields, flags=re.DOTALL)
    return [number for number in re.findall(r"\d+", bare) if number != "0"]


def test_numbers_of_changed_fields_lead_to_those_rows(second, web):
    fields = {field.label: field for field in changed_fields(second)}
    assert (fields["adres"].written, fields["adres"].kept) == (2, 0)
    for field in fields.values():
        assert count_at(web, field.written_url) == field.written
        assert count_at(web, field.kept_url) == field.kept
    assert "adres wijzigt" in web.get(fields["adres"].written_url).content.decode()


def test_a_value_that_stays_is_counted_with_its_rows(web):
    applied("kvk", KVK, KVK_ROWS)
    row = ["Korenaar", "Merwestraat 18, 3311 ZZ Dordrecht", "Industrie", "", "", "", "R1", "99000001"]
    batch = previewed("baanbrekend", BAANBREKEND, [row])
    batch.rows.filter(verdict__in=["likely", "several"]).update(verdict="certain")
    kept = [field for field in changed_fields(batch) if field.kept]
    for field in kept:
        assert count_at(web, field.kept_url) == field.kept


def test_numbers_under_the_tiles_lead_to_those_rows(second, web):
    apply_only(second, Category.MOVED)
    second.rows.filter(row_number=3).update(applied_at=None)
    found = parts(web, second)
    assert (1, reverse("imports:rows", args=[second.pk]) + "?soort=moved&doorgevoerd=ja") in found
    for number, url in found:
        assert count_at(web, url) == number


def test_what_was_reviewed_is_counted_with_its_rows(web, admin):
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL, [*DOUBTFUL[:6], "R9", DOUBTFUL[7]]])
    decide(batch.rows.in_review().first(), OTHER, by=admin)
    for number, url in parts(web, batch):
        assert count_at(web, url) == number


def test_there_is_no_number_without_a_link(second, web):
    assert numbers_without_a_link(web, second) == []
    apply_only(second, *Category.values, GONE)
    assert numbers_without_a_link(web, second) == []


def test_the_categories_to_accept_lead_to_what_waits(second, web):
    for line in web.get(second.get_absolute_url()).context["categories"]:
        assert count_at(web, line.url) == line.waiting


def test_what_is_gone_is_split_by_what_was_marked(second, web):
    address = reverse("imports:gone", args=[second.pk])
    assert (count_at(web, f"{address}?gemarkeerd=ja"), count_at(web, f"{address}?gemarkeerd=nee")) == (0, 1)
    apply_only(second, GONE)
    assert (count_at(web, f"{address}?gemarkeerd=ja"), count_at(web, f"{address}?gemarkeerd=nee")) == (1, 0)


def test_an_answer_about_a_group_leads_to_its_rows(web, admin):
    applied("kvk", KVK, KVK_ROWS)
    batch = previewed("baanbrekend", BAANBREKEND, [DOUBTFUL])
    row = batch.rows.get()
    group = GroupDecision.objects.create(batch=batch, decision=SAME, decided_by=admin, row_count=1, reasons=["x"])
    decide(row, SAME, by=admin, candidate=candidates_of(row)[0], group=group)
    address = f"{reverse('imports:rows', args=[batch.pk])}?groep={group.pk}"
    assert address in web.get(reverse("imports:groups", args=[batch.pk])).content.decode()
    assert count_at(web, address) == 1


def test_nonsense_in_the_address_shows_all_rows(second, web):
    query = "?soort=x&stand=y&doorgevoerd=z&groep=abc&veld="
    assert count_at(web, reverse("imports:rows", args=[second.pk]) + query) == 2


def test_a_search_keeps_what_was_asked(second, web):
    text = web.get(reverse("imports:rows", args=[second.pk]) + "?veld=adres&tekst=Korenaar").content.decode()
    assert '<input type="hidden" name="veld" value="adres">' in text
    assert "1 rij" in text


def test_applied_rows_are_found_again(web):
    batch = apply(previewed("kvk", KVK, KVK_ROWS))
    assert count_at(web, reverse("imports:rows", args=[batch.pk]) + "?doorgevoerd=ja") == 3
    assert count_at(web, reverse("imports:rows", args=[batch.pk]) + "?doorgevoerd=nu") == 0
