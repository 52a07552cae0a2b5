"""Times: what each time expression means, counted from the report's date.

The encoder marks the expressions; dates that are sure by their form are added where it saw none. Their values are
worked out by the rules of ``sayso.dates``, in text order, since many are counted from the date spoken of before.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.dates.dateline import anchor_of
from sayso.dates.find import find, repair
from sayso.dates.narrative import read_all
from sayso.model.items import Made, Mark, Sentence, Signals, TimeExpression
from sayso.model.text import Span, stable_id
from sayso.reading import Reading
from sayso.stage import Stage, Tools


def _run(reading: Reading, _tools: Tools) -> Iterator[TimeExpression]:
    document = reading.document
    signals = reading[Signals]
    marks = [mark for signal in signals for mark in signal.marks.get("times", ())]
    inputs = tuple(signal.id for signal in signals)
    expressions = list(_expressions(document.text, marks))
    sentences = [sentence.span for sentence in reading[Sentence]]
    kinds = [(span, mark.label if mark else None) for span, mark in expressions]
    meanings = read_all(document.text, sentences, kinds, anchor_of(document))
    for (span, mark), (when, by) in zip(expressions, meanings, strict=True):
        made = Made("times", by, inputs if mark else (), mark.score if mark else None)
        yield TimeExpression(stable_id("t", document.id, span.start, span.end), span, when, made)


def _expressions(text: str, marks: list[Mark]) -> Iterator[tuple[Span, Mark | None]]:
    """The marked spans with their edges put right and those found by form, in order, none overlapping another."""
    marked = [(repair(text, mark.span), mark) for mark in marks]
    taken = bytearray(len(text))
    for span, _ in marked:
        taken[span.start : span.end] = b"\1" * len(span)
    found = [(span, None) for span in find(text) if not any(taken[span.start : span.end])]
    end = 0
    for span, mark in sorted([*marked, *found], key=lambda pair: (pair[0].start, -pair[0].end)):
        if span.start >= end and span:
            yield span, mark
            end = span.end


STAGE = Stage("times", (Sentence, Signals), (TimeExpression,), _run)
