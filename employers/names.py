"""Names of firms as keys for searching and comparing: spelling, accents and legal form do not matter."""

import re
import unicodedata

ACCENTLESS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th"}
)
QUOTES = re.compile(r"['’‘`´ʼ\"“”„]")
NOT_WORD = re.compile(r"[^a-z0-9]+")

LEGAL_FORMS = [
    # (form, pattern anywhere in the name); letters with a second meaning, such as cv, only count at the end
    ("BV", r"b\s?\.?\s?v\b\.?(?:\s+i\.?\s?o\b\.?)?|besloten vennootschap(?: met beperkte aansprakelijkheid)?"),
    ("NV", r"n\s?\.?\s?v\b\.?|naamloze vennootschap"),
    ("VOF", r"v\s?\.?\s?o\s?\.?\s?f\b\.?|vennootschap onder firma"),
    ("CV", r"c\s?\.?\s?v\b\.?$|commanditaire vennootschap"),
    ("coöperatie", r"cooperatie(?:ve)?(?:\s+vereniging)?|cooperatief|[uwb]\.\s?a\b\.?$|(?<=cooperatie )[uwb]a$"),
    ("stichting", r"stichting|sticht\b\."),
    ("vereniging", r"vereniging"),
    ("maatschap", r"maatschap"),
    ("eenmanszaak", r"eenmanszaak"),
    ("buitenlands", r"(?:gmbh|ltd|limited|bvba|sprl|s\.a\.r\.l|inc|plc|llc)\b\.?$"),
]
LEGAL_FORM_PATTERNS = [(form, re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])")) for form, pattern in LEGAL_FORMS]
ANY_LEGAL_FORM = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in LEGAL_FORM_PATTERNS))

PROVIDER_NAMES = """
gmail googlemail hotmail outlook live msn icloud me mac yahoo ymail aol gmx protonmail proton pm zoho mail email hetnet
kpnmail kpnplanet planet xs4all telfort ziggo home chello casema upcmail upc quicknet solcon zeelandnet zonnet
zonnetmail tele2 versatel wanadoo orange online freeler caiway caiw cazema delta kabelfoon tiscali euronet wxs
worldonline onsbrabantnet onsnet concepts concepts-ict scarlet lycos compaqnet 12move vodafone vodafonevast t-mobile
t-mobilethuis tmobile hccnet dds filternet canaldigitaal skynet telenet ision fiberworld stipte netvisit introweb plex
"""
PROVIDERS = frozenset(PROVIDER_NAMES.split())


def plain_text(text: str) -> str:
    """Lower case without accents; punctuation still in place."""
    lowered = (text or "").lower()
    if lowered.isascii():
        return lowered
    lowered = lowered.translate(ACCENTLESS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def plain_words(text: str) -> str:
    """Lower case words, single spaces, accents and punctuation off; "&" and "+" read as "en"."""
    joined = QUOTES.sub("", plain_text(text).replace("&amp;", "&"))
    return NOT_WORD.sub(" ", joined.replace("&", " en ").replace("+", " en ")).strip()


def search_key(text: str) -> str:
    """`plain_words` with the legal form off; a name that is nothing but a legal form stays."""
    plain = plain_text(text).strip()
    without = ANY_LEGAL_FORM.sub(" ", plain)
    return plain_words(without) or plain_words(plain)


def name_key(name: str) -> str:
    """The letters and digits of the name run together: "De Wilg-Bouw B.V." and "de wilgbouw" are one key."""
    return search_key(name).replace(" ", "")


def legal_form_of(name: str) -> str:
    """The legal form that the name mentions ("BV", "VOF", "stichting", …), or ""."""
    plain = plain_text(name).strip()
    return next((form for form, pattern in LEGAL_FORM_PATTERNS if pattern.search(plain)), "")


def is_legal_form(text: str) -> bool:
    """Whether the text is nothing but a legal form: "B.V.", "(v.o.f.)"."""
    plain = plain_text(text).strip(" (),-")
    return bool(plain) and not plain_words(ANY_LEGAL_FORM.sub(" ", plain))


SHARED_MAILBOXES = {
    "info", "contact", "mail", "post", "administratie", "receptie", "secretariaat", "kantoor", "planning", "verkoop",
    "sales", "office", "personeelszaken", "hr",
}  # fmt: skip


def is_shared_mailbox(address: str) -> bool:
    """Whether several people read this address: info@, administratie@."""
    return address.casefold().partition("@")[0] in SHARED_MAILBOXES


def email_domain(address: str) -> str:
    """The domain of an e-mail address when it is the firm's own; "" for mail providers and unreadable addresses."""
    return own_domain((address or "").rpartition("@")[2])


def own_domain(domain: str) -> str:
    """The domain without www when it belongs to one firm; "" for providers, which say nothing about who it is."""
    bare = (domain or "").strip().lower().removeprefix("www.").rstrip(".")
    labels = bare.split(".")
    return "" if len(labels) < 2 or labels[-2] in PROVIDERS else bare
