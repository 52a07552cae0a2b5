"""Cards grouped by who says them, as nested quotes: the paper first, then each voice, and within it those it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.web.cards import Card
from sayso.web.words import Told

COLOURS = 8
"""Colours of voices that the style sheet has; further voices begin anew."""


@dataclass(slots=True)
class Group:
    """What one voice says, and within it the voices that it cites. The paper itself has no ``voice``.

    ``colour`` is 0 for the paper, else 1 to COLOURS; the same speakers have the same everywhere.
    """

    voice: Told | None
    colour: int
    number: int
    cards: list[Card] = field(default_factory=list)
    inner: list[Group] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Claims in it, with those of the voices that it cites."""
        return len(self.cards) + sum(group.size for group in self.inner)


@dataclass(slots=True)
class Colours:
    """Gives each speaker a colour, in the order in which they first speak."""

    of: dict[str, int] = field(default_factory=dict)

    def __call__(self, names: str) -> int:
        """The colour of these speakers, from 1 on."""
        return self.of.setdefault(names, len(self.of) % COLOURS + 1)


def by_voice(cards: Iterable[Card], colours: Colours) -> list[Group]:
    """The groups of the outermost voices, in the order in which they first speak; the paper first."""
    paper = Group(None, 0, 0)
    found: dict[tuple[str, ...], Group] = {(): paper}
    for card in cards:
        chain: tuple[str, ...] = ()
        for voice in card.voices:
            outer, chain = found[chain], (*chain, voice.names)
            if chain not in found:
                found[chain] = Group(voice, colours(voice.names), len(found))
                outer.inner.append(found[chain])
        found[chain].cards.append(card)
    outermost, paper.inner = paper.inner, []
    return ([paper] if paper.cards else []) + outermost


def everybody(groups: Iterable[Group]) -> Iterator[Group]:
    """All groups, each before those within it."""
    for group in groups:
        yield group
        yield from everybody(group.inner)
