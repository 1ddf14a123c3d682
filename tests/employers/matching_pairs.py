"""Pairs as Dutch lists really have them, written by hand: the same firm, another firm, and what nobody can tell.

Rows are given raw, as they stand in a spreadsheet, and read by the importer's own rules. `verdicts` is what a careful
person would accept. Apart from a few chains everybody knows, all firms and people are invented.
"""

from typing import NamedTuple

from employers.matching import Record, Verdict
from employers.normalise import normalise_email, normalise_kvk_number, normalise_phone, normalise_website
from imports.addresses import parse_address

SURE = (Verdict.CERTAIN,)
SAME = (Verdict.CERTAIN, Verdict.LIKELY)
ASKED = (Verdict.LIKELY, Verdict.SEVERAL)
DOUBTFUL = (Verdict.NEW, Verdict.LIKELY, Verdict.SEVERAL)  # anything but linked unattended
APART = (Verdict.NEW,)


class Pair(NamedTuple):
    """`employer_id` is the employer that must be proposed first, where the verdict is not new."""

    fact: str
    register: tuple[Record, ...]
    row: Record
    verdicts: tuple[Verdict, ...]
    employer_id: int | None = 1


def listed(name: str, address: str = "Dordrecht", *, id: int = -1, kvk: str = "", number: str = "", **raw) -> Record:
    """A row of any list. `name` may be "trade name | statutory name"."""
    at = parse_address(address)
    contact = raw.get("contact", "")
    return Record(
        id=id,
        names=tuple(part.strip() for part in name.split("|")),
        kvk_number=normalise_kvk_number(kvk).value,
        establishment_number=number,
        street=at.street,
        house_number=at.house_number,
        house_suffix=f"{at.house_letter}{at.house_number_addition}",
        postcode=at.postcode,
        place=at.place or ("" if at.street else address),
        phones=tuple(filter(None, [normalise_phone(raw.get("phone", "")).value])),
        emails=tuple(filter(None, [normalise_email(raw.get("mail", "")).value])),
        domains=tuple(filter(None, [normalise_website(raw.get("site", "")).value])),
        sector=raw.get("sector", ""),
        contacts=(contact,) if contact else (),
    )


def registered(name: str, address: str, *, id: int = 1, kvk: str = "", **raw) -> Record:
    """An establishment as the trade register's list has it."""
    return listed(name, address, id=id, kvk=kvk or f"0950{id:04}", number=f"00009900{id:04}", **raw)


KADE = "Kuipershaven 21, 3311 AL Dordrecht"
PLEIN = "Bankastraat 40, 3312 GC Dordrecht"
PARK = "Laan van Europa 100, 3317 DB Dordrecht"
SLIEDRECHT = "Kerkbuurt 88, 3361 BK Sliedrecht"
PHONE, OTHER_PHONE = "078-6140001", "078-6140002"


def one(fact, register, row, verdicts, employer_id=1) -> Pair:
    """A pair with one employer in the register, and two that have nothing to do with it."""
    return Pair(fact, (register, *STRANGERS), row, verdicts, employer_id)


STRANGERS = (
    registered("Rederij Zilvermeeuw", "Noordendijk 3, 3311 RN Dordrecht", id=90),
    registered("Kinderopvang Pinkeltje", "Stationsweg 5, 3331 LR Zwijndrecht", id=91),
)

