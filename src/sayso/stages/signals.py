"""Signals: what the encoder sees in the text, in one pass and one round of questions."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model.items import Item, Sentence, Signals
from sayso.reading import Reading
from sayso.stage import Stage, Tools


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """One ``Signals`` item a report."""
    document = reading.document
    yield tools.encoder.read(document.id, document.text, [s.span for s in reading[Sentence]])


STAGE = Stage("signals", needs=(Sentence,), makes=(Signals,), run=run)
