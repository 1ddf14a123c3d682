"""Figures that are kept for as long as nothing in the database changes."""

import threading

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from redis.exceptions import ConnectionError as RedisConnectionError

from lwl_crm.unchanged import Book, Unchanged
from tests.database import undisturbed
from tests.factories import EmployerFactory
from tests.factories.employers import Employer


@pytest.fixture
def counted():
    """Count employers on a page; `asked` says how often that was really done."""

    def count():
        count.asked += 1
        return Employer.objects.count()

    count.asked = 0
    return count


def on_a_page(count):
    return Unchanged().figure(count, "employers of this test")


@pytest.mark.django_db(transaction=True)
def test_what_did_not_change_is_counted_once(counted):
    EmployerFactory()

    def visits():
        counted.asked = 0
        return [on_a_page(counted) for _ in range(3)], counted.asked

    found, asked = undisturbed(visits)
    assert found == [1, 1, 1]
    assert asked <= 1


@pytest.mark.django_db(transaction=True)
def test_after_any_write_it_is_counted_anew(counted):
    employer = EmployerFactory()
    assert on_a_page(counted) == 1
    Employer.objects.filter(pk=employer.pk).update(remarks="Anders")
    assert on_a_page(counted) == 1
    assert counted.asked == 2
    EmployerFactory()
    assert on_a_page(counted) == 2


@pytest.mark.django_db(transaction=True)
def test_a_write_that_was_under_way_counts_when_it_is_done(counted):
    """One that began before the figure was counted and ended after it."""
    has_written, may_end = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            EmployerFactory()
            has_written.set()
            may_end.wait(10)
        connection.close()

    other = threading.Thread(target=write)
    other.start()
    assert has_written.wait(10)
    assert [on_a_page(counted), on_a_page(counted)] == [0, 0]
    may_end.set()
    other.join()
    assert on_a_page(counted) == 1


@pytest.mark.django_db(transaction=True)
def test_who_writes_sees_what_was_written_and_nobody_else(counted):
    assert on_a_page(counted) == 0
    with transaction.atomic():
        EmployerFactory()
        assert on_a_page(counted) == 1
        transaction.set_rollback(True)
    assert on_a_page(counted) == 0


@pytest.mark.django_db(transaction=True)
def test_without_redis_everything_is_counted(counted, monkeypatch):
    def refuse(*args, **kwargs):
        raise RedisConnectionError

    monkeypatch.setattr(type(cache._connections[cache._alias]), "get", refuse)
    monkeypatch.setattr(type(cache._connections[cache._alias]), "set", refuse)
    assert [on_a_page(counted), on_a_page(counted)] == [0, 0]
    assert counted.asked == 2


@pytest.mark.django_db(transaction=True)
def test_figures_of_a_page_are_read_and_written_together(counted):
    def page(is_kept=True):
        book = Book("page of this test")
        for name in ("one", "other", "one"):
            book.figure(counted, name)
        if is_kept:
            book.keep()

    def asked_by(work):
        before = counted.asked
        work()
        return counted.asked - before

    EmployerFactory()
    assert asked_by(lambda: page(is_kept=False)) == 2
    assert asked_by(page) == 2
    assert undisturbed(lambda: [asked_by(page), asked_by(page)])[1] == 0
    EmployerFactory()
    assert asked_by(page) == 2


def test_a_book_without_a_name_is_for_one_page():
    """It asks neither the database nor Redis."""
    book = Book()
    assert [book.figure(lambda: 3, "three"), book.figure(lambda: 4, "three")] == [3, 3]
    book.keep()