NAMES = [
    one(
        "owner h.o.d.n. trade name",
        registered("Kapsalon Haarfijn", KADE),
        listed("M. Terlouw h.o.d.n. Kapsalon Haarfijn", KADE),
        SURE,
    ),
    one(
        "owner t.h.o.d.n. trade name, cut off at 30",
        registered("Rijschool Groenlicht", KADE),
        listed("A. Bouwmeester t.h.o.d.n. Rijs", KADE, phone=PHONE),
        DOUBTFUL,
    ),
    one(
        "statutory owner in the register, trade name on the list",
        registered("T. Kranendonk", KADE, phone=PHONE),
        listed("T. Kranendonk h.o.d.n. De Fietsenmaker", KADE, phone="0786140001"),
        SURE,
    ),
    one(
        "owner of one firm is namesake of a firm of other work next to it",
        registered("Kranendonk Restaurant", KADE, sector="horeca"),
        listed("Kranendonk h.o.d.n. Bouwbedrijf Op Maat", KADE, sector="bouw"),
        DOUBTFUL,
    ),
    one("Fa. for Firma", registered("Firma Stolwijk en Zonen", KADE), listed("Fa. Stolwijk & Zn", KADE), SURE),
    one(
        "V.O.F. before the name",
        registered("Slagerij Hoekwater", KADE),
        listed("V.O.F. Hoekwater Slagerij", KADE),
        SURE,
    ),
    one(
        "vof in brackets", registered("Slagerij Hoekwater V.O.F.", KADE), listed("SLAGERIJ HOEKWATER (VOF)", KADE), SURE
    ),
    one(
        "Gebr. for Gebroeders, name alone",
        registered("Gebroeders Rietveldt Grondwerken B.V.", KADE),
        listed("Gebr. Rietveldt Grondwerken"),
        SURE,
    ),
    one(
        "Zn. for Zonen, phone in another shape",
        registered("Loodgietersbedrijf Okkerse & Zonen", KADE, phone=PHONE),
        listed("Loodg.bedr. Okkerse en Zn.", phone="+31 (0)78 614 00 01"),
        SURE,
    ),
    one(
        "initials left out",
        registered("C.J. Verschuuren Stukadoors", KADE),
        listed("Verschuuren Stukadoors", KADE),
        SURE,
    ),
    one("Transp.", registered("Molendijk Transport B.V.", KADE), listed("MOLENDIJK TRANSP. BV", KADE), SURE),
    one("Inst.bedr.", registered("Installatiebedrijf Tuinenburg", KADE), listed("Inst.bedr. Tuinenburg", KADE), SURE),
    one("Autobedr.", registered("Autobedrijf Lankhaar", KADE), listed("Autobedr. Lankhaar", KADE), SURE),
    one(
        "Bouwbedr., house number lost",
        registered("Bouwbedrijf Schalkoort B.V.", KADE),
        listed("Bouwbedr. Schalkoort", "Kuipershaven, 3311 AL Dordrecht"),
        SURE,
    ),
    one("Adm.kant.", registered("Administratiekantoor Polderdijk", KADE), listed("Adm.kant. Polderdijk", KADE), SURE),
    one(
        "cut off at 30 within the telling word",
        registered("Schoonmaakbedrijf en Glazenwasserij Doornenbal", KADE),
        listed("Schoonmaakbedrijf en Glazenwas", KADE),
        SAME,
    ),
    one(
        "cut off at 30 before the telling word, name and place alone",
        registered("Technisch Installatiebedrijf De Souza", KADE),
        listed("Technisch Installatiebedrijf D"),
        DOUBTFUL,
    ),
    one("capitals and lost accents", registered("Café Crème Brûlée", KADE), listed("CAFE CREME BRULEE", KADE), SURE),
    one("ij, y and ei by ear", registered("Meubelmakerij Verheij", KADE), listed("Meubelmakery Verhey", KADE), SURE),
    one(
        "two letters swapped in a short surname",
        registered("Makelaarskantoor W. Meijer", KADE),
        listed("Makelaarskantoor W. Meiejr", KADE),
        SAME,
    ),
    one(
        "legal form misspelt",
        registered("Stichting Buurthuis Zonnehoek", KADE),
        listed("Stichtting Buurthuis Zonnehoek"),
        SAME,
    ),
    one(
        "place in the name, misspelt",
        registered("Thuiszorg Hermesveld", KADE),
        listed("Thuiszorg Hermesveld Dordercht"),
        SAME,
    ),
    one(
        "web domain against the trade name",
        registered("Terwey Beheer | Terwey Exploitatie B.V.", KADE, site="www.zeilmakerijdefok.example"),
        listed("Zeilmakerij De Fok", KADE, mail="info@zeilmakerijdefok.example"),
        ASKED,
    ),
]

