"""Figures: numbers that are claimed, each with its unit, what it is of, its period and its voices.

The encoder marks the number words; value and unit are read from them by the rules of ``sayso.quantities``. A number
without a unit of its own ("and Rubio at 14") takes that of the figure before it in the sentence. Number words in
which no number is found make no figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from sayso.dates.claims import value_for_claims
from sayso.dates.dateline import anchor_of
from sayso.model.items import (
    Answer,
    Attribution,
    Entity,
    Figure,
    Made,
    Mark,
    Sentence,
    Signals,
    TimeExpression,
)
from sayso.model.text import Span, stable_id
from sayso.quantities import Quantity, quantity
from sayso.reading import Reading
from sayso.roles import Roles
from sayso.stage import Stage, Tools

_BEFORE = 40
_PERIOD_REACH = 60
_CLAUSE_END = re.compile(
    r"[,;:.!?()\n\"“”]|\s(?:who|that|which|were|was|are|is|have|has|had|will|would|to|by|from|since|over|during|after|and|but"
    r"|while|compared|according)\s"
)
_CLAUSE_BREAK = re.compile(r"[,;:.]\s|\d")
_LINK = re.compile(r"\s*(?:of|in|for|worth of)\s+", re.IGNORECASE)
_LONGEST_OF = 90


class _Periods:
    """The times of a reading, in text order, for finding the one that goes with a figure."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.document.text
        self._anchor = anchor_of(reading.document)
        self._times = sorted(reading[TimeExpression], key=lambda t: t.span)
        self._starts = [t.span.start for t in self._times]

    def of(self, answer: Answer, sentence: Span) -> str | None:
        """When the number held: the time the encoder points at, else the one that follows in the same clause."""
        given = _surest(answer.roles.get("period", ()))
        chosen = self._after(answer.about.span, sentence) if given is None else self._at(given)
        if chosen is None:
            return None
        at = chosen.span
        lead = self._text[max(0, at.start - 20) : at.start]
        return value_for_claims(chosen.when, lead, at.of(self._text), self._anchor)

    def _at(self, span: Span) -> TimeExpression | None:
        number = bisect_left(self._starts, span.end) - 1
        found = self._times[number] if number >= 0 else None
        return found if found is not None and found.span.overlaps(span) else None

    def _after(self, figure: Span, sentence: Span) -> TimeExpression | None:
        number = bisect_left(self._starts, figure.end)
        if number == len(self._times) or self._starts[number] >= min(sentence.end, figure.end + _PERIOD_REACH):
            return None
        between = self._text[figure.end : self._starts[number]]
        return None if _CLAUSE_BREAK.search(between) else self._times[number]


def _run(reading: Reading, tools: Tools) -> Iterator[Figure]:
    roles, periods = Roles(reading, tools.lexicon), _Periods(reading)
    for signals in reading[Signals]:
        last: Figure | None = None
        for answer in signals.answers.get("figures", ()):
            text, span = reading.document.text, answer.about.span
            sentence = roles.sentence(span)
            inside = sentence.span
            before = text[max(inside.start, span.start - _BEFORE) : span.start]
            after = text[span.end : min(inside.end, span.end + _LONGEST_OF)]
            read = quantity(span.of(text), before, after)
            if read.value is None:
                continue
            last = Figure(
                id=stable_id("f", reading.document.id, span.start, span.end),
                sentence=sentence.number,
                span=span,
                value=read.value,
                unit=_unit(read, sentence, last),
                of=_of(text, answer, inside),
                period=periods.of(answer, inside),
                voices=roles.voices.chain(answer),
                made=Made("figures", read.by, (signals.id,), answer.about.score),
            )
            yield last


def _unit(read: Quantity, sentence: Sentence, last: Figure | None) -> str | None:
    carried = last.unit if last is not None and last.sentence == sentence.number else None
    return read.unit or carried


def _surest(marks: tuple[Mark, ...]) -> Span | None:
    return max(marks, key=lambda mark: mark.score).span if marks else None


def _of(text: str, answer: Answer, sentence: Span) -> str | None:
    """What the number is of: the words the encoder points at, else those that follow, up to the end of the clause."""
    given = _surest(answer.roles.get("of", ()))
    if given is not None:
        return given.of(text).strip() or None
    start = answer.about.span.end
    link = _LINK.match(text, start, sentence.end)
    rest = text[link.end() if link else start : min(sentence.end, start + _LONGEST_OF)]
    end = _CLAUSE_END.search(rest)
    return " ".join(rest[: end.start()].split() if end else rest.split()[:-1]) or None


STAGE = Stage("figures", needs=(Sentence, Signals, TimeExpression, Entity, Attribution), makes=(Figure,), run=_run)
