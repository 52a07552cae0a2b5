"""The chain that made an item: head and probability, or rule and row, down to the words."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.errors import DataError
from sayso.lexicon import Lexicon, Row
from sayso.model.items import (
    Attribution,
    Claim,
    Entity,
    Figure,
    Item,
    Made,
    Mention,
    Problem,
    Sentence,
    Signals,
    Tie,
    TimeExpression,
)
from sayso.model.text import Span, hull, plain
from sayso.reading import Reading
from sayso.show import wording

_DEPTH = 12
"""Levels followed; a chain of stages has fewer."""
_LONGEST = 160


def why(reading: Reading, id: str) -> list[str] | None:
    """The lines that say what made the item with this id, each item's inputs indented under it.

    None where the reading has no item of that id.
    """
    items = {item.id: item for layer in reading.layers.values() for item in layer}
    return list(_lines(reading, items, items[id], 0, set())) if id in items else None


def _lines(reading: Reading, items: dict[str, Item], item: Item, depth: int, seen: set[str]) -> Iterator[str]:
    pad = "  " * depth
    yield f"{pad}{item.id}  {describe(reading, item)}"
    if item.id in seen:
        yield f"{pad}  (as above)"
        return
    seen.add(item.id)
    for line in explain(item.made):
        yield f"{pad}  {line}"
    for given in item.made.inputs:
        if given not in items:
            yield f"{pad}  from {given}"
        elif depth < _DEPTH:
            yield from _lines(reading, items, items[given], depth + 1, seen)


def explain(made: Made) -> Iterator[str]:
    """What made an item, in words: the stage, a head and how sure it was, or a rule and its row."""
    sort, _, name = made.by.partition(":")
    sure = "" if made.score is None else f", probability {made.score:.2f}"
    what = "the encoder's head" if sort == "head" else "the rule"
    yield f"made by the stage {made.stage}: {what} {name}{sure}"
    row = _row(name) if "#" in name else None
    if row is not None:
        yield "row: " + ", ".join(f"{column} = {cell}" for column, cell in row.values.items() if cell)


def _row(id: str) -> Row | None:
    """The row of a table that a rule names; None where the name is not that of a row."""
    try:
        return next((row for row in Lexicon().table(id.partition("#")[0]) if row.id == id), None)
    except DataError:
        return None


def describe(reading: Reading, item: Item) -> str:
    """What an item is and the words it stands on."""
    kind = type(item).__name__.lower()
    span = place(item)
    words = f' "{wording.shortened(reading.words(span), _LONGEST)}" at {span.start}-{span.end}' if span else ""
    return f"{kind}: {_content(reading, item)}{words}"


def place(item: Item) -> Span | None:
    """Where an item stands: the trigger of a claim, the cue of a tie, all parts of an attribution; None for nowhere."""
    match item:
        case Claim():
            return item.trigger
        case Tie():
            return item.cue
        case Attribution():
            spans = (*item.source, *item.cue, *item.content)
            return hull(spans) if spans else None
        case Problem():
            return item.where
        case Entity() | Signals():
            return None
        case _:
            return item.span


def _content(reading: Reading, item: Item) -> str:
    match item:
        case Claim():
            told = wording.told(reading, item.voices)
            facts = (wording.who(reading, item), wording.word("mood", item.mood), wording.day(item.time, reading))
            return "; ".join(s for s in (told, f"{wording.code(item)} ({wording.event(item)})", *facts) if s)
        case Tie():
            return "; ".join(s for s in (wording.told(reading, item.voices), wording.tie(reading, item)) if s)
        case Figure():
            return "; ".join(s for s in (wording.told(reading, item.voices), wording.figure(item)) if s)
        case Entity():
            return ", ".join(plain(s) for s in (item.name, item.kind, item.country, item.sector, item.what) if s)
        case Sentence():
            return f"number {item.number}"
        case Problem():
            return f"{plain(item.what)}; {plain(item.advice)}"
        case Signals():
            return "one pass of the encoder over the text"
        case Attribution():
            return "who is given as saying what"
        case Mention():
            return f"{item.label}, names {wording.name(reading, item.entity)}" if item.entity else item.label
        case TimeExpression():
            return f"{item.when.type} {item.when.value or 'not worked out'}"