NUMBERS = [
    one(
        "KvK number as a float without its zero",
        registered("Poelwijk Techniek", KADE, kvk="09512345"),
        listed("Poelwijk Techniek", KADE, kvk="9512345.0"),
        SURE,
    ),
    one(
        "KvK number without its zero, moved",
        registered("Poelwijk Techniek", KADE, kvk="09512345"),
        listed("Poelwijk Techniek", PLEIN, kvk="9512345"),
        SURE,
    ),
    one(
        "0031 and name, no address",
        registered("Smederij Vonk", KADE, phone=PHONE),
        listed("Vonk Smederij", phone="0031786140001"),
        SURE,
    ),
    one(
        "(0)78 and a moved firm",
        registered("Smederij Vonk", KADE, phone=PHONE),
        listed("Smederij Vonk", PLEIN, phone="(0)78 - 614 00 01"),
        SURE,
    ),
    one(
        "same phone, moved to another town",
        registered("Smederij Vonk", KADE, phone=PHONE),
        listed("Smederij Vonk", SLIEDRECHT, phone=PHONE),
        DOUBTFUL,
    ),
    one(
        "moved firm, only the name",
        registered("Smederij Vonkenregen", KADE),
        listed("Smederij Vonkenregen", PLEIN),
        ASKED,
    ),
    one(
        "mobile against landline, name and street the same",
        registered("Klusbedrijf Handige Harry", KADE, phone=PHONE),
        listed("Klusbedrijf Handige Harry", KADE, phone="06-12345678"),
        SURE,
    ),
    one(
        "phone of another firm by a slip",
        registered("Smederij Vonk", KADE, phone=PHONE),
        listed("Dansschool Pirouette", PLEIN, phone=PHONE),
        APART,
    ),
]

ADDRESSES = [
    one(
        "trade name against statutory name, the address alone",
        registered("Terwey Exploitatie B.V.", KADE),
        listed("Zeilmakerij De Fok", KADE),
        APART,
    ),
    one(
        "trade name against statutory name, the register has both",
        registered("Zeilmakerij De Fok | Terwey Exploitatie B.V.", KADE),
        listed("TERWEY EXPLOITATIE", KADE),
        SURE,
    ),
    one(
        "houseboat t.o. a number",
        registered("Botel De Barones", "Wijnhaven t.o. 12, 3311 PE Dordrecht"),
        listed("Botel de Barones", "Wijnhaven t/o 12, 3311 PE Dordrecht"),
        SURE,
    ),
    one(
        "post box on the list",
        registered("Ingenieursbureau Kwelder B.V.", KADE),
        listed("Ingenieursbureau Kwelder", "Postbus 512, 3300 AM Dordrecht"),
        SURE,
    ),
    one(
        "one post box, two firms",
        registered("Ingenieursbureau Kwelder B.V.", "Postbus 512, 3300 AM Dordrecht"),
        listed("Kwekerij Zomerklokje", "Postbus 512, 3300 AM Dordrecht"),
        APART,
    ),
    one(
        "house number with another addition",
        registered("Drukkerij Inktvis", "Kuipershaven 21A, 3311 AL Dordrecht"),
        listed("Drukkerij Inktvis", "Kuipershaven 21-2, 3311 AL Dordrecht"),
        SURE,
    ),
    one(
        "town district for the town",
        registered("Hoveniersbedrijf Sprokkel", "Dorpsstraat 4, 2995 XG Heerjansdam"),
        listed("Sprokkel Hoveniers", "Dorpsstr. 4 2995XG HEERJANSDAM"),
        SURE,
    ),
]

