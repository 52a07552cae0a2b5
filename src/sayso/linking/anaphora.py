"""What a pronoun or a stand-in ("the country", "both leaders") stands for.

The party that agrees in kind and number and was spoken of last, those at the head of a sentence before others
(centering; Grosz, Joshi and Weinstein 1995).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from sayso.linking.gazetteer import Gazetteer
from sayso.linking.register import Known, Register
from sayso.linking.sketches import Sketch
from sayso.model.codes import Kind
from sayso.model.items import Sentence
from sayso.model.text import Span

REACH = 3  # sentences back that a pronoun looks
THINGS = frozenset(set(Kind) - {Kind.PERSON, Kind.PEOPLE, Kind.PLACE, Kind.OTHER})
GROUPS = frozenset(set(Kind) - {Kind.PERSON, Kind.PLACE, Kind.FACILITY, Kind.DOCUMENT, Kind.OTHER, Kind.STATE})
OFFICIALS = frozenset({"GOV", "MIL"})
LIFELESS = frozenset({Kind.FACILITY, Kind.DOCUMENT})  # seldom meant where a body can be
LASTING = frozenset({"neighbors", "neighbours", "rivals", "foes", "allies"})  # who is one stays one all report long
CLAUSE = 40  # code points behind a stand-in in which a verb and its object stand
_NEW_CLAUSE = re.compile(r"[.;:!?]|\b(?:who|which|that|and|but|because|when|while|after|before|as|if|for)\b")


@dataclass(frozen=True, slots=True)
class Speech:
    """Words in somebody's mouth: the spans of the content, and the span of who says them (None = not said)."""

    content: tuple[Span, ...]
    source: Span | None


@dataclass(slots=True)
class Surroundings:
    """What resolving needs besides the register: sentences, and who speaks where."""

    sentences: Sequence[Sentence]
    speeches: Sequence[Speech]
    _starts: list[int] = field(init=False)
    _contents: list[tuple[int, int, int]] = field(init=False)  # start, number of the speech, end
    _reach: list[int] = field(init=False)  # the farthest end of the contents up to each

    def __post_init__(self) -> None:
        self._starts = [s.span.start for s in self.sentences]
        self._contents = sorted(
            (c.start, number, c.end) for number, s in enumerate(self.speeches) if s.source for c in s.content
        )
        self._reach = list(accumulate((end for _, _, end in self._contents), max))

    def number(self, position: int) -> int:
        """The number of the sentence at the position."""
        return bisect_right(self._starts, position)

    def speaker(self, span: Span) -> Span | None:
        """Who says the words at the span: the source of the tightest content around them."""
        best: tuple[int, int] | None = None  # length of the content, place of the speech
        for at in range(bisect_right(self._contents, (span.start, len(self.speeches), 0)) - 1, -1, -1):
            if self._reach[at] < span.end:
                break  # no content that begins here or before reaches the span's end
            _, number, end = self._contents[at]
            if end >= span.end:
                found = (sum(map(len, self.speeches[number].content)), number)
                best = found if best is None else min(best, found)
        return self.speeches[best[1]].source if best else None


