"""What another process needs to work on our database, whichever that is at the moment, and on our Redis."""

from urllib.parse import quote

from django.conf import settings
from django.db import connection


def our_addresses() -> dict[str, str]:
    """For its environment."""
    made = connection.settings_dict
    host = quote(made["HOST"] or "localhost", safe="")
    who = made["USER"] + (f":{quote(made['PASSWORD'])}" if made["PASSWORD"] else "")
    url = f"postgresql://{who}@/{made['NAME']}?host={host}" + (f"&port={made['PORT']}" if made["PORT"] else "")
    return {"DATABASE_URL": url, "REDIS_URL": settings.REDIS_URL, "LOCAL": "1"}
