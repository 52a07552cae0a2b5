"""The chain that made an item of a record: head and probability, or rule and row, down to the words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sayso.model.items import Made
from sayso.model.text import plain
from sayso.record import Row
from sayso.show.why import explain
from sayso.show.wording import shortened

_LAYERS = (
    "entities", "claims", "ties", "figures", "times", "attributions", "mentions", "references", "signals", "problems",
)  # fmt: skip
_SINGULAR = {
    "entities": "party", "claims": "claim", "ties": "tie", "figures": "figure", "times": "time",
    "attributions": "who says what", "mentions": "name", "references": "words that stand for something",
    "signals": "the encoder's pass over the text", "problems": "problem",
}  # fmt: skip
_LONGEST = 60
_DEPTH = 5


class Why:
    """Explains the items of one record."""

    def __init__(self, record: Row) -> None:
        self._text: str = record["text"]
        self._items: dict[str, tuple[str, Row]] = {
            item["id"]: (_SINGULAR[layer], item) for layer in _LAYERS for item in record[layer]
        }

    def lines(self, id: str) -> tuple[str, ...]:
        """What made the item, and below, indented by two spaces a level, what it was made from; each item once."""
        found = self._items.get(id)
        return () if found is None else tuple(self._lines(found[1], 0, {id}))

    def _lines(self, item: Row, depth: int, seen: set[str]) -> Iterator[str]:
        pad = "  " * depth
        made = item["made"]
        yield from (pad + line for line in _explained(made["stage"], made["by"], made["score"]))
        for given in made["inputs"]:
            if given in seen or given not in self._items:
                continue
            seen.add(given)
            what, other = self._items[given]
            yield f"{pad}from: {what}{self._words(other)}"
            if depth < _DEPTH:
                yield from self._lines(other, depth + 1, seen)

    def _words(self, item: Row) -> str:
        if "name" in item:
            return f" “{_short(item['name'])}”"
        span = item.get("span") or item.get("trigger") or _first(item.get("cue")) or _first(item.get("content"))
        return f" “{_short(self._text[span[0] : span[1]])}”" if span else ""


@cache
def _explained(stage: str, by: str, score: float | None) -> tuple[str, ...]:
    return tuple(plain(line) for line in explain(Made(stage, by, (), score)))


def _first(spans: Any) -> Any:
    """A span, or the first of several."""
    return spans[0] if spans and isinstance(spans[0], list) else spans


def _short(words: str) -> str:
    return shortened(words[: 2 * _LONGEST], _LONGEST)
