"""The trade register's list: header on row 1, one establishment a row, with what Excel does to it."""

from collections.abc import Callable
from datetime import date
from random import Random

from imports.sample_lists.address_noise import postcode_spellings
from imports.sample_lists.contact_noise import phone_spellings
from imports.sample_lists.figures import KVK
from imports.sample_lists.noise import USUAL_LEVEL
from imports.sample_lists.records import Establishment, SampleList
from imports.sample_lists.truth import TruthBook

HEADER = [
    "KVK-nummer",
    "Vestigingsnummer",
    "Handelsnaam",
    "Statutaire naam",
    "Rechtsvorm",
    "Straatnaam",
    "Huisnummer",
    "Huisletter",
    "Toevoeging",
    "Postcode",
    "Plaats",
    "Gemeentenaam",
    "SBI-code hoofdactiviteit",
    "Omschrijving",
    "Werkzame personen",
    "Telefoon",
    "Internetadres",
    "NMI",
    "Hoofdvestiging",
    "Adres afgeschermd",
    "Peildatum",
]
REFERENCE_DATE = date(KVK["year"], 12, 31)
PHONE_SHARE = 0.3
WEBSITE_SHARE = 0.4
NON_MAILING_SHARE = 0.2
SHIELDED_SHARE = 0.03


def kvk_list(rng: Random, firms: list[Establishment], level: float) -> SampleList:
    truth = TruthBook("kvk", 2, {firm.key: row for row, firm in enumerate(firms, 2)})
    rows = []
    for firm in firms:
        row = _row(rng, firm)
        truth.add(firm, _damage(rng, row, level))
        rows.append([row[column] for column in HEADER])
    return SampleList("kvk", [], HEADER, rows, truth.rows)


def _row(rng: Random, firm: Establishment) -> dict[str, object]:
    address = firm.address
    has_website = not firm.mail_provider and firm.people > 1 and rng.random() < WEBSITE_SHARE
    return {
        "KVK-nummer": firm.company.kvk_number,
        "Vestigingsnummer": firm.establishment_number,
        "Handelsnaam": firm.trade_name,
        "Statutaire naam": firm.company.legal_name,
        "Rechtsvorm": firm.company.legal_form,
        "Straatnaam": address.street,
        "Huisnummer": address.number,
        "Huisletter": address.letter,
        "Toevoeging": address.addition,
        "Postcode": address.postcode.replace(" ", ""),
        "Plaats": address.place,
        "Gemeentenaam": address.municipality,
        "SBI-code hoofdactiviteit": firm.sbi_code,
        "Omschrijving": firm.activity,
        "Werkzame personen": firm.size_class or firm.people,
        "Telefoon": firm.phone.replace("-", "") if rng.random() < PHONE_SHARE else "",
        "Internetadres": rng.choice(["www.", "http://www.", "https://"]) + firm.domain if has_website else "",
        "NMI": _yes_or_no(rng.random() < NON_MAILING_SHARE),
        "Hoofdvestiging": _yes_or_no(firm.is_main),
        "Adres afgeschermd": _yes_or_no(firm.people == 1 and rng.random() < SHIELDED_SHARE),
        "Peildatum": REFERENCE_DATE,
    }


def _yes_or_no(value: bool) -> str:
    return "Ja" if value else "Nee"


def _kvk_as_number(rng: Random, row: dict) -> None:
    """Seven digits are left of a number that begins with a zero."""
    if row["KVK-nummer"].startswith("0"):
        row["KVK-nummer"] = int(row["KVK-nummer"])


def _kvk_as_float(rng: Random, row: dict) -> None:
    if isinstance(row["KVK-nummer"], str):
        row["KVK-nummer"] = f"{row['KVK-nummer'].lstrip('0')}.0"


def _establishment_as_number(rng: Random, row: dict) -> None:
    row["Vestigingsnummer"] = int(row["Vestigingsnummer"])


def _postcode_otherwise(rng: Random, row: dict) -> None:
    digits, letters = row["Postcode"][:4], row["Postcode"][4:]
    row["Postcode"] = rng.choice([*postcode_spellings(digits, letters)[1:], f"{digits}{letters} "])


def _phone_otherwise(rng: Random, row: dict) -> None:
    if phone := row["Telefoon"]:
        row["Telefoon"] = rng.choice(phone_spellings(f"{phone[:3]}-{phone[3:]}"))


def _odd_spaces(rng: Random, row: dict) -> None:
    name = row["Handelsnaam"]
    row["Handelsnaam"] = rng.choice([name.replace(" ", "\u00a0", 1), name.replace(" ", "  ", 1), f" {name}"])


def _capitals(rng: Random, row: dict) -> None:
    row["Handelsnaam"] = row["Handelsnaam"].upper()
    row["Statutaire naam"] = row["Statutaire naam"].upper()
    row["Plaats"] = row["Plaats"].upper()


# What happened to the cells of this list, with the share of the rows at the usual level of noise.
DAMAGE: dict[str, tuple[float, Callable[[Random, dict], None]]] = {
    "kvk_zero_lost": (0.35, _kvk_as_number),
    "kvk_float": (0.004, _kvk_as_float),
    "establishment_zeros_lost": (0.02, _establishment_as_number),
    "postcode_form": (0.12, _postcode_otherwise),
    "phone_form": (0.3, _phone_otherwise),
    "odd_spaces": (0.01, _odd_spaces),
    "capitals": (0.03, _capitals),
}


def _damage(rng: Random, row: dict, level: float) -> list[str]:
    done = []
    for kind, (share, change) in DAMAGE.items():
        if rng.random() < share * level / USUAL_LEVEL:
            before = dict(row)
            change(rng, row)
            done += [kind] if row != before else []
    return done
