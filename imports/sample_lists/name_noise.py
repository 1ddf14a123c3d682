"""Names as people type them: without legal form, abbreviated, turned round, cut off, misspelt."""

import re
from random import Random

from imports.sample_lists.names import trade_of_code
from imports.sample_lists.noise import Noise, typed_wrong
from imports.sample_lists.numbers import plain
from imports.sample_lists.records import Draft, Establishment

FORM_AT_END = re.compile(r"\s+(B\.V\.|V\.O\.F\.|N\.V\.|U\.A\.)$")
SPELLINGS = {
    "B.V.": ["BV", "b.v.", "bv", "B.V", "(BV)", "B V"],
    "V.O.F.": ["VOF", "v.o.f.", "vof", "V.o.f."],
    "N.V.": ["NV", "n.v."],
    "U.A.": ["UA"],
}
ABBREVIATIONS = [
    ("Internationaal Transportbedrijf", "Int. Transp.bedr."),
    ("Technisch Installatiebedrijf", "Techn. Inst.bedr."),
    ("Elektrotechnisch Installatiebedrijf", "Elektrotechn. Inst.bedr."),
    ("Installatiebedrijf", "Inst.bedr."),
    ("Installatietechniek", "Inst.techniek"),
    ("Transportbedrijf", "Transp.bedr."),
    ("Expeditiebedrijf", "Exp.bedr."),
    ("Transport", "Transp."),
    ("Autobedrijf", "Autobedr."),
    ("Automobielen", "Auto's"),
    ("Aannemersbedrijf", "Aann.bedr."),
    ("Bouwbedrijf", "Bouwbedr."),
    ("Schildersbedrijf", "Schild.bedr."),
    ("Loodgietersbedrijf", "Loodg.bedr."),
    ("Dakdekkersbedrijf", "Dakd.bedr."),
    ("Constructiebedrijf", "Constr.bedr."),
    ("Administratiekantoor", "Adm.kantoor"),
    ("Accountantskantoor", "Acc.kantoor"),
    ("Assurantiekantoor", "Ass.kantoor"),
    ("Handelsonderneming", "Handelsond."),
    ("Groothandel", "Groothdl."),
    ("Gebroeders", "Gebr."),
    ("Stichting", "St."),
    ("Schoonmaakbedrijf", "Schoonm.bedr."),
    ("Hoveniersbedrijf", "Hov.bedr."),
    ("Fysiotherapie", "Fysio"),
    ("Internationaal", "Int."),
    ("Technische", "Techn."),
    ("Restaurant", "Rest."),
    ("en Zonen", "& Zn."),
    ("en Dochter", "& Dr."),
    ("bedrijf", "bedr."),
]
AMPERSANDS = [
    (" & Zn.", " en Zonen"),
    (" en Zonen", " & Zonen"),
    (" & ", " en "),
    (" en ", " & "),
    ("Gebr.", "Gebroeders"),
]
PARTICLES = {"van", "de", "den", "der", "el", "het", "'t", "van de", "van den", "van der"}
SCREEN_WIDTH = 30


def use_legal_name(rng: Random, draft: Draft, firm: Establishment) -> None:
    if firm.company.legal_name:
        draft.name = firm.company.legal_name


def add_trading_as(rng: Random, draft: Draft, firm: Establishment) -> None:
    """A sole trader under the own name as well: "J. van Dijk h.o.d.n. Kapsalon Knip & Zo"."""
    if firm.company.legal_form == "Eenmanszaak" and firm.owner.surname not in draft.name:
        between = rng.choice(["h.o.d.n.", "hodn", "t.h.o.d.n."])
        draft.name = f"{firm.owner.initials} {firm.owner.surname} {between} {draft.name}"


