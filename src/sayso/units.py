"""Units: what a number counts, from the words after it. The words are rows of ``data/units.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from sayso.lexicon import Lexicon

_TABLES = Lexicon()
_TOKEN = re.compile(
    r"[a-z]{1,3}\$|\$|[€£¥₹₦฿₵₱₽₺₴₪₩₫]|\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’.][^\W\d_]+)*\.?|%|[-/]", re.IGNORECASE
)
_ENDS = re.compile(r"[,;:!?()\n]|\.(?:\s|$)")
_BETWEEN = frozenset(("of", "a", "more", "additional", "new"))
_PLURAL_DEMONYM = re.compile(r".+(?:ans|ese|ish|stinis|raqis|anis)\Z")
_NOUN_REACH = 6
_LOOK_AHEAD = 80


@cache
def table(kind: str) -> Mapping[str, str]:
    """The rows of one class of ``units.csv``: words -> unit."""
    return {row["words"]: row["unit"] for row in _TABLES.table("units.csv") if row["class"] == kind}


def tokens(text: str) -> list[str]:
    """Words, figures, currency signs, hyphens and slashes; everything else is left out."""
    return _TOKEN.findall(text)


def unit_of(rest: Sequence[str], words: str) -> str | None:
    """The unit that the tokens after a number name: ``percent``, an ISO 4217 code, a measure, ``people`` or a noun.

    ``rest`` is in small letters; ``words`` is the text with its capitals. None where no unit is named.
    """
    rest = [t for t in rest if t != "-"]
    while rest and rest[0] in _BETWEEN:
        rest = rest[1:]
    for kind in ("measure", "money", "sign"):
        for size in (3, 2, 1):
            unit = table(kind).get(" ".join(rest[:size])) if len(rest) >= size else None
            if unit and (kind != "sign" or len(rest[0]) > 2):
                return unit + rate(rest[size:])
    return _noun(rest, words)


def unit_after(after: str) -> str | None:
    """The unit named right after the number words, inside the sentence."""
    head = _ENDS.split(after.lstrip(" -")[:_LOOK_AHEAD], maxsplit=1)[0]
    text = " ".join(head.split())
    return unit_of(tokens(text.lower()), text) if text else None


def rate(rest: Sequence[str]) -> str:
    """What comes after a unit to make it a rate: ``"/year"`` for "a year" or "annually", else nothing."""
    rates = table("rate")
    if rest[:1] and rest[0] in rates and rest[0].endswith(("ly", "um")):
        return "/" + rates[rest[0]]
    if len(rest) > 1 and rest[0] in ("a", "an", "per", "every", "each", "/") and rest[1] in rates:
        return "/" + rates[rest[1]]
    return ""


def _noun(rest: Sequence[str], words: str) -> str | None:
    """The noun that is counted: ``people`` for human beings, else the first plural, else nothing."""
    people, stops = table("people"), table("stop")
    plural = None
    for token in rest[:_NOUN_REACH]:
        word = token.rstrip(".")
        if word in stops:
            break
        if word in people or (_PLURAL_DEMONYM.match(word) and word.capitalize() in words):
            return "people"
        if plural is None and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            plural = word
    return plural
