"""When an item of a reading and an item of the gold are the same. Spans are ``[start, end)`` in code points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sayso.evaluation.records import Record

Item = dict[str, Any]
Pairs = list[tuple[Item, Item]]
Words = Sequence[int] | None

_ARTICLE = re.compile(r"^(the|a|an) ")
_NO_WORD = re.compile(r"\W+")


def overlap(one: Words, other: Words) -> bool:
    """True where both spans are there and share a code point."""
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def around(spans: Sequence[Sequence[int]]) -> Words:
    """The smallest span that covers all; None for none."""
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


def pair(
    gold: Sequence[Item],
    found: Sequence[Item],
    same: Callable[[Item, Item], bool],
    agreement: Callable[[Item, Item], int] = lambda _gold, _found: 0,
) -> Pairs:
    """Pairs gold items with found ones, one to one: those that agree more go first, then text order decides."""
    fitting = [at for at in product(range(len(gold)), range(len(found))) if same(gold[at[0]], found[at[1]])]
    fitting.sort(key=lambda at: -agreement(gold[at[0]], found[at[1]]))  # keeps text order among equals
    partner: dict[int, int] = {}
    for left, right in fitting:
        if left not in partner and right not in partner.values():
            partner[left] = right
    return [(gold[left], found[right]) for left, right in partner.items()]


@dataclass(frozen=True, slots=True)
class Side:
    """One reading of a report, gold or found, with a comparable name for each of its entities."""

    record: Record
    names: dict[str, str]

    @classmethod
    def of(cls, record: Record) -> Side:
        """A record with its entities named: a state by its country code, anything else by its name."""
        names: dict[str, str] = {}
        for entity in record.get("entities", ()):
            names.setdefault(entity["id"], _comparable(entity))
        return cls(record, names)

    def layer(self, name: str) -> list[Item]:
        """The items of a layer; none where the record lacks it."""
        return list(self.record.get(name) or ())

    def name(self, entity: str) -> str:
        """The comparable name of an entity id; the id itself where the record does not list it."""
        return self.names.get(entity, entity)

    def speakers(self, voice: Item) -> frozenset[str]:
        """The comparable names of those who speak in one voice; empty for a voice nobody names."""
        return frozenset(map(self.name, voice["entities"]))


def _comparable(entity: Item) -> str:
    if entity["kind"] == "state" and entity.get("country"):
        return str(entity["country"])
    return _NO_WORD.sub(" ", _ARTICLE.sub("", entity["name"].lower())).strip()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gold and found readings of the same report."""

    gold: Side
    found: Side

    def same_party(self, g: Item, f: Item) -> bool:
        """The same party: shared code points of both spans or, for want of a span, the same entity."""
        if g.get("span") and f.get("span"):
            return overlap(g["span"], f["span"])
        return self.gold.name(g["entity"]) == self.found.name(f["entity"])

    def parties(self, gold: Iterable[Item], found: Iterable[Item]) -> int:
        """How many gold parties are among the found ones; each found one serves once."""
        left = list(found)
        hits = 0
        for g in gold:
            match = next((i for i, f in enumerate(left) if self.same_party(g, f)), None)
            if match is not None:
                del left[match]
                hits += 1
        return hits

    def all_parties(self, gold: Sequence[Item], found: Sequence[Item]) -> bool:
        """True where each party of one side is one of the other."""
        return len(gold) == len(found) == self.parties(gold, found)

    def same_voices(self, gold: Sequence[Item], found: Sequence[Item]) -> bool:
        """True for chains of one length that share a speaker, or leave it unnamed, at each level."""
        return len(gold) == len(found) and all(
            _share_speaker(self.gold.speakers(g), self.found.speakers(f)) for g, f in zip(gold, found, strict=True)
        )


def _share_speaker(gold: frozenset[str], found: frozenset[str]) -> bool:
    """Two names are one speaker's where one holds the other ("cohen", "eli cohen")."""
    if not gold and not found:
        return True
    return any(g == f or bool(g and f and (g in f or f in g)) for g in gold for f in found)