HOLDINGS = (
    registered("Oudkerk Holding B.V.", KADE, id=1),
    registered("Oudkerk Beheer B.V.", KADE, id=2),
    registered("Oudkerk Constructie B.V.", KADE, id=3, phone=PHONE),
)
LIDLS = (
    registered("Lidl Nederland GmbH", "Dudokplein 1, 3315 KB Dordrecht", id=1, kvk="33099999"),
    registered("Lidl Nederland GmbH", "Nassauweg 2, 3314 JR Dordrecht", id=2, kvk="33099999"),
    registered("Lidl Nederland GmbH", "Rivierdijk 3, 3361 AN Sliedrecht", id=3, kvk="33099999"),
)
AHS = (
    registered(
        "Albert Heijn | Van Buuren Supermarkten B.V.", "Damplein 8, 3319 HC Dordrecht", id=1, site="www.ah.example"
    ),
    registered("Albert Heijn | Kramerwijk Retail B.V.", "Bieshof 9, 3315 AA Dordrecht", id=2),
    registered("Albert Heijn | Ponsioen B.V.", SLIEDRECHT, id=3, site="www.ah.example"),
)
KRUIDVATS = (
    registered("Kruidvat | A.S. Watson B.V.", "Sarisgang 10, 3311 GT Dordrecht", id=1, kvk="31099999"),
    registered("Kruidvat | A.S. Watson B.V.", SLIEDRECHT, id=2, kvk="31099999"),
)
CHAINS = [
    Pair("operating company beside its holding and beheer", HOLDINGS, listed("Oudkerk Constructie", KADE), SURE, 3),
    Pair("the holding itself", HOLDINGS, listed("Oudkerk Holding BV", KADE), SURE, 1),
    Pair("only the surname of three sister companies: the one that works", HOLDINGS, listed("Oudkerk", KADE), SAME, 3),
    Pair(
        "operating company, only the holding is known",
        HOLDINGS[:1],
        listed("Oudkerk Constructie", KADE, phone=PHONE),
        DOUBTFUL,
    ),
    Pair(
        "works by phone, holding known with the same phone",
        (registered("Oudkerk Holding", KADE, phone=PHONE),),
        listed("Oudkerk Constructie", KADE, phone=PHONE),
        DOUBTFUL,
    ),
    Pair("Lidl by address", LIDLS, listed("LIDL", "Nassauweg 2, 3314 JR Dordrecht"), SURE, 2),
    Pair("Lidl without address, two in the town", LIDLS, listed("Lidl Dordrecht"), ASKED, None),
    Pair("Lidl without address, one in the town", LIDLS, listed("Lidl", "Sliedrecht"), SAME, 3),
    Pair(
        "Lidl at an address the register lacks", LIDLS, listed("Lidl", "Spuiweg 60, 3311 GV Dordrecht"), DOUBTFUL, None
    ),
    Pair("Albert Heijn by address", AHS, listed("AH Albert Heijn", "Bieshof 9, 3315 AA Dordrecht"), SAME, 2),
    Pair(
        "Albert Heijn by the franchiser's web domain alone",
        AHS,
        listed("Albert Heijn", mail="winkel@ah.example"),
        DOUBTFUL,
        None,
    ),
    Pair("Albert Heijn by the owner's company", AHS, listed("Kramerwijk Retail BV"), SAME, 2),
    Pair("Kruidvat by KvK number and town", KRUIDVATS, listed("Kruidvat", "Sliedrecht", kvk="31099999"), SURE, 2),
    Pair(
        "Kruidvat in a town without one", KRUIDVATS, listed("Kruidvat", "Papendrecht", kvk="31099999"), DOUBTFUL, None
    ),
    Pair(
        "two branches almost next door, no number",
        (
            registered("Focus Bevrachting B.V.", "Parallelweg 78, 3364 CM Sliedrecht", id=1, kvk="09588888"),
            registered("Focus Bevrachting B.V.", "Parallelweg 82, 3364 CM Sliedrecht", id=2, kvk="09588888"),
        ),
        listed("Focus Bevrachting", "Parallelweg, 3364 CM Sliedrecht"),
        DOUBTFUL,
        None,
    ),
    Pair(
        "one owner, one mail box, two shops in the town; the list's shop is at another address",
        (listed("Juridisch Adviesbureau Kwint", KADE, id=1, mail="info@kwint.example", contact="Marco Kwint"),),
        listed("Juridisch Adviesbureau Kwint", PLEIN, mail="info@kwint.example", contact="Marco Kwint"),
        DOUBTFUL,
    ),
]

