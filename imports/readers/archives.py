"""Checks on the zip around a spreadsheet before anything opens it: its real size, not what it says of itself."""

import io
import zipfile
import zlib

from imports.readers.errors import BadFile
from imports.readers.kinds import DAMAGED, PASSWORD
from imports.readers.limits import MAX_PARTS, MAX_UNPACKED

CHUNK = 1024 * 1024
FEED = 64 * 1024
LOCAL_HEADER = 30
TOO_LARGE = (
    "wordt bij het uitpakken veel te groot. Dat is bij een gewone lijst niet zo. Kopieer de lijst naar een nieuw "
    "Excel-bestand en upload dat."
)


class _Damaged(Exception):
    """The zip cannot be unpacked to its end."""


def check_archive(content: bytes, filename: str, limit: int = MAX_UNPACKED) -> None:
    """Refuse zip bombs, encrypted parts and damage. Sizes are counted by unpacking, without keeping anything."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            encrypted = any(part.flag_bits & 1 for part in parts) or _is_encrypted_ods(archive)
    except Exception:  # zipfile raises many kinds of errors on damaged files
        raise BadFile(f'"{filename}" {DAMAGED}') from None
    if encrypted:
        raise BadFile(f'"{filename}" {PASSWORD}')
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > limit:
        raise BadFile(f'"{filename}" {TOO_LARGE}')
    try:
        _unpack_all(content, parts, filename, limit)
    except (_Damaged, zlib.error):
        raise BadFile(f'"{filename}" {DAMAGED}') from None


def _is_encrypted_ods(archive: zipfile.ZipFile) -> bool:
    name = "META-INF/manifest.xml"
    if name not in archive.namelist():
        return False
    with archive.open(name) as part:
        return b"encryption-data" in part.read(CHUNK)


def _unpack_all(content: bytes, parts: list[zipfile.ZipInfo], filename: str, limit: int) -> None:
    total = 0
    for part in parts:
        for size in _unpacked_sizes(content, part):
            total += size
            if total > limit:
                raise BadFile(f'"{filename}" {TOO_LARGE}')


def _unpacked_sizes(content: bytes, part: zipfile.ZipInfo):
    """Sizes of the unpacked pieces of one part. `zipfile` would stop where the part says that it ends."""
    start = part.header_offset
    header = content[start : start + LOCAL_HEADER]
    if start < 0 or not header.startswith(b"PK\x03\x04") or len(header) < LOCAL_HEADER:
        raise _Damaged
    start += LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(content)[start : start + part.compress_size]
    if len(packed) != part.compress_size or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _Damaged
    if part.compress_type == zipfile.ZIP_STORED:
        yield len(packed)
    else:
        yield from _inflated_sizes(packed)


def _inflated_sizes(packed: memoryview):
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), FEED):
        rest: bytes | memoryview = packed[start : start + FEED]
        while rest and not inflate.eof:
            yield len(inflate.decompress(rest, CHUNK))
            rest = inflate.unconsumed_tail
        if inflate.eof:
            return
    while piece := inflate.decompress(b"", CHUNK):
        yield len(piece)
    if not inflate.eof:
        raise _Damaged
