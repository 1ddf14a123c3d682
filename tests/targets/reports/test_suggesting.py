"""The suggested words: one and many, and nothing that speaks against the figures."""

import pytest

from targets.reports.suggesting import suggest_texts

NOW = {"reached": 2, "newly_reached": 1, "talks": 3, "interested": 1, "started": 0}
BLIND = [[{"text": "Bouw"}, {"text": "9"}, {"text": "4"}], [{"text": "Totaal"}, {"text": "9"}, {"text": "4"}]]


def texts(*, now=None, before=None, running=None, goals=(), **facts):
    known = {"small": 9, "blind": 4, "overlaps": 3, "prevented": 1} | facts
    rows = [[{"text": name}, {"text": verdict}] for name, verdict in goals]
    tables = {"goals": [{"rows": rows}] if rows else [], "blind": [{"rows": BLIND}], "sizes": [{"rows": []}]}
    return suggest_texts(
        {
            "organisation": "",
            "running": running,
            "facts": known | {"now": NOW | (now or {}), "before": NOW | (before or {})},
            "sections": [{"key": key, "tables": found} for key, found in tables.items()],
        }
    )


@pytest.mark.parametrize(
    ("prevented", "said"),
    [(0, "Daarvan is er geen voorkomen."), (1, "Daarvan is er 1 voorkomen."), (2, "Daarvan zijn er 2 voorkomen.")],
)
def test_prevented_double_approaches_are_told_in_good_dutch(prevented, said):
    assert said in texts(prevented=prevented)["overlaps"]


@pytest.mark.parametrize(
    ("before", "said"),
    [(2, "Dat zijn er evenveel als in"), (1, "Dat is er 1 meer dan in"), (4, "Dat zijn er 2 minder dan in")],
)
def test_the_difference_with_the_period_before_is_told(before, said):
    assert said in texts(before={"reached": before})["summary"]


@pytest.mark.parametrize(
    ("running", "count", "said"),
    [
        (None, 1, "Er liep 1 doel."),
        (None, 2, "Er liepen 2 doelen."),
        ({"before": 149}, 1, "Er loopt 1 doel."),
        ({"before": 149}, 2, "Er lopen 2 doelen."),
    ],
)
def test_targets_of_a_period_that_is_not_over_still_run(running, count, said):
    assert texts(running=running, goals=[("Bereik", "Op koers")] * count)["goals"].startswith(said)


def test_targets_that_are_late_and_that_were_missed_are_told_apart():
    goals = [("Bereik", "Loopt achter"), ("Omvang", "Niet gehaald"), ("EVC", "Op koers"), ("Bpv", "Loopt achter")]
    assert texts(goals=goals)["goals"] == "Er liepen 4 doelen. Loopt achter: Bereik; Bpv. Niet gehaald: Omvang."
