"""How often a property is tried: a little in every run, and many times over by `make test-properties`."""

import os

from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("PROPERTY_TIMES", "1"))


def tried(examples: int, **options) -> settings:
    """On histories that are made in the database, which takes its time and is nothing to complain of."""
    return settings(max_examples=examples * TIMES, deadline=None, suppress_health_check=list(HealthCheck), **options)


AS_FOUND = {"phases": [Phase.explicit, Phase.reuse, Phase.generate]}  # where making a failure smaller takes too long
