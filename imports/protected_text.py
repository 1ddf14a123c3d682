"""Texts in a csv of ours that a spreadsheet would run, kept from it by an apostrophe, and read back as they were.

Doubling the apostrophe of a text that had one already makes that certain; `employers.spreadsheets.harmless` is for
files that do not come back.
"""

import re

RUNS = re.compile(r"^(?:'*[=+\-@\t\r]|'+\d)")
PROTECTED = re.compile(r"^'+[=+\-@\t\r\d]")


def protect(text: str) -> str:
    return f"'{text}" if RUNS.match(text) else text


def unprotect(text: str) -> str:
    return text[1:] if PROTECTED.match(text) else text
