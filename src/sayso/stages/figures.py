"""Figures: numbers that are claimed, each with its unit, what it is of, its period and its voices.

The encoder marks the number words; value and unit are read from them by the rules of ``sayso.quantities``. A number
without a unit of its own ("and Rubio at 14") takes that of the figure before it in the sentence. Number words in
which no number is found make no figure.
"""

from __future__ import annotations

import re
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

_PERIOD_REACH = 60
_CLAUSE_END = re.compile(
    r"[,;:.!?()\n\"“”]|\s(?:who|that|which|were|was|are|is|have|has|had|will|would|to|by|from|since|over|during|after|and|but"
    r"|while|compared|according)\s"
)
_LINK = re.compile(r"\s*(?:of|in|for|worth of)\s+", re.IGNORECASE)
_LONGEST_OF = 90


def _run(reading: Reading, _tools: Tools) -> Iterator[Figure]:
    roles = Roles(reading)
    for signals in reading[Signals]:
        last: Figure | None = None
        for answer in signals.answers.get("figures", ()):
            figure = _figure(reading, roles, signals.id, answer, last)
            if figure is not None:
                yield figure
                last = figure


def _figure(reading: Reading, roles: Roles, signals: str, answer: Answer, last: Figure | None) -> Figure | None:
    text, span = reading.document.text, answer.about.span
    sentence = roles.sentence(span)
    inside = sentence.span
    read = quantity(span.of(text), text[inside.start : span.start], text[span.end : inside.end])
    if read.value is None:
        return None
    return Figure(
        id=stable_id("f", reading.document.id, span.start, span.end),
        sentence=sentence.number,
        span=span,
        value=read.value,
        unit=_unit(read, sentence, last),
        of=_of(text, answer, sentence.span),
        period=_period(reading, answer, sentence.span),
        voices=roles.voices.chain(answer),
        made=Made("figures", read.by, (signals,), answer.about.score),
    )


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


def _period(reading: Reading, answer: Answer, sentence: Span) -> str | None:
    """When the number held: the time the encoder points at, else the one that follows in the same clause."""
    times = reading[TimeExpression]
    given = _surest(answer.roles.get("period", ()))
    if given is not None:
        chosen = next((t for t in times if t.span.overlaps(given)), None)
    else:
        chosen = next((t for t in times if _follows(reading.document.text, answer.about.span, t.span, sentence)), None)
    if chosen is None:
        return None
    text, at = reading.document.text, chosen.span
    return value_for_claims(
        chosen.when, text[max(0, at.start - 20) : at.start], at.of(text), anchor_of(reading.document)
    )


def _follows(text: str, figure: Span, time: Span, sentence: Span) -> bool:
    between = text[figure.end : time.start] if figure.end <= time.start < sentence.end else None
    return between is not None and len(between) < _PERIOD_REACH and not re.search(r"[,;:.]\s|\d", between)


STAGE = Stage("figures", needs=(Sentence, Signals, TimeExpression, Entity, Attribution), makes=(Figure,), run=_run)
