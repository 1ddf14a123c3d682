"""How often a property is tried: a little in every run, and many times over by `make test-properties`."""

import os

from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("PROPERTY_TIMES", "1"))
TAKES_TIME = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
AS_FOUND = {"phases": [Phase.explicit, Phase.reuse, Phase.generate]}  # where making a failure smaller takes too long


def tried(examples: int, **options) -> settings:
    """On histories that are made in the database, which takes its time."""
    return settings(max_examples=examples * TIMES, deadline=None, suppress_health_check=TAKES_TIME, **options)


# Properties of plain values, which take no time
settings.register_profile("plain", max_examples=100 * TIMES)
settings.load_profile("plain")
