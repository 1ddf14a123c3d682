"""Prepared employers by number: the latest at hand, the others in a temporary file that is deleted by itself."""

import marshal
import os
import tempfile
from array import array

from employers.matching.addresses import Address
from employers.matching.names import NameForm
from employers.matching.prepared import Prepared

KEPT = 12_000  # employers at hand, as they are filed and again as they are looked up
NOWHERE = -1
PAGE = 1_024
GUESS = 1_000  # bytes that one employer seldom exceeds


class Numbers:
    """Ids to numbers from 0, in the order in which they came: four bytes each where ids follow one another."""

    def __init__(self) -> None:
        self._pages: dict[int, array] = {}

    def get(self, key: int) -> int | None:
        page = self._pages.get(key // PAGE)
        number = page[key % PAGE] if page else NOWHERE
        return None if number == NOWHERE else number

    def put(self, key: int, number: int) -> None:
        page = self._pages.get(key // PAGE)
        if page is None:
            page = self._pages[key // PAGE] = array("i", [NOWHERE]) * PAGE
        page[key % PAGE] = number


class Archive:
    """Numbers run from 0. What `get` gives may be changed as long as it is put back."""

    def __init__(self) -> None:
        self._fresh: dict[int, Prepared] = {}
        self._read: dict[int, Prepared] = {}
        self._offsets = array("q")
        self._file = None
        self._end = 0

    def __len__(self) -> int:
        return len(self._offsets)

    def append(self, prepared: Prepared) -> int:
        number = len(self._offsets)
        self._offsets.append(NOWHERE)
        self.put(number, prepared)
        return number

    def put(self, number: int, prepared: Prepared) -> None:
        self._read.pop(number, None)
        self._fresh[number] = prepared
        if len(self._fresh) > KEPT:
            self._write_out()

    def get(self, number: int) -> Prepared:
        if found := self._fresh.get(number) or self._read.get(number):
            return found
        if len(self._read) > KEPT:
            self._read.clear()
        found = self._read[number] = self._read_back(number)
        return found

    def _write_out(self) -> None:
        self._file = self._file or tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as we are
        written = bytearray()
        for number, prepared in self._fresh.items():
            data = marshal.dumps(_frozen(prepared))
            self._offsets[number] = self._end + len(written)
            written += len(data).to_bytes(4, "big") + data
        self._end += _write_all(self._file.fileno(), written, self._end)
        self._fresh.clear()

    def _read_back(self, number: int) -> Prepared:
        file, offset = self._file.fileno(), self._offsets[number]
        start = os.pread(file, GUESS, offset)
        length = int.from_bytes(start[:4], "big")
        data = start[4 : 4 + length]
        if len(data) < length:
            data += os.pread(file, length - len(data), offset + len(start))
        return _thawed(marshal.loads(data))


def _write_all(file: int, data: bytearray, offset: int) -> int:
    """The system may write less than it was given."""
    done = 0
    while done < len(data):
        done += os.pwrite(file, memoryview(data)[done:], offset + done)
    return done


def _frozen(prepared: Prepared) -> tuple:
    names = tuple(tuple(getattr(form, name) for name in NameForm.__slots__) for form in prepared.names)
    addresses = tuple(tuple(getattr(address, name) for name in Address.__slots__) for address in prepared.addresses)
    return (
        prepared.id, prepared.kvk_number, prepared.establishment_number, prepared.company_id, prepared.sector, names,
        addresses, prepared.contact, prepared.surnames,
    )  # fmt: skip


def _thawed(data: tuple) -> Prepared:
    *first, names, addresses, contact, surnames = data
    forms = tuple(NameForm(*form) for form in names)
    return Prepared(*first, forms, tuple(Address(*address) for address in addresses), contact, surnames)
