"""Titles before a person's name and appositions after it: "Israeli Foreign Minister Eli Cohen", "Cohen, a lawyer"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.linking.evidence import Evidence
from sayso.linking.gazetteer import Gazetteer, Noun
from sayso.linking.phrases import Phrase, Word, words_of
from sayso.linking.sketches import SketchReader
from sayso.model.codes import Kind
from sayso.model.text import Span

BEFORE = 90  # code points before a name in which its title stands
AFTER = 110  # code points after a name in which an apposition ends
_AFTER_NAME = re.compile(r"\s?[,(–—]\s?|\s-\s")
_TO_NAME = re.compile(r"[\s.,“\"']{0,3}")
_BETWEEN = re.compile(r"\s?(?:['’]s?)?\s")
_STOP = re.compile(r"[,;:.()\n–—]\s|\n|\)")
_AGE = re.compile(r"(?:aged )?\d{1,3}(?: years old)?,\s*")
_MEMBER = re.compile(r"\s?\((?:[RDI]-|D|R\))")
_OF_TITLES = ("al", "ing", "ty", "ry", "se", "ic", "an", "ior", "ef")
"""Endings of the everyday words in titles: national security adviser, acting defence minister."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a text calls a person: the words, the head noun, and what follows from them."""

    words: str
    noun: Noun
    country: str | None
    sector: str | None
    modifiers: frozenset[str]
    span: Span


class RoleReader:
    """Finds the roles of persons around their names."""

    def __init__(self, text: str, gazetteer: Gazetteer, evidence: Evidence, sketches: SketchReader) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.evidence = evidence
        self.sketches = sketches

    def around(self, name: Span) -> tuple[Role, ...]:
        """The roles told right before, right after and inside the name's own words."""
        found = (self._before(name), self._after(name), self._party_mark(name))
        return tuple(role for role in found if role)

    def _before(self, name: Span) -> Role | None:
        """The title that ends where the name begins, with the words that belong to it."""
        words = words_of(self.text, max(0, name.start - BEFORE), name.start)
        while words and self.gazetteer.phrases.is_a(words[-1].text + ".", "honorific"):
            words.pop()
        start = self._start_of_title(words, name.start)
        return self._role(tuple(words[start:]), ()) if start is not None else None

    def _start_of_title(self, words: list[Word], end: int) -> int | None:
        if not words or not _TO_NAME.fullmatch(self.text, words[-1].end, end):
            return None
        comma = "," in self.text[words[-1].end : end]
        found = self.gazetteer.noun_at_end(tuple(words))
        if found is None or found[0].kind is not Kind.PERSON or found[0].many:
            return None
        at = len(words) - found[1]
        while at > 0 and self._joins(words[at - 1], words[at]):
            at -= 1
        if comma and at == len(words) - found[1]:
            return None  # "the president, Cohen" needs more than the bare noun to be a title of Cohen
        return at

    def _joins(self, word: Word, after: Word) -> bool:
        """Whether the word belongs to the title that goes on after it."""
        if not _BETWEEN.fullmatch(self.text, word.end, after.start):
            return False
        small = self.gazetteer.phrases
        if word.text.lower() in small.lead_words or (small.is_a(word.text, "cut") and word.text.islower()):
            return False
        if word.text[:1].isupper() or small.is_a(word.text, "former") or self.gazetteer.noun(word.text):
            return True
        return word.text.islower() and word.text.endswith(_OF_TITLES)

    def _after(self, name: Span) -> Role | None:
        """The apposition that a comma or a bracket opens after the name."""
        opening = _AFTER_NAME.match(self.text, name.end)
        if opening is None:
            return None
        start = opening.end()
        if age := _AGE.match(self.text, start):
            start = age.end()
        stop = _STOP.search(self.text, start, start + AFTER + 1)
        end = min(stop.start() if stop else len(self.text), start + AFTER)
        if start >= end:
            return None
        phrase = self.gazetteer.phrases.cut(self.text, Span(start, end))
        if len(phrase.core) > 9:
            return None
        return self._role(phrase.core, phrase.rest)

    def _party_mark(self, name: Span) -> Role | None:
        """ "(D-Texas)" or "(R-Ariz.)" after a name: a member of the American congress."""
        noun = self.gazetteer.noun("senator")
        if noun is None or not _MEMBER.match(self.text, name.end):
            return None
        return Role("", noun, "USA", "LEG", frozenset(), name)

    def _role(self, core: tuple[Word, ...], rest: tuple[Word, ...]) -> Role | None:
        found = self.gazetteer.noun_at_end(core)
        if found is None or found[0].kind is not Kind.PERSON or found[0].many:
            return None
        noun, length = found
        span = Span(core[0].start, (rest or core)[-1].end)
        phrase = Phrase((), core, rest)
        sector = self.sketches.kind_and_sector(noun, core[:-length], rest)[1]
        modifiers = frozenset(w.text.lower() for w in core[:-length])
        country = self.sketches.state_of(phrase, Span(core[0].start, core[-1].end))
        return Role(span.of(self.text), noun, country, sector, modifiers, span)


__all__ = ["Role", "RoleReader"]
