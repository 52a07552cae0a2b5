"""Words of a text and the head of a noun phrase."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sayso.lexicon import Lexicon
from sayso.model.text import Span

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-.’'&](?!s\b)[^\W_]+)*\+?")
"""A word: ``U.S.``, ``Guinea-Bissau``, ``N'Djamena``; a genitive's ``'s`` is left off."""
POSSESSIVE = re.compile(r"(?:['’]s?|s['’])$")
ENDS = re.compile(r"[,;:()\[\]\"“”–—]|\s-\s")
APOSTROPHES = {ord(c): "'" for c in "’‘`´"}


class Word(NamedTuple):
    """One word and its place in the text, in code points."""

    text: str
    start: int
    end: int


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]``; offsets count from the start of the whole text."""
    if end is None:
        return list(_cut(text, start, len(text)))
    words, starts = _all_words(text)
    first, past = bisect_left(starts, start), bisect_left(starts, end)
    if (first and words[first - 1].end > start) or (past > first and words[past - 1].end > end):
        return list(_cut(text, start, end))  # the stretch begins or ends inside a word
    return words[first:past]


def _cut(text: str, start: int, end: int) -> Iterator[Word]:
    for match in WORD.finditer(text, start, end):
        word, (at, past) = match.group(), match.span()
        if word != "s" or not at or text[at - 1] not in "'’":
            yield Word(word, at, past)


@lru_cache(maxsize=2)
def _all_words(text: str) -> tuple[list[Word], list[int]]:
    """The words of a text and their starts. Kept, since a report's words are asked for around each mention."""
    words = list(_cut(text, 0, len(text)))
    return words, [word.start for word in words]


def straight(text: str) -> str:
    """The text with one kind of apostrophe."""
    return text if text.isascii() and "`" not in text else text.translate(APOSTROPHES)


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """The name for comparing: lower case, no marks on letters, one kind of apostrophe, no leading article."""
    bare = straight(name)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return re.sub(r"^(?:the|an?) ", "", re.sub(r"\s+", " ", bare).strip().lower())


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The noun without a regular plural's ending, in lower case.

    >>> [singular(noun) for noun in ("ministries", "churches", "police", "men", "embassy")]
    ['ministry', 'church', 'police', 'man', 'embassy']
    """
    noun = noun.lower()
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase cut up: ``lead`` are its determiners and numbers, ``core`` what runs up to its head.

    ``rest`` is what follows the head ("of the interior ministry"); all are words in text order.
    """

    lead: tuple[Word, ...]
    core: tuple[Word, ...]
    rest: tuple[Word, ...]

    @property
    def head(self) -> str:
        """The last word of the core in lower case; "" for a phrase that has none."""
        return self.core[-1].text.lower() if self.core else ""


class PhraseReader:
    """Cuts phrases with the small words of ``np_words.csv``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._classes: dict[str, set[str]] = {}
        for row in lexicon.table("np_words.csv"):
            self._classes.setdefault(row["class"], set()).add(row["word"])
        self.lead_words = self.words("article") | self.words("demonstrative") | self.words("quantifier")
        self.lead_words |= self.words("possessive")

    def words(self, name: str) -> set[str]:
        """The words of a class."""
        return set(self._classes.get(name, ()))

    def is_a(self, word: str, name: str) -> bool:
        """True where the word (any case) is of the class."""
        return word.lower() in self._classes.get(name, ())

    def is_empty(self, words: str) -> bool:
        """True where the words hold no noun, name or pronoun: "the", "of the", "and"."""
        small = ("article", "linker", "name_end", "place_preposition")
        return all(any(self.is_a(w.text, name) for name in small) for w in words_of(words))

    def cut(self, text: str, span: Span) -> Phrase:
        """The phrase at the span, cut into lead, core and rest. Never fails; any part may be empty."""
        words = words_of(text, span.start, span.end)
        while len(words) > 1 and (self.is_a(words[-1].text, "linker") or self.is_a(words[-1].text, "name_end")):
            words.pop()
        first = 0
        while first < len(words) - 1 and self._leads(words[first].text):
            first += 1
        end = first
        while end < len(words) and not (end > first and self._ends(text, words[end - 1], words[end])):
            end += 1
        return Phrase(tuple(words[:first]), tuple(words[first:end]), tuple(words[end:]))

    def _leads(self, word: str) -> bool:
        return word.lower() in self.lead_words or word[:1].isdigit()

    def _ends(self, text: str, before: Word, word: Word) -> bool:
        if self.is_a(word.text, "cut") and not word.text[:1].isupper():
            return True
        if word.start == before.end + 1 and text[before.end] == " ":
            return False  # most often, and then no search is needed
        return bool(ENDS.search(text, before.end, word.start))
