"""What another process needs to work on our database, whichever that is at the moment, and on our Redis."""

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import connection


def our_addresses() -> dict[str, str]:
    """For its environment."""
    made = connection.settings_dict
    user, secret, name, host = (quote(made[each], safe="") for each in ("USER", "PASSWORD", "NAME", "HOST"))
    who = user + (f":{secret}" if secret else "")
    url = f"postgresql://{who}@/{name}?host={host or 'localhost'}" + (f"&port={made['PORT']}" if made["PORT"] else "")
    return {"DATABASE_URL": url, "REDIS_URL": settings.REDIS_URL, "LOCAL": "1"}


def own_redis(number: int) -> str:
    """Another numbered database of the same Redis, so that nobody else takes the tasks."""
    if settings.REDIS_URL.startswith("redis+socket://"):
        return f"{settings.REDIS_URL}?virtual_host={number}"
    return urlsplit(settings.REDIS_URL)._replace(path=f"/{number}").geturl()
