"""The claims of a reading, grouped by who says them: the paper first, then each voice, and under it those it cites."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.items import Claim
from sayso.reading import Reading
from sayso.show.wording import speaker

Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What one chain of speakers says. ``speakers`` are their names, outermost first; empty = the paper itself."""

    speakers: Chain
    claims: tuple[Claim, ...]

    @property
    def heading(self) -> str:
        """Who says it: ``The paper``, ``Ukraine``, or ``Russia, says Ukraine`` for a voice within a voice."""
        if not self.speakers:
            return "The paper"
        *outer, inner = self.speakers
        return inner + "".join(f", says {name}" for name in reversed(outer))


def by_voice(reading: Reading) -> list[Group]:
    """One group for each chain of speakers, in the order in which they first speak, each before those it cites.

    A chain that says nothing itself, but cites others, has a group without claims, so that nesting can be shown.
    """
    said: dict[Chain, list[Claim]] = {}
    for claim in sorted(reading.claims, key=lambda c: (c.sentence, c.trigger)):
        said.setdefault(tuple(speaker(reading, v) for v in claim.voices), []).append(claim)
    first = {}
    for chain, claims in said.items():
        for depth in range(len(chain) + 1):
            at = (claims[0].sentence, claims[0].trigger)
            first[chain[:depth]] = min(at, first.get(chain[:depth], at))
    chains = sorted(first, key=lambda c: [first[c[: n + 1]] + (c[n],) for n in range(len(c))])
    return [Group(c, tuple(said.get(c, ()))) for c in chains if c or c in said]
