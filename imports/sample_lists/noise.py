"""How a row comes to differ from the trade register: kinds of noise, each with how often it strikes.

A kind changes the draft or, where it does not fit, leaves it as it is; only what changed is written in the truth.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from imports.sample_lists.records import Draft, Establishment

USUAL_LEVEL = 0.5


@dataclass(frozen=True, slots=True)
class Noise:
    """`share` is the part of the rows it is tried on at the usual level of 0.5."""

    kind: str
    share: float
    change: Callable[[Random, Draft, Establishment], None]


def add_noise(kinds: Iterable[Noise], rng: Random, draft: Draft, firm: Establishment, level: float) -> None:
    for noise in kinds:
        if rng.random() >= noise.share * level / USUAL_LEVEL:
            continue
        before = replace(draft)
        noise.change(rng, draft, firm)
        if draft != before:
            draft.noise.append(noise.kind)


def typed_wrong(rng: Random, text: str) -> str:
    """One slip of the finger or the ear in a word of at least five letters."""
    words = text.split(" ")
    long = [index for index, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return text
    index = rng.choice(long)
    words[index] = _slip(rng, words[index])
    return " ".join(words)


SOUNDS = [("ij", "y"), ("ei", "ij"), ("oo", "o"), ("aa", "a"), ("c", "k"), ("ks", "x"), ("au", "ou"), ("dt", "d")]


def _slip(rng: Random, word: str) -> str:
    at = rng.randint(1, len(word) - 2)
    slips = ["swap", "drop", "double", "sound", "sound"]
    slip = rng.choice(slips)
    if slip == "sound":
        heard = [pair for pair in SOUNDS if pair[0] in word]
        if heard:
            return word.replace(*rng.choice(heard), 1)
    if slip == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if slip == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1 :]
