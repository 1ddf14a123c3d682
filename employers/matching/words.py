"""What Dutch firm names are made of: words that say little, trades, abbreviations, first names.

A word that thousands of firms carry says little about which firm it is. How rare the other words are is counted over
the register (`rarity.py`); these lists carry the knowledge that a small register cannot count.
"""

from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    """
    van de den der het een en t d s v vd vdn ten ter te in op aan bij voor of la le the and und von
    """
)

SURNAME_PARTICLES = frozenset({"van", "der", "den", "ten", "ter", "vander", "vanden"})

SAYS_LITTLE = _words(
    """
    bedrijf bedrijven firma fa groep group nederland nederlandse holland hollandse nl benelux europa europe
    international internationaal regio regionaal drechtsteden rijnmond zuid noord oost west zuidholland service
    services diensten dienst dienstverlening verlening bureau kantoor kantoren centrum center centre huis huus
    handel handels handelsonderneming onderneming ondernemingen maatschappij exploitatie producten product
    projecten project management beheer advies adviseurs adviesbureau consultancy consulting consult techniek
    technisch technische technics werken werk specialist specialisten totaal compleet algemeen algemene alle all
    winkel shop store markt zaak studio atelier praktijk salon gebroeders broers zoon zonen dochters familie co
    compagnie company partners partner associates team oud nieuw nieuwe new vestiging filiaal locatie afdeling
    online web digital plus top mega super pro first de echte
    """
)

HOLDING_WORDS = _words(
    """
    holding holdings beheer beheers beheermaatschappij beheersmaatschappij beleggingen belegging
    beleggingsmaatschappij participaties participatie pensioen pensioenfonds deelnemingen investments invest vastgoed
    """
)

KIN = _words("gebroeders broers zonen dochter dochters familie weduwe wed erven")

# Beginnings of words; one that ends in a full stop is the whole word
TRADE_STEMS = {
    "bouw": "bouw aannem timmerw timmerb timmerf metsel klus renovat verbouw beton gevel dakdek dakwerk stuka "
    "stukad tegel voegw kozijn steiger sloop bouwk heiwerk fundering",
    "schilder": "schilderw schildersb schilders verf spuitw glaszet",
    "installatie": "installat elektr electr loodgiet sanitair verwarming klimaat koeltech airco zonnepan warmtetech",
    "metaal": "metaal constructie lasb lasw lassen. lastechn staalb staalc staalw machinef machineb draai verspan "
    "smederij plaatwerk",
    "transport": "transp logist expediti koerier vervoer verhui distributie sleepv scheepv rederij bergingsb opslag",
    "taxi": "taxi touringcar",
    "auto": "auto garage carross banden schadeherst motoren truckserv",
    "fiets": "fiets rijwiel tweewiel",
    "voeding": "bakkerij bakery banket patisserie slagerij keurslager vleesw vishandel visspec groente kaas. kaash "
    "supermarkt levensmidd traiteur catering",
    "horeca": "restaurant cafe eetcafe hotel snackbar cafetaria pizzeria lunchroom brasserie herberg bistro grill "
    "eethuis ijssalon pannenk",
    "haar": "kapsalon kapper kappers haarmode hairst hairs barber",
    "schoonheid": "schoonheid beauty nagel nagelst huidverz pedicure zonnestudio massage",
    "administratie": "administrat secretari accountan boekhoud belasting fiscaal fiscal",
    "verzekering": "assurant verzeker hypothe financ pensioenadv",
    "makelaar": "makelaar taxat vastgoedm",
    "recht": "advocat notari juridi deurwaard mediat",
    "ict": "automatiser software computer ict. internet webdesign websites data. databe",
    "reclame": "reclame drukkerij drukwerk communicat media. grafisch fotograf marketing design ontwerp",
    "zorg": "zorg. zorgg zorgc thuiszorg huisarts tandarts tandheelk fysio apothe kliniek verpleeg kinderopv "
    "kinderdagv peuter logoped psycholog dierenarts dierenkl oefenther",
    "onderwijs": "school. rijschool verkeersschool opleid onderwijs training college academie autorijsch muziekschool",
    "groen": "hovenier tuin. tuinen. tuina tuino groenv bloemen bloemist kwekerij boomverz tuincentr plantsoen",
    "landbouw": "landbouw veehoud akkerb melkvee loonwerk loonbedr fruitt",
    "schoonmaak": "schoonmaak glazenw reinig cleaning wasserij stomerij",
    "uitzend": "uitzend detacher recruit werving",
    "beveiliging": "beveilig security",
    "mode": "mode. modeh modez kleding schoen boutique lingerie textiel",
    "wonen": "meubel keuken interieur woninginr vloeren tapijt gordijn slaapk slapen badkamer",
    "optiek": "optiek opticien brillen hoortoe",
    "juwelier": "juwelier goudsm horlog",
    "groothandel": "groothandel import export",
    "makersvak": "scheepsw jachtb jachtw houthandel meubelm",
    "sport": "sportsch fitness sportc yoga dansschool",
}  # fmt: skip
NOT_A_TRADE = _words(
    """
    bakker bakkers schilder timmerman timmermans slager slagers kapper kuiper visser smit smid molenaar boer
    meubelmaker automaat verfaille
    """
)
STEM_TO_TRADE = {stem: trade for trade, stems in TRADE_STEMS.items() for stem in stems.split()}
SHORTEST_STEM = min(map(len, STEM_TO_TRADE))

