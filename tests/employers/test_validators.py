import pytest
from django.core.exceptions import ValidationError

from employers.validators import refuse_bsn


@pytest.mark.parametrize(
    "text",
    ["bsn 111222333", "123456782", "1234.56.782", "123 456 782 is zijn nummer", "Jan (111-222-333)"],
    ids=["after a word", "alone", "with dots", "with spaces", "with dashes in brackets"],
)
def test_a_bsn_is_refused(text):
    with pytest.raises(ValidationError, match="burgerservicenummer"):
        refuse_bsn(text)


@pytest.mark.parametrize(
    "text",
    ["", "Bel 078 000 01 01", "+31 612345678", "KvK 90000001", "vestiging 000098765432", "123456789", "000000000"],
    ids=["empty", "phone", "mobile with country", "KvK number", "establishment", "fails the elfproef", "zeros"],
)
def test_other_numbers_may_stay(text):
    refuse_bsn(text)
