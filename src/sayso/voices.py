"""On whose say-so: the chain of voices over an event, a tie or a figure.

The encoder tells the shape of the chain and points at its cues; each cue's attribution tells the source, and the
entities tell who that is. A cue in an earlier sentence carries over: its voice has no cue in this one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from sayso.model.codes import Stance
from sayso.model.items import Answer, Attribution, Mark, Signals, Voice
from sayso.model.text import Span, SpansApart
from sayso.parties import PartyIndex
from sayso.reading import Reading

_WORD = re.compile(r"\w+")
_ADDED = {"none": 0, "cue": 1, "carry": 1, "cue+cue": 2, "carry+cue": 2}


class Voices:
    """Finds chains of voices in one reading; made once a stage, since it indexes cues and parties.

    ``papers`` are words in small letters for papers through which somebody speaks ("statement").
    """

    def __init__(self, reading: Reading, papers: Set[str], parties: PartyIndex | None = None) -> None:
        self._reading = reading
        self._papers = papers
        self._parties = parties or PartyIndex(reading)
        self._attributions = sorted(reading[Attribution], key=lambda a: a.cue[0] if a.cue else a.content[0])
        self._by_cue = {a.cue[0]: a for a in self._attributions if a.cue}
        self._cues = SpansApart(self._by_cue)
        self._by_trigger = {a.about.span: a for signals in reading[Signals] for a in signals.answers["events"]}
        self._triggers = SpansApart(self._by_trigger)

    def chain(self, answer: Answer) -> tuple[Voice, ...]:
        """The voices over what an answer is about, outermost first; empty = the paper says so itself."""
        shape = _best(answer.classes["voices"])
        return tuple(
            voice
            for number in range(1, _ADDED[shape] + 1)
            if (voice := self._voice(answer, number, carried=number == 1 and shape.startswith("carry"))) is not None
        )

    def _voice(self, answer: Answer, number: int, carried: bool) -> Voice | None:
        stance = Stance(_best(answer.classes[f"stance{number}"]))
        here = answer.about.span
        cue = self._cue(answer.roles.get(f"cue{number}", ()), here, number, carried)
        if cue is None:
            return None
        return Voice(self.speakers(cue), None if not self._in_same_sentence(cue, here) else cue, stance)

    def _cue(self, marks: tuple[Mark, ...], here: Span, number: int, carried: bool) -> Span | None:
        if marks:
            return max(marks, key=lambda m: m.score).span
        around = [a for a in self._attributions if a.cue and any(c.contains(here) for c in a.content)]
        if around:
            return around[0].cue[0] if number == 1 else around[-1].cue[0]
        if carried:
            before = [a.cue[0] for a in self._attributions if a.cue and a.cue[0].end <= here.start]
            return before[-1] if before else None
        return None

    def speakers(self, cue: Span) -> tuple[str, ...]:
        """The entities whom a cue gives the floor to: its attribution's source, or who acts, where it is an event."""
        for i in self._cues.touching(cue):
            source = self._by_cue[self._cues.spans[i]].source
            found = self._issuer(source, cue) or [e for span in source for e in self._parties.at(span)]
            if found:
                return tuple(dict.fromkeys(found))
        for i in self._triggers.touching(cue):
            actors = self._by_trigger[self._triggers.spans[i]].roles.get("actor", ())
            return tuple(dict.fromkeys(e for mark in actors for e in self._parties.at(mark.span)))
        return ()

    def _issuer(self, source: tuple[Span, ...], cue: Span) -> list[str]:
        """Whose paper it is where a paper speaks ("the ministry's statement", "the letter"); empty where it is none.

        That is who is named before it in the same words, or else who spoke last.
        """
        paper = self._last_word(source[0]) if len(source) == 1 else None
        if paper is None or not self._is_paper(paper):
            return []
        return list(self._parties.inside(Span(source[0].start, paper.start))) or self._last_speakers(cue)

    def _last_speakers(self, cue: Span) -> list[str]:
        """Who spoke last before a cue, papers not counted; nobody where all that spoke so far were papers."""
        for attribution in reversed([a for a in self._attributions if a.cue and a.cue[0].end <= cue.start]):
            for span in attribution.source:
                found, last = self._parties.at(span), self._last_word(span)
                if found and last is not None and not self._is_paper(last):
                    return list(found)
        return []

    def _last_word(self, span: Span) -> Span | None:
        words = [Span(*m.span()) for m in _WORD.finditer(self._reading.document.text, span.start, span.end)]
        return words[-1] if words else None

    def _is_paper(self, word: Span) -> bool:
        return word.of(self._reading.document.text).lower() in self._papers

    def _in_same_sentence(self, cue: Span, here: Span) -> bool:
        one, other = self._reading.sentence_of(cue), self._reading.sentence_of(here)
        return one is not None and other is not None and one.number == other.number


def _best(chances: Mapping[str, float]) -> str:
    return max(chances, key=lambda label: chances[label])