class Resolver:
    """Finds what pronouns and stand-ins of one report stand for."""

    def __init__(self, text: str, register: Register, gazetteer: Gazetteer, around: Surroundings) -> None:
        self.text = text
        self.register = register
        self.gazetteer = gazetteer
        self.around = around
        self._pairs: dict[str, list[Known]] = {}

    def pronoun(self, sketch: Sketch) -> list[Known]:
        """The party that a pronoun stands for; empty where none is known."""
        if sketch.pronoun is None:
            return []
        if sketch.pronoun.person == "1":
            return self._speaker(sketch)
        if sketch.pronoun.person == "2":
            return []
        if sketch.pronoun.person == "r":
            found = next((p for _, p in self.register.before(sketch.span.start)), None)
            return [found] if found else []
        best = self._best(sketch)
        return [best] if best else []

    def stand_in(self, sketch: Sketch) -> list[Known]:
        """The parties that "the country" or "both leaders" stands for; empty for other words or none known."""
        row = self.gazetteer.stand_ins.get(sketch.name.lower().split()[-1] if sketch.name else "")
        if row is None or not sketch.definite:
            return []
        small = self.gazetteer.phrases
        told = [word for word in sketch.modifiers if not small.is_a(word, "plain")]
        if sketch.kind not in (Kind.STATE, Kind.PERSON) and (sketch.country or told):
            return []
        if row.two:
            two = any(small.is_a(word, "two") for word in sketch.mention.span.of(self.text).split())
            noun = sketch.name.lower().split()[-1]
            if two and not (noun in LASTING and self._pairs.get(noun)):
                self._pairs[noun] = self._two(sketch, row.kinds)
            return self._pairs[noun] if two else []

        def fits(party: Known) -> bool:
            if party.kind not in row.kinds or party.many or not party.proper:
                return False
            if self._named_right_behind(party, sketch.span):
                return False  # "the country supplied Israel": another one
            if sketch.noun and any(noun.endswith(sketch.noun) for noun, _, _ in party.titles):
                return False  # "the president" is not the vice president, or the titles would have said so
            return _genders_agree(party, sketch) and sketch.country in (None, party.country)

        found = self._foremost(sketch, fits) or self.register.last(sketch.span.start, fits)
        return [found] if found else []

    def _foremost(self, sketch: Sketch, fits: Callable[[Known], bool]) -> Known | None:
        """The party that fits and stood first in the sentence before, whose subject it most often is."""
        here = self.around.number(sketch.span.start)
        before = [(start, p) for start, p in self.register.before(sketch.span.start)
                  if self.around.number(start) == here - 1 and fits(p)]  # fmt: skip
        return min(before, key=lambda found: found[0])[1] if before else None

    def _named_right_behind(self, party: Known, span: Span) -> bool:
        """Whether the same clause goes on to name the party (condition C of binding; Chomsky 1981)."""
        behind = next((start for start, _ in party.places if start >= span.end), None)
        if behind is None or behind - span.end > CLAUSE:
            return False
        return not _NEW_CLAUSE.search(self.text, span.end, behind)

    def _party_at(self, span: Span) -> Known | None:
        exact = self.register.by_span.get((span.start, span.end))
        if exact:
            return exact[0]
        inside = self.register.inside(span.start, span.end)
        if inside:
            return max(inside, key=lambda found: (found[2].kind is Kind.PERSON, found[1]))[2]
        return self.register.around(span)

    def _speaker(self, sketch: Sketch) -> list[Known]:
        """I and my: who says these words. We and our: the body or state that an official speaks for."""
        span = self.around.speaker(sketch.span)
        speaker = self._party_at(span) if span else None
        if speaker is None or not sketch.many or speaker.kind is not Kind.PERSON:
            return [speaker] if speaker else []
        if speaker.told_sector in OFFICIALS and speaker.country:
            state = self.register.by_key.get(f"state:{speaker.country}")
            return [state or speaker]
        return [speaker]

    def _best(self, sketch: Sketch) -> Known | None:
        """The agreeing party with the highest standing at the pronoun."""
        here = self.around.number(sketch.span.start)
        speaker = self.around.speaker(sketch.span)
        barred = self._party_at(speaker) if speaker and sketch.kind is Kind.PERSON else None
        best: tuple[float, Known] | None = None
        for start, party in self.register.before(sketch.span.start):
            back = here - self.around.number(start)
            if back > REACH:
                break
            if not _agrees(party, sketch):
                continue
            first = self.around.sentences[here - back - 1].span.start if here - back >= 1 else 0
            standing = -1.5 * back - min((start - first) / 80, 2.0) + 0.3 * party.proper
            standing -= 0.5 * (party is barred) + 1.0 * (party.kind in LIFELESS)
            if best is None or standing > best[0]:
                best = (standing, party)
        return best[1] if best else None

    def _two(self, sketch: Sketch, kinds: frozenset[Kind]) -> list[Known]:
        """The last two different parties of the kinds, in text order."""
        found: list[Known] = []
        for _, party in self.register.before(sketch.span.start):
            if party.kind in kinds and party.proper and not party.many and party not in found:
                found.append(party)
            if len(found) == 2:
                return found[::-1]
        return []


def _genders_agree(party: Known, sketch: Sketch) -> bool:
    return not party.gender or not sketch.gender or party.gender == sketch.gender


def _agrees(party: Known, sketch: Sketch) -> bool:
    """Whether the party's kind, number and gender allow the pronoun or noun."""
    pronoun = sketch.pronoun
    if pronoun is None:
        return (party.kind is sketch.kind or sketch.kind is Kind.OTHER) and _genders_agree(party, sketch)
    if pronoun.gender in ("m", "f"):
        return party.kind is Kind.PERSON and party.gender in ("", pronoun.gender)
    if pronoun.gender == "n":
        return party.kind in THINGS and not party.many
    if pronoun.number == "many":
        return party.many or party.kind is Kind.PEOPLE or party.kind in GROUPS
    return True