def drop_legal_form(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.name = FORM_AT_END.sub("", draft.name).removeprefix("Stichting ")


def respell_legal_form(rng: Random, draft: Draft, firm: Establishment) -> None:
    if found := FORM_AT_END.search(draft.name):
        spelling = rng.choice(SPELLINGS[found[1]])
        draft.name = draft.name[: found.start()] + " " + spelling


def abbreviate(rng: Random, draft: Draft, firm: Establishment) -> None:
    for long, short in ABBREVIATIONS:
        if long in draft.name and draft.name != long:
            draft.name = draft.name.replace(long, short, 1)
            return


def exchange_ampersand(rng: Random, draft: Draft, firm: Establishment) -> None:
    for one, other in AMPERSANDS:
        if one in draft.name:
            draft.name = draft.name.replace(one, other, 1)
            return


def turn_round(rng: Random, draft: Draft, firm: Establishment) -> None:
    """ "Bakkerij Van den Berg" becomes "Van den Berg Bakkerij" or "Berg, Bakkerij van den"."""
    bare = FORM_AT_END.sub("", draft.name)
    form = draft.name.removeprefix(bare)
    first, _, rest = bare.partition(" ")
    if not rest or "." in first or first.lower() in PARTICLES:
        return
    particles, _, surname = rest.rpartition(" ")
    if particles.lower() in PARTICLES and rng.random() < 0.5:
        draft.name = f"{surname}, {first} {particles.lower()}{form}"
    else:
        draft.name = f"{rest}{rng.choice([' ', ', '])}{first}{form}"


def drop_trade_word(rng: Random, draft: Draft, firm: Establishment) -> None:
    """ "Bakkerij Van den Berg" is just "Van den Berg" to whoever knows it."""
    for word in trade_of_code(firm.sbi_code).before:
        if draft.name.startswith(f"{word} "):
            draft.name = draft.name.removeprefix(f"{word} ")
            return


def drop_initials(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.name = re.sub(r"(?:\b[A-Z]\.)+\s+", "", draft.name, count=1)


def add_place(rng: Random, draft: Draft, firm: Establishment) -> None:
    if firm.address.place not in draft.name:
        draft.name = f"{draft.name} {firm.address.place}"


def mistype(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.name = typed_wrong(rng, draft.name)


def lose_accents(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.name = "".join(plain(char) if char.islower() else char for char in draft.name)


def join_or_split(rng: Random, draft: Draft, firm: Establishment) -> None:
    """ "Waalmetaal Hijstechniek" becomes "Waalmetaal-Hijstechniek" or "Waal metaal Hijstechniek"."""
    first, _, rest = draft.name.partition(" ")
    for ending in ("metaal", "staal", "bouw", "tech", "trans", "groep", "advies", "zorg", "service", "trade"):
        if first.lower().endswith(ending) and len(first) > len(ending) + 2:
            draft.name = f"{first[: -len(ending)]} {ending} {rest}".strip()
            return
    if rest and rest[0].isupper() and " " not in rest:
        draft.name = f"{first}-{rest}"


def shout(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.name = draft.name.upper()


def cut_off(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.name = draft.name[:SCREEN_WIDTH].rstrip() if len(draft.name) > SCREEN_WIDTH else draft.name


def put_odd_spaces(rng: Random, draft: Draft, firm: Establishment) -> None:
    draft.name = rng.choice([draft.name.replace(" ", "\u00a0", 1), draft.name.replace(" ", "  ", 1), f"{draft.name} "])


NAME_NOISE = [
    Noise("statutory_name", 0.09, use_legal_name),
    Noise("trading_as", 0.05, add_trading_as),
    Noise("word_order", 0.05, turn_round),
    Noise("legal_form_dropped", 0.55, drop_legal_form),
    Noise("legal_form_respelled", 0.5, respell_legal_form),
    Noise("initials_dropped", 0.15, drop_initials),
    Noise("trade_word_dropped", 0.04, drop_trade_word),
    Noise("abbreviation", 0.3, abbreviate),
    Noise("ampersand", 0.3, exchange_ampersand),
    Noise("place_added", 0.05, add_place),
    Noise("joined_or_split", 0.05, join_or_split),
    Noise("typo", 0.12, mistype),
    Noise("accents_lost", 0.6, lose_accents),
    Noise("capitals", 0.1, shout),
    Noise("truncated", 0.3, cut_off),
    Noise("odd_spaces", 0.06, put_odd_spaces),
]
