"""What is said on the page, safely: names, events, quotes. Codes become the words of ``data/wording.csv``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sayso.lexicon import Lexicon, plover_scale
from sayso.model.text import plain
from sayso.record import Row
from sayso.show import wording
from sayso.store.exact import held

_NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NOT_ID = re.compile(r"[^\w.-]", re.ASCII)
_HEADLINE = 110
"""Code points of a headline, where the text must do for one."""
_AROUND = 90
"""Code points shown on each side of the quoted word."""

QUADS = {1: "cooperation in words", 2: "cooperation in deeds", 3: "conflict in words", 4: "conflict in deeds"}
"""PLOVER's quads, in words."""

word = wording.word


def shown(text: str) -> str:
    """A text with U+FFFD for what HTML cannot hold and for what turns the direction of writing; as long as before."""
    return _NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", text)


def anchor(id: str) -> str:
    """An id of a record as one of HTML, which has no spaces in it."""
    return _NOT_ID.sub("_", id)


@dataclass(frozen=True, slots=True)
class Who:
    """A party or a speaker: the name as shown, the name as the store knows it, ISO country or None."""

    words: str
    key: str
    country: str | None = None

    @classmethod
    def of(cls, name: str, country: str | None = None) -> Who:
        """Of a name as a report has it."""
        return cls(plain(name) or "?", held(name), country)


@dataclass(frozen=True, slots=True)
class Told:
    """One voice of a chain: who speaks (nobody: unnamed), the code of the stance, and that in words."""

    who: tuple[Who, ...]
    stance: str

    @property
    def names(self) -> str:
        """``Iran``, ``Iran and Syria``, ``somebody unnamed``."""
        return " and ".join(dict.fromkeys(w.words for w in self.who)) or "somebody unnamed"

    @property
    def said(self) -> str:
        """The stance in words: ``said``, ``denied``."""
        return word("stance", self.stance)


def headline(record: Row) -> str:
    """The headline of a report; where it has none, how its text begins."""
    title = plain(record["title"] or "")
    if title:
        return title
    line = plain(record["text"].lstrip()[: 2 * _HEADLINE].partition("\n")[0])
    return (line if len(line) <= _HEADLINE else line[:_HEADLINE].rpartition(" ")[0] + " …") or "A report"


def told(voices: Iterable[Told]) -> str:
    """A chain in words: ``Ukraine said: Russia denied``; empty for the paper itself."""
    return ": ".join(f"{v.names} {v.said}" for v in voices)


def event(type: str, mode: str | None) -> str:
    """What sort of event: ``air strike``."""
    return word("mode", f"{type}-{mode}") if mode else word("type", type)


def code(type: str, mode: str | None) -> str:
    """The code of it: ``ASSAULT-aerial``."""
    return f"{type}-{mode}" if mode else type


def quad_and_score(type: str, mode: str | None) -> tuple[int, float]:
    """PLOVER's quad and score of a type and mode."""
    scale = plover_scale()
    found = scale.get((type, mode)) or scale[type, None]
    return found.quad, found.score


def relation(code: str, what: str | None) -> str:
    """A relation in words: ``supplies arms to``."""
    return plain(word("relation", code).replace("{what}", plain(what or "")))


@cache
def _relations() -> dict[str, tuple[float, bool]]:
    rows = Lexicon().table("relations.csv")
    return {row["relation"]: (float(row["score"]), row["mutual"] == "yes") for row in rows}


def relation_score(code: str) -> float:
    """How friendly a relation is, -10 to 10, on the scale of PLOVER's scores."""
    return _relations()[code][0]


def relation_is_mutual(code: str) -> bool:
    """True where it makes no difference who is a and who b."""
    return _relations()[code][1]


@cache
def country_names() -> dict[str, str]:
    """ISO 3166 alpha-3 to the name."""
    return {row["iso3"]: row["name"] for row in Lexicon().table("countries.csv")}


def country(code: str | None) -> str:
    """The name of a country; the code itself where it is none."""
    return country_names().get(code or "", plain(code or "?"))


def quoted(sentence: str, start: int, end: int) -> tuple[str, str, str]:
    """A sentence around some words of it: before, the words, after; cut at words, with an ellipsis."""
    before, words, after = (_spaced(part) for part in (sentence[:start], sentence[start:end], sentence[end:]))
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return before.lstrip(), words.strip() if before else words.lstrip(), after.rstrip()


def _spaced(words: str) -> str:
    return shown(re.sub(r"\s+", " ", words))


def counts(given: dict[str, str]) -> str:
    """Counts in words: ``dead 1, injured 2``."""
    return ", ".join(f"{plain(what)} {plain(value)}" for what, value in given.items())
