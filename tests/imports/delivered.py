"""Small made-up deliveries, taken through the steps of an import."""

import csv
import io
from datetime import date

from employers.models import SourceList
from imports.apply import apply_batch
from imports.deliveries import choose_columns, take_in
from imports.models import ImportBatch
from imports.preview import preview_batch

KVK = [
    "KvK-nummer",
    "Vestigingsnummer",
    "Handelsnaam",
    "Straat",
    "Huisnummer",
    "Postcode",
    "Plaats",
    "Werkzame personen",
]
KVK_ROWS = [
    ["99000001", "000099000001", "Bakkerij De Korenaar", "Merwestraat", "18", "3311 ZZ", "Dordrecht", "12"],
    ["99000002", "000099000002", "Lasbedrijf Van Es", "Havenweg", "4", "3361 ZZ", "Sliedrecht", "40"],
    ["99000003", "000099000003", "Kapsalon Knip en Zo", "Dorpsstraat", "7", "3331 ZZ", "Zwijndrecht", "2"],
]
BAANBREKEND = ["Bedrijfsnaam", "Adres", "Branche", "Contactpersoon", "Telefoon", "E-mail", "Relatienummer", "KvK"]
BAANBREKEND_ROWS = [
    [
        "De Korenaar Bakkerij BV",
        "Merwestraat 18, 3311 ZZ Dordrecht",
        "Industrie",
        "Jan Bos",
        "078-0001104",
        "",
        "R1",
        "",
    ],
    ["Van Es Las", "Havenweg 6 3361 ZZ Sliedrecht", "Industrie", "", "", "", "R2", ""],
    [
        "Tuincentrum Ver Weg",
        "Akkerlaan 1, 4201 AA Gorinchem",
        "Detailhandel",
        "Eva Maas",
        "",
        "eva@verweg.example",
        "R3",
    ],
]
# The same KvK number in another town: a branch or a removal, so a person has to look.
DOUBTFUL = ["Bakkerij De Korenaar", "Kade 3, 3351 AA Papendrecht", "Retail", "", "", "", "R8", "99000001"]
DOUBTFUL_TOO = ["Lasbedrijf Van Es", "Singel 9, 3311 BB Dordrecht", "Metaal", "", "", "", "R9", "99000002"]
ON = date(2026, 3, 1)


def as_csv(header, rows) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([header, *rows])
    return file.getvalue().encode()


def taken_in(slug, header, rows, *, on=ON, by=None, filename="lijst.csv") -> ImportBatch:
    source = SourceList.objects.get(slug=slug)
    return take_in(source, filename, as_csv(header, rows), reference_date=on, by=by)


def read(batch) -> ImportBatch:
    """The columns as recognised, read and compared."""
    choose_columns(batch, mapping=batch.mapping, **batch.place)
    assert preview_batch(batch.pk)
    batch.refresh_from_db()
    return batch


def previewed(slug, header, rows, **options) -> ImportBatch:
    return read(taken_in(slug, header, rows, **options))


def apply(batch, by=None) -> ImportBatch:
    assert batch.promise(ImportBatch.State.APPLYING, applied_by=by)
    assert apply_batch(batch.pk)
    batch.refresh_from_db()
    return batch


def apply_only(batch, *categories) -> ImportBatch:
    assert batch.promise(ImportBatch.State.APPLYING, categories=list(categories))
    assert apply_batch(batch.pk)
    batch.refresh_from_db()
    return batch


def applied(slug, header, rows, **options) -> ImportBatch:
    return apply(previewed(slug, header, rows, **options))


def verdicts(batch) -> list[str]:
    return list(batch.rows.order_by("row_number").values_list("verdict", flat=True))
