"""Hard cases of matching, each with what a careful person would say. All firms are invented."""

from typing import NamedTuple

from employers.matching import Record, Verdict

CERTAIN, LIKELY, SEVERAL, NEW = Verdict.CERTAIN, Verdict.LIKELY, Verdict.SEVERAL, Verdict.NEW


class Case(NamedTuple):
    """`verdicts`: what is allowed; `employer_id`: the employer it must name when it is not new."""

    fact: str
    register: tuple[Record, ...]
    row: Record
    verdicts: tuple[Verdict, ...]
    employer_id: int | None = None


def known(id: int, *names: str, **values) -> Record:
    """A record of the register in Dordrecht, as the KvK list gives it: numbers and an address."""
    defaults = {
        "kvk_number": f"9000{id:04}",
        "establishment_number": f"00009000{id:04}",
        "street": f"Teststraat {id}e",
        "house_number": 10 + id,
        "postcode": f"33{10 + id % 20} AB",
        "place": "Dordrecht",
        "municipality": "Dordrecht",
    }
    return Record(id=id, names=names, **{**defaults, **values})


def row(*names: str, **values) -> Record:
    """A row of a list without numbers; in Dordrecht unless told."""
    return Record(id=-1, names=names, **{"place": "Dordrecht", **values})


MERWE = known(
    1,
    "Bakkerij De Wilg",
    "De Wilg Beheer en Bakkerij B.V.",
    street="Merwestraat",
    house_number=18,
    postcode="3311 AB",
    phones=("+31780001111",),
    emails=("info@dewilg.example",),
    domains=("dewilg.example",),
)
MERWE_ADDRESS = {"street": "Merwestraat", "house_number": 18, "postcode": "3311 AB"}
OTHER_ADDRESS = {"street": "Havenkade", "house_number": 4, "postcode": "3316 XZ"}
LIDLS = tuple(
    known(
        10 + number,
        "Lidl",
        "Lidl Nederland GmbH",
        kvk_number="90001000",
        street=street,
        house_number=5,
        postcode=postcode,
        place=place,
        municipality=place,
    )
    for number, (street, postcode, place) in enumerate(
        [
            ("Laan van Oost", "3313 AA", "Dordrecht"),
            ("Laan van West", "3318 AA", "Dordrecht"),
            ("Marktlaan", "3351 AA", "Papendrecht"),
        ]
    )
)
VAN_DIJK_BOUW = known(20, "Van Dijk Bouw", "Van Dijk Bouw B.V.", street="Dijklaan", house_number=7, postcode="3312 CC")
HOLDING = known(30, "Verlinde Holding", "Verlinde Holding B.V.", street="Kade", house_number=1, postcode="3314 KK")
WORKS = known(
    31, "Verlinde Constructie", "Verlinde Constructie B.V.", street="Kade", house_number=1, postcode="3314 KK"
)
OFFICES = tuple(
    known(40 + number, name, street="Kantorenpark", house_number=100, postcode="3317 ZZ", phones=("+31780009999",))
    for number, name in enumerate(
        ["Alcedo Advies", "Brandaris Verzekeringen", "Castor Juristen", "Dolmen Software", "Eksterveld Reclame"]
    )
)

