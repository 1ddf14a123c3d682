"""What people have open is known for a while, also to other processes; and nothing breaks when it is not."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache
from django.utils import timezone
from redis.exceptions import RedisError

from lwl_crm.looked_at import JUST_NOW, LookedAt


@pytest.fixture
def looks():
    return LookedAt("some", most=3)


def test_the_latest_come_first_each_once(looks):
    for which in (1, 2, 1):
        looks.remember(which, f"look {which}")
    assert looks.lately() == ["look 1", "look 2"]


def test_no_more_are_kept_than_the_latest(looks):
    for which in range(5):
        looks.remember(which, which)
    assert looks.lately() == [4, 3, 2]


def test_long_ago_is_not_lately(looks, monkeypatch):
    noon = timezone.now().replace(hour=12)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    looks.remember("before", "before")
    monkeypatch.setattr(timezone, "now", lambda: noon + timedelta(minutes=20))
    looks.remember("now", "now")
    assert looks.lately(timedelta(minutes=10)) == ["now"]
    assert looks.lately(timedelta(minutes=30)) == ["now", "before"]


def test_it_is_kept_no_longer_than_it_is_asked_for(looks):
    looks.remember("this", "this")
    client = cache._cache.get_client()
    assert 0 < client.ttl(cache.make_key(looks._key)) <= JUST_NOW.total_seconds()


def test_of_another_kind_is_another(looks):
    looks.remember("this", "this")
    assert LookedAt("others", most=3).lately() == []


def test_without_redis_nobody_looked(looks, monkeypatch):
    def refuse(*_):
        raise RedisError

    monkeypatch.setattr(RedisCache, "get", refuse)
    looks.remember("this", "this")
    assert looks.lately() == []
