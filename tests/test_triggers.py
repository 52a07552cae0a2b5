"""What can be a trigger, read with the real encoder: not a name, not a small word, and each event once."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.model.items import Signals


def _triggers(text: str) -> list[str]:
    reading = sayso.read(text, published="2024-05-05")
    return [reading.words(claim.trigger) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Rebels attacked the town on Monday, the army said.", "attacked"),
        ("NATO will deploy 4,000 troops to Estonia next month, its spokesman said.", "deploy"),
    ],
)
def test_the_verb_is_the_trigger(text: str, trigger: str) -> None:
    assert _triggers(text) == [trigger]


def test_words_of_one_event_are_one_trigger() -> None:
    triggers = _triggers("China and the Philippines held peace talks in Manila on Friday.")
    assert "peace talks" in triggers
    assert "China" not in triggers


def test_no_name_is_a_trigger(example: Path) -> None:
    reading = sayso.read(example.read_text(encoding="utf-8"))
    (signals,) = reading[Signals]
    names = [m.span for m in signals.marks["names"] if m.label in ("Person", "Location", "NORP")]
    assert names
    assert not [claim for claim in reading.claims if any(name.contains(claim.trigger) for name in names)]
