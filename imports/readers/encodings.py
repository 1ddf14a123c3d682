"""The encoding of a text file: byte order mark, UTF-16 without one, UTF-8, else the old code page that reads best."""

import codecs
import re
from typing import NamedTuple

MARKS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
CODE_PAGES = ("cp1252", "cp850", "mac_roman")  # Windows, DOS, old Mac; the first wins when they read equally well
EXPECTED = frozenset("éëèêïíîöóôòüúùûáàâäãåçñßøæÉËÈÖÜÄÅÓÁÇÑ€’‘“”–—…´`°²³½¼µ§®©™·•«»±×")
SAMPLE = 2_000_000
LETTERS = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
ACCENTED = re.compile(r"(.?)([^\x00-\x7f])", re.DOTALL)
FALLBACK = "half-utf-8"


class Encoding(NamedTuple):
    name: str
    errors: str = "strict"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 in a file that otherwise is: pieces of an old file were pasted in."""
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error(FALLBACK, _as_windows)


def encoding_of(content: bytes) -> Encoding | None:
    """How to decode the file; None when it is no text."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return _checked(content, name)
    if b"\x00" in content:
        wide = _utf_16_without_mark(content)
        return _checked(content, wide) if wide else None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_quite_utf_8(content, error)
    return Encoding("utf-8")


def _checked(content: bytes, name: str) -> Encoding | None:
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        return Encoding("utf-8-sig", FALLBACK) if name == "utf-8-sig" else None
    return None if "\x00" in text else Encoding(name)


def _utf_16_without_mark(content: bytes) -> str:
    """Latin text in UTF-16 has a zero in every second byte."""
    sample = content[:4_000]
    if len(content) % 2:
        return ""
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > 0.8 * len(zeros):
            return name
    return ""


def _not_quite_utf_8(content: bytes, error: UnicodeDecodeError) -> Encoding:
    good = len(LETTERS.findall(content))
    wrong = sum(byte >= 0x80 for byte in LETTERS.sub(b"", content[max(0, error.start - SAMPLE) : error.start + SAMPLE]))
    if good > 3 * wrong:
        return Encoding("utf-8", FALLBACK)
    return Encoding(_best_code_page(content[max(0, error.start - SAMPLE) : error.start + SAMPLE]), "replace")


def _best_code_page(sample: bytes) -> str:
    return max(CODE_PAGES, key=lambda name: _readability(sample, name))


def _readability(sample: bytes, name: str) -> int:
    """Letters that Dutch text has count for the code page; others, and a capital inside a word, against it."""
    found = ACCENTED.findall(sample.decode(name, "replace"))
    return sum(1 if sign in EXPECTED and not (sign.isupper() and before.islower()) else -1 for before, sign in found)
