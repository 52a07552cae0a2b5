"""Signals: what the encoder sees in the text, in one pass and one round of questions.

Where it takes a list of names for one party, the list is cut into its members.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.coordination import split_roles
from sayso.model.items import Item, Sentence, Signals
from sayso.reading import Reading
from sayso.stage import Stage, Tools

LISTS = ("actor", "recipient", "a", "b")
"""Roles that several parties may fill."""

PARTIES = frozenset({"Person", "Organization", "Location", "NORP", "Facility", "Misc"})
"""Names that can be parties; dates and sums of money cannot."""


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """One ``Signals`` item a report."""
    document = reading.document
    signals = tools.encoder.read(document.id, document.text, [s.span for s in reading[Sentence]])
    names = [m.span for m in signals.marks["names"] if m.label in PARTIES]
    answers = {
        head: tuple(split_roles(document.text, answer, names, LISTS) for answer in found)
        for head, found in signals.answers.items()
    }
    yield replace(signals, answers=answers)


STAGE = Stage("signals", needs=(Sentence,), makes=(Signals,), run=run)
