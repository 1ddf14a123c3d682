"""Checks of free text that people type."""

import re

from django.core.exceptions import ValidationError

NINE_DIGITS = re.compile(
    r"(?<!\d)(?<!\+31 )(?<!0031 )\d{9}(?!\d)"  # in one piece, but not a phone number after +31
    r"|(?<!\d)(?<!\d[ .-])\d(?:[ .-]?\d){8}(?![ .-]?\d)"  # with spaces, dots or dashes between, standing alone
)


def is_bsn(digits: str) -> bool:
    """Nine digits that pass the elfproef of the burgerservicenummer."""
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    return int(digits) > 0 and sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0


def refuse_bsn(text: str) -> None:
    """Free text may not hold a burgerservicenummer (AVG): it has no place in this register."""
    for match in NINE_DIGITS.finditer(text or ""):
        if is_bsn(re.sub(r"\D", "", match.group())):
            raise ValidationError(
                "In deze tekst staat een burgerservicenummer (BSN). Haal het weg: dat mag hier niet worden bewaard.",
                code="bsn",
            )