ABBREVIATIONS = {
    "bedr": "bedrijf",
    "bedrf": "bedrijf",
    "bdr": "bedrijf",
    "transp": "transport",
    "trsp": "transport",
    "inst": "installatie",
    "install": "installatie",
    "installaties": "installatie",
    "gebr": "gebroeders",
    "gebrs": "gebroeders",
    "gbr": "gebroeders",
    "gebroeder": "gebroeders",
    "zn": "zonen",
    "zns": "zonen",
    "zoon": "zonen",
    "zoons": "zonen",
    "dochter": "dochters",
    "adm": "administratie",
    "admin": "administratie",
    "ass": "assurantie",
    "assur": "assurantie",
    "assurantien": "assurantie",
    "aann": "aannemers",
    "aannemer": "aannemers",
    "aannemings": "aannemers",
    "mij": "maatschappij",
    "ned": "nederland",
    "int": "international",
    "intern": "international",
    "intl": "international",
    "rest": "restaurant",
    "techn": "techniek",
    "elektro": "electro",
    "elektra": "electro",
    "elektrotechniek": "electrotechniek",
    "constr": "constructie",
    "expl": "exploitatie",
    "handelsond": "handelsonderneming",
    "schildersbedr": "schilders",
    "ver": "vereniging",
    "centr": "centrum",
    "kant": "kantoor",
    "serv": "service",
    "fam": "familie",
    "gr": "groep",
    "groeph": "groothandel",
    "grooth": "groothandel",
    "loonbedr": "loon",
    "mach": "machine",
    "prod": "productie",
}

COMPOUND_ENDS = ("bedrijven", "bedrijf", "bedr", "kantoor", "kant", "bureau", "service", "techniek", "werken", "winkel",
                 "praktijk", "centrum", "onderneming", "groep")  # fmt: skip

FIRST_NAMES = _words(
    """
    jan piet kees cees henk wim gert gerrit hans peter johan johannes cornelis pieter willem arie aart adri ad
    rob robert ron ronald paul marcel mark marc martin erik eric frank fred ben bas bart bert leo leen leendert
    teun tom thomas tim dirk dick koos jaap jacob jos joop john jeroen jasper michel michael mike dennis danny
    richard rene roel rik rick sander stefan theo ton toon victor vincent wouter ruud raymond patrick ahmed
    mohamed mehmet ali mustafa anja anita anna anne annemarie astrid bianca carla carolien chantal corrie
    daniela debbie diana ellen els esther eva femke frederique hanneke ingrid irene jacqueline janneke jolanda
    karin kim laura linda lisa loes lotte manon maria marian marianne marieke marjan marloes martine mieke
    miranda monique nancy nathalie nicole nina petra renate rianne sandra sanne saskia silvia simone sonja
    sophie suzanne sylvia tanja tessa trudy vera wendy wilma yvonne
    """
)


@lru_cache(maxsize=100_000)
def trade_of(word: str) -> str:
    """The trade a word names ("bakkerij": voeding), or "" when it names none; surnames such as Bakker name none."""
    if word in NOT_A_TRADE:
        return ""
    ended = f"{word}."
    for length in range(len(ended), SHORTEST_STEM - 1, -1):
        if trade := STEM_TO_TRADE.get(ended[:length]):
            return trade
    return ""


@lru_cache(maxsize=100_000)
def expand(word: str) -> tuple[str, ...]:
    """The word written out and, when it is a known compound, in parts: "autobedr" gives "auto", "bedrijf"."""
    word = ABBREVIATIONS.get(word, word)
    for end in COMPOUND_ENDS:
        if word.endswith(end) and len(word) - len(end) >= 3:
            front = word[: -len(end)]
            return ABBREVIATIONS.get(front, front), ABBREVIATIONS.get(end, end)
    for glued in ("vanden", "vander", "vande"):
        if word.startswith(glued) and len(word) - len(glued) >= 3:
            return (word.removeprefix(glued),)
    return (word,)
