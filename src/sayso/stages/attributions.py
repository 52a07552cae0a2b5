"""Attributions: who is given as saying which words.

The encoder is asked about every cue ("said", "According to"): the words of its source and of its content. So each
content belongs to its own cue, and contents may lie inside each other ("Kyiv said Moscow had admitted ...").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.model.items import Answer, Attribution, Item, Made, Signals
from sayso.model.text import Span, stable_id
from sayso.reading import Reading
from sayso.stage import Stage, Tools

NEAR = 12
"""Code points between a cue and a source that the encoder did not link to it."""


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """One attribution a cue."""
    for signals in reading[Signals]:
        for answer in signals.answers["cues"]:
            yield from _attribution(reading, signals, answer)


def _attribution(reading: Reading, signals: Signals, answer: Answer) -> Iterator[Attribution]:
    cue = answer.about.span
    source = tuple(m.span for m in answer.roles.get("source", ())) or _beside(reading, signals, cue)
    content = tuple(m.span for m in answer.roles.get("content", ()))
    made = Made("attributions", "head:cues", (signals.id,), answer.about.score)
    yield Attribution(stable_id("a", reading.document.id, cue, source, content), source, (cue,), content, made)


def _beside(reading: Reading, signals: Signals, cue: Span) -> tuple[Span, ...]:
    """The nearest words in the cue's sentence that the first pass took for a source, at most ``NEAR`` away."""
    sentence = reading.sentence_of(cue)
    if sentence is None:
        return ()
    around = [m.span for m in signals.marks["sources"] if sentence.span.contains(m.span) and not m.span.overlaps(cue)]
    gaps = {span: max(span.start - cue.end, cue.start - span.end) for span in around}
    nearest = min(gaps, key=lambda span: gaps[span], default=None)
    return (nearest,) if nearest is not None and gaps[nearest] <= NEAR else ()


STAGE = Stage("attributions", needs=(Signals,), makes=(Attribution,), run=run)