CENTRE = tuple(
    registered(name, PARK, id=number, phone=PHONE)
    for number, name in enumerate(
        [
            "Huisartsenpraktijk Wilgenrijk",
            "Fysiotherapie Wilgenrijk",
            "Apotheek Wilgenrijk",
            "Tandartspraktijk Molenaar",
            "Logopedie Praatpaal",
        ],
        1,
    )
)
BVS = tuple(
    registered(f"{name} Beheer B.V.", PLEIN, id=number, mail="post@hetkantoor.example")
    for number, name in enumerate(["Abbekerk", "Barwoutswaarder", "Cillaarshoek", "Dubbeldam"], 1)
)
NAMESAKES = [
    one(
        "one bakery name in two towns",
        registered("Bakkerij Het Broodje", KADE),
        listed("Bakkerij Het Broodje", SLIEDRECHT),
        APART,
    ),
    one(
        "one bakery name in two towns, no street",
        registered("Bakkerij Het Broodje", KADE),
        listed("Bakkerij Het Broodje", "Sliedrecht"),
        APART,
    ),
    one(
        "brothers in one street",
        registered("J. Kortebos Timmerwerken", "Kuipershaven 21, 3311 AL Dordrecht"),
        listed("P. Kortebos Timmerwerken", "Kuipershaven 27, 3311 AL Dordrecht"),
        DOUBTFUL,
    ),
    one(
        "brothers in one house, other work",
        registered("Kortebos Timmerwerken", KADE),
        listed("Kortebos Kapsalon", KADE),
        DOUBTFUL,
    ),
    one(
        "Gebroeders against the surname alone, two phones",
        registered("Kortebos Autoschade B.V.", KADE, phone=PHONE),
        listed("Gebroeders Kortebos Autoschade", phone=OTHER_PHONE),
        DOUBTFUL,
    ),
    one(
        "initials against the surname alone, no address",
        registered("De Groen Agenturen V.O.F.", KADE),
        listed("Z.G. de Groen Agenturen", phone=PHONE),
        DOUBTFUL,
    ),
    one(
        "father and son by initials",
        registered("A. Kortebos Schilderwerken", KADE),
        listed("B. Kortebos Schilderwerken"),
        DOUBTFUL,
    ),
    one(
        "a trade word more and nothing but the town",
        registered("Adviesbureau Zuiderlicht", KADE),
        listed("Technisch Adviesbureau Zuiderlicht", "Dordrecht"),
        DOUBTFUL,
    ),
    one(
        "a word that goes on, and nothing but the town",
        registered("Handelsonderneming Kortebos B.V.", KADE),
        listed("Handelsonderneming Kortebostrading", "Dordrecht"),
        DOUBTFUL,
    ),
    Pair("a practice of the health centre", CENTRE, listed("Fysio Wilgenrijk", PARK, phone=PHONE), (*SURE, *ASKED), 2),
    Pair(
        "a new practice in the health centre", CENTRE, listed("Diëtistenpraktijk Appelmoes", PARK, phone=PHONE), APART
    ),
    Pair(
        "other discipline under the name of the health centre",
        CENTRE,
        listed("Psychologenpraktijk Wilgenrijk", PARK, phone=PHONE),
        DOUBTFUL,
        None,
    ),
    Pair("a BV at the accountant's address", BVS, listed("Cillaarshoek Beheer", PLEIN), SURE, 3),
    Pair(
        "another BV at the accountant's address",
        BVS,
        listed("Everdingen Beheer B.V.", PLEIN, mail="post@hetkantoor.example"),
        APART,
    ),
    *(
        one(
            f"two firms with mail at {provider}",
            registered("Klussenbedrijf Jaarsma", KADE, mail=f"jaarsma@{provider}"),
            listed("Schildersbedrijf Pietersen", mail=f"pietersen@{provider}"),
            APART,
        )
        for provider in ("gmail.com", "ziggo.nl", "kpnmail.nl")
    ),
    one(
        "one mail box at a provider and the name",
        registered("Klussenbedrijf Jaarsma", KADE, mail="jaarsmaklust@ziggo.nl"),
        listed("Klussenbedrijf Jaarsma", PLEIN, mail="JaarsmaKlust@ziggo.nl"),
        SURE,
    ),
    one(
        "successor in the same shop, same trade",
        registered("Bakkerij Van Zuilen", KADE),
        listed("Bakkerij Oosterhof", KADE),
        DOUBTFUL,
    ),
]

PAIRS = [*NAMES, *NUMBERS, *ADDRESSES, *CHAINS, *NAMESAKES]
