"""Telephone, mail, people and KvK numbers as other lists have them."""

import re
from random import Random

from imports.sample_lists.names import some_person
from imports.sample_lists.noise import Noise
from imports.sample_lists.numbers import plain
from imports.sample_lists.records import Draft, Establishment, Person


def respell_phone(rng: Random, draft: Draft, firm: Establishment) -> None:
    if draft.phone:
        draft.phone = rng.choice(phone_spellings(draft.phone))


def phone_spellings(phone: str) -> list[str]:
    area, _, number = phone.partition("-")
    spaced = f"{number[:3]} {number[3:5]} {number[5:]}"
    abroad = area[1:]
    return [
        f"{area}{number}",
        f"({area}) {number}",
        f"{area} {spaced}",
        f"{area} - {spaced}",
        f"+31 {abroad} {number}",
        f"+31{abroad}{number}",
        f"0031{abroad}{number}",
        f"+31 (0){abroad} {spaced}",
        f"{area}/{number}",
        f"tel. {area}-{number}",
    ]


def use_mobile(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.phone = firm.mobile if draft.phone else ""


def lose_phone(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.phone = ""


def mistype_phone(rng: Random, draft: Draft, firm: Establishment) -> None:
    """Two digits changed places; the area code stays."""
    if len(draft.phone) == 11:
        head, one, other, tail = draft.phone[:-3], draft.phone[-3], draft.phone[-2], draft.phone[-1]
        draft.phone = f"{head}{other}{one}{tail}"


def use_other_contact(rng: Random, draft: Draft, firm: Establishment) -> None:
    if draft.contact:
        draft.contact = f"{rng.choice(['', 'dhr. ', 'mevr. '])}{full_name(some_person(rng))}"


def respell_contact(rng: Random, draft: Draft, firm: Establishment) -> None:
    if draft.contact == full_name(firm.contact):
        person = firm.contact
        titled = f"{rng.choice(['dhr. ', 'mevr. ', 'de heer ', 'Mw. '])}{person.surname}"
        draft.contact = rng.choice(
            [f"{person.initials} {person.surname}", titled, f"{person.surname}, {person.initials}", person.first_name]
        )


def lose_contact(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.contact, draft.role = "", ""


def lose_email(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.email = ""


def use_personal_email(rng: Random, draft: Draft, firm: Establishment) -> None:
    """The contact's own address at the firm's domain instead of info@."""
    if not firm.mail_provider and draft.email:
        draft.email = f"{slug(firm.contact.first_name[0])}.{slug(firm.contact.surname)}@{firm.domain}"


def shout_email(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.email = rng.choice([draft.email.upper(), draft.email.capitalize(), f" {draft.email}"]) if draft.email else ""


def lose_kvk_zero(rng: Random, draft: Draft, firm: Establishment) -> None:
    """Excel took the text for a number."""
    if isinstance(draft.kvk_number, str) and draft.kvk_number.startswith("0"):
        draft.kvk_number = int(draft.kvk_number)


def make_kvk_float(rng: Random, draft: Draft, firm: Establishment) -> None:
    if isinstance(draft.kvk_number, str) and draft.kvk_number:
        draft.kvk_number = f"{draft.kvk_number.lstrip('0')}.0"


def dot_kvk(rng: Random, draft: Draft, firm: Establishment) -> None:
    if isinstance(draft.kvk_number, str) and draft.kvk_number.isdigit():
        number = draft.kvk_number
        draft.kvk_number = rng.choice([f"{number[:2]}.{number[2:5]}.{number[5:]}", f"{number[:4]} {number[4:]}"])


PHONE_NOISE = [
    Noise("phone_missing", 0.12, lose_phone),
    Noise("phone_mobile", 0.14, use_mobile),
    Noise("phone_typo", 0.02, mistype_phone),
    Noise("phone_form", 0.5, respell_phone),
]
MAIL_NOISE = [
    Noise("email_missing", 0.2, lose_email),
    Noise("email_personal", 0.3, use_personal_email),
    Noise("email_form", 0.06, shout_email),
]
PERSON_NOISE = [
    Noise("contact_missing", 0.06, lose_contact),
    Noise("contact_other", 0.15, use_other_contact),
    Noise("contact_form", 0.35, respell_contact),
]
KVK_NOISE = [
    Noise("kvk_zero_lost", 0.5, lose_kvk_zero),
    Noise("kvk_float", 0.03, make_kvk_float),
    Noise("kvk_form", 0.06, dot_kvk),
]
CONTACT_NOISE = [*PHONE_NOISE, *MAIL_NOISE, *PERSON_NOISE]


def full_name(person: Person) -> str:
    return f"{person.first_name} {person.surname}"


def email_of(firm: Establishment) -> str:
    """At the firm's own domain, or at a provider with a hyphen and number, so that it is nobody's box."""
    if not firm.mail_provider:
        return f"info@{firm.domain}"
    return f"{slug(firm.domain.partition('.')[0])[:20]}-{firm.key[1:]}@{firm.mail_provider}"


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain(text))
