"""How the database reads what employers have none of."""

import pytest

from employers.models import Employer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Employer.objects.without_fixed_contact(),
        lambda: Employer.objects.added_by_hand(),
        lambda: Employer.objects.formerly_accredited(),
        lambda: Employer.objects.gone_from("kvk"),
        lambda: Employer.objects.not_reached(),
    ],
    ids=["fixed contact", "by hand", "accredited", "gone", "reached"],
)
def test_what_an_employer_has_none_of_is_joined(ask):
    """NOT IN reads a set that does not fit in memory again for every employer: with a million that never ends."""
    assert "Anti Join" in ask().explain()
