"""Attributions: who is given as saying which words.

The encoder is asked about every cue ("said", "According to"): the words of its source and of its content. So each
content belongs to its own cue, and contents may lie inside each other ("Kyiv said Moscow had admitted ...").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.model.items import Answer, Attribution, Item, Made, Signals
from sayso.model.text import stable_id
from sayso.reading import Reading
from sayso.stage import Stage, Tools


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """One attribution a cue."""
    for signals in reading[Signals]:
        for answer in signals.answers["cues"]:
            yield from _attribution(reading, answer)


def _attribution(reading: Reading, answer: Answer) -> Iterator[Attribution]:
    cue = answer.about.span
    source = tuple(m.span for m in answer.roles.get("source", ()))
    content = tuple(m.span for m in answer.roles.get("content", ()))
    made = Made("attributions", "head:cues", score=answer.about.score)
    yield Attribution(stable_id("a", reading.document.id, cue, source, content), source, (cue,), content, made)


STAGE = Stage("attributions", needs=(Signals,), makes=(Attribution,), run=run)