CASES = [
    # Numbers
    Case(
        "same numbers, everything else changed",
        (MERWE,),
        row("Heel Anders", kvk_number="90000001", establishment_number="000090000001", place="Sliedrecht"),
        (CERTAIN,),
        1,
    ),
    Case("vestigingsnummer alone", (MERWE,), row("Wilg", establishment_number="000090000001"), (CERTAIN,), 1),
    Case(
        "other vestigingsnummer, same KvK number and address",
        (MERWE,),
        row("Bakkerij De Wilg", kvk_number="90000001", establishment_number="000090000777", **MERWE_ADDRESS),
        (NEW,),
    ),
    Case(
        "KvK number and address, trade name unlike",
        (MERWE,),
        row("Broodhuis Oosterling", kvk_number="90000001", **MERWE_ADDRESS),
        (CERTAIN,),
        1,
    ),
    Case(
        "KvK number, name and place, address moved",
        (MERWE,),
        row("Bakkerij de Wilg", kvk_number="90000001", **OTHER_ADDRESS),
        (CERTAIN,),
        1,
    ),
    Case(
        "KvK number alone",
        (MERWE,),
        row("Broodhuis Oosterling", kvk_number="90000001", place="Gorinchem"),
        (LIKELY,),
        1,
    ),
    Case(
        "other KvK number, same name and address",
        (MERWE,),
        row("Bakkerij De Wilg", kvk_number="90009999", **MERWE_ADDRESS),
        (LIKELY, NEW),
        1,
    ),
    Case("other KvK number, same name and place", (MERWE,), row("Bakkerij De Wilg", kvk_number="90009999"), (NEW,)),
    # Chains
    Case(
        "chain: the address chooses the branch",
        LIDLS,
        row("LIDL Dordrecht", street="Laan van West", house_number=5, postcode="3318 AA"),
        (CERTAIN,),
        11,
    ),
    Case(
        "chain: KvK number and address choose the branch",
        LIDLS,
        row("Lidl", kvk_number="90001000", street="Laan van Oost", house_number=5, postcode="3313 AA"),
        (CERTAIN,),
        10,
    ),
    Case(
        "chain: one branch in the place", LIDLS, row("Lidl", kvk_number="90001000", place="Papendrecht"), (CERTAIN,), 12
    ),
    Case("chain: two branches in the place", LIDLS, row("Lidl", kvk_number="90001000"), (SEVERAL,)),
    Case("chain: two branches in the place, no numbers", LIDLS, row("Lidl"), (SEVERAL,)),
    Case(
        "chain: branch in a town that the register does not have",
        LIDLS,
        row("Lidl", kvk_number="90001000", street="Plein", house_number=3, postcode="3000 AA", place="Rotterdam"),
        (NEW, SEVERAL, LIKELY),
    ),
    Case(
        "chain: a third branch in the place",
        LIDLS,
        row("Lidl", street="Nieuwe Weg", house_number=90, postcode="3319 QQ"),
        (NEW, SEVERAL, LIKELY),
    ),
    # Names
    *(
        Case(f"same address, written {name}", (MERWE, VAN_DIJK_BOUW), row(name, **MERWE_ADDRESS), (CERTAIN,), 1)
        for name in [
            "BAKKERIJ DE WILG BV",
            "De Wilg",
            "Bakkerij Wilg",
            "Wilg Bakkerij",
            'Bakkerij "De Wilg"',
            "Bakk. De Wilg",
            "P. Smit h.o.d.n. Bakkerij de Wilg",
            "Bakkerij De Wlig",
        ]
    ),
    Case(
        "same address, two typing errors in a short name",
        (MERWE,),
        row("Bakery De Wilgh", **MERWE_ADDRESS),
        (CERTAIN, LIKELY),
        1,
    ),
    Case("distinctive name and place alone", (MERWE, VAN_DIJK_BOUW), row("Bakkerij De Wilg"), (CERTAIN,), 1),
    Case(
        "distinctive name and place, a typing error",
        (MERWE, VAN_DIJK_BOUW),
        row("Bakkerij De Wigl"),
        (CERTAIN, LIKELY),
        1,
    ),
    Case(
        "common words and place alone",
        (known(2, "Administratiekantoor Dordrecht"),),
        row("Administratiekantoor Dordrecht"),
        (LIKELY, NEW, CERTAIN),
        2,
    ),
    Case("name written apart", (known(2, "Houtbouw Zwaluw"),), row("Hout Bouw Zwaluw"), (CERTAIN, LIKELY), 2),
    Case(
        "cut off at 30 characters",
        (known(2, "Administratie- en Belastingadvieskantoor Oldenkamp", **OTHER_ADDRESS),),
        row("Administratie- en Belastingadv", **OTHER_ADDRESS),
        (CERTAIN,),
        2,
    ),
    Case(
        "abbreviated, same address",
        (known(2, "Installatiebedrijf Gebroeders Kwakkelstein", **OTHER_ADDRESS),),
        row("INST.BEDR. GEBR. KWAKKELSTEIN", **OTHER_ADDRESS),
        (CERTAIN,),
        2,
    ),
    Case(
        "trade name against statutory name, same address and phone",
        (known(2, "Plofkip Catering", phones=("+31780002222",), **OTHER_ADDRESS),),
        row("Oosterling Exploitatie BV", phones=("+31780002222",), **OTHER_ADDRESS),
        (LIKELY,),
        2,
    ),
    # Contact data
    Case(
        "name and phone, moved within the place",
        (MERWE,),
        row("De Wilg", phones=("+31780001111",), **OTHER_ADDRESS),
        (CERTAIN,),
        1,
    ),
    Case("name and own domain, no address", (MERWE,), row("De Wilg", emails=("jan@dewilg.example",)), (CERTAIN,), 1),
    Case(
        "name and mail at a provider",
        (known(2, "Klusbedrijf Jansen", emails=("jansen@hetnet.nl",)),),
        row("Klusbedrijf Jansen", emails=("info@hetnet.nl",)),
        (LIKELY, CERTAIN, NEW),
        2,
    ),
    # Not the same
    Case("same name in another town", (MERWE,), row("Bakkerij De Wilg", place="Sliedrecht"), (NEW,)),
    Case(
        "same name in another town, both addresses known",
        (MERWE,),
        row("Bakkerij De Wilg", street="Dorpsstraat", house_number=2, postcode="3361 AA", place="Sliedrecht"),
        (NEW,),
    ),
    Case(
        "same surname, other trade, same street",
        (VAN_DIJK_BOUW,),
        row("Van Dijk Transport", street="Dijklaan", house_number=15, postcode="3312 CC"),
        (NEW,),
    ),
    Case(
        "same surname, other trade, same address",
        (VAN_DIJK_BOUW,),
        row("Van Dijk Transport", street="Dijklaan", house_number=7, postcode="3312 CC"),
        (NEW, LIKELY),
    ),
    Case(
        "relatives in one street",
        (known(2, "J. van Dijk Timmerwerken", street="Dijklaan", house_number=7, postcode="3312 CC"),),
        row("P. van Dijk Timmerwerken", street="Dijklaan", house_number=11, postcode="3312 CC"),
        (NEW, LIKELY),
    ),
    Case(
        "holding in the register, works on the list",
        (HOLDING,),
        row("Verlinde Constructie", street="Kade", house_number=1, postcode="3314 KK"),
        (NEW, LIKELY),
    ),
    Case(
        "holding and works in the register, works on the list",
        (HOLDING, WORKS),
        row("Verlinde Constructie BV", street="Kade", house_number=1, postcode="3314 KK"),
        (CERTAIN,),
        31,
    ),
    Case(
        "holding and works in the register, holding on the list",
        (HOLDING, WORKS),
        row("Verlinde Holding", street="Kade", house_number=1, postcode="3314 KK"),
        (CERTAIN,),
        30,
    ),
    Case(
        "another firm in a business centre with one phone",
        OFFICES,
        row("Fakkel Marketing", street="Kantorenpark", house_number=100, postcode="3317 ZZ", phones=("+31780009999",)),
        (NEW,),
    ),
    Case(
        "a firm of the business centre",
        OFFICES,
        row("Dolmen Software BV", street="Kantorenpark", house_number=100, postcode="3317 ZZ"),
        (CERTAIN,),
        43,
    ),
    Case("another firm at the address", (MERWE,), row("Kapsalon Zilver", **MERWE_ADDRESS), (NEW,)),
    Case("nothing in common", (MERWE, VAN_DIJK_BOUW, *LIDLS), row("Garage Ooievaar", **OTHER_ADDRESS), (NEW,)),
    Case("sound-alike names in one place", (known(2, "Schoonheidssalon Anja"),), row("Schoonheidssalon Anita"), (NEW,)),
    Case("initials for a name", (known(2, "KP Bouw"),), row("JP Bouw"), (NEW,)),
    # Addresses
    Case(
        "post box instead of the address",
        (MERWE, VAN_DIJK_BOUW),
        row("Bakkerij De Wilg", street="Postbus", house_number=12, postcode="3300 AA"),
        (CERTAIN,),
        1,
    ),
    Case(
        "house number lost, postcode kept",
        (MERWE, VAN_DIJK_BOUW),
        row("Bakkerij De Wilg", street="Merwestraat", postcode="3311 AB"),
        (CERTAIN,),
        1,
    ),
    Case(
        "house number of next door",
        (MERWE, VAN_DIJK_BOUW),
        row("Bakkerij De Wilg", street="Merwestraat", house_number=20, postcode="3311 AB"),
        (CERTAIN, LIKELY),
        1,
    ),
    Case(
        "moved within the place, nothing else known",
        (MERWE, VAN_DIJK_BOUW),
        row("Bakkerij De Wilg", **OTHER_ADDRESS),
        (LIKELY,),
        1,
    ),
    Case(
        "place written with y",
        (known(2, "Rijwielhandel Kievit", place="Zwijndrecht", municipality="Zwijndrecht", **OTHER_ADDRESS),),
        row("Rywielhandel Kievit", place="Zwyndrecht", street="Havenkade", house_number=4),
        (CERTAIN,),
        2,
    ),
    Case(
        "vowel mistyped in the only telling word",
        (known(2, "Velde Bouw", **OTHER_ADDRESS),),
        row("Vlede Bouw", phones=("+31780001111",), **OTHER_ADDRESS),
        (CERTAIN, LIKELY),
        2,
    ),
    # The trade register after the other lists
    Case(
        "KvK row for a firm that a list without numbers brought",
        (known(2, "Bakkerij De Wilg", kvk_number="", establishment_number="", **MERWE_ADDRESS),),
        MERWE,
        (CERTAIN,),
        2,
    ),
    Case(
        "KvK row of another branch in the place, one web domain",
        (known(2, "De Wilg", kvk_number="", establishment_number="", domains=("dewilg.example",), **OTHER_ADDRESS),),
        MERWE,
        (LIKELY,),
        2,
    ),
    Case(
        "KvK row of the same firm under another KvK number",
        (known(2, "Bakkerij De Wilg", kvk_number="90007777", establishment_number="", **MERWE_ADDRESS),),
        MERWE,
        (LIKELY, NEW),
        2,
    ),
    # Doubles in the register
    Case(
        "two records of one firm in the register",
        (MERWE, known(2, "Bakkerij de Wilg", kvk_number="", establishment_number="", **MERWE_ADDRESS)),
        row("Bakkerij De Wilg", **MERWE_ADDRESS),
        (SEVERAL,),
    ),
]
