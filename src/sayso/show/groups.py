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
        """Who says it: ``The paper``, ``Ukraine``, or ``Russia, as told by Ukraine`` for a voice within a voice."""
        if not self.speakers:
            return "The paper"
        *outer, inner = self.speakers
        return inner + "".join(f", as told by {name}" for name in reversed(outer))


def by_voice(reading: Reading) -> list[Group]:
    """One group for each chain of speakers, in the order in which they first speak, each before those it cites.

    A chain that says nothing itself, but cites others, has a group without claims, so that nesting can be shown.
    """
    said: dict[Chain, list[Claim]] = {}
    first: dict[Chain, int] = {}
    for number, claim in enumerate(sorted(reading.claims, key=lambda c: (c.sentence, c.trigger))):
        chain = tuple(speaker(reading, v) for v in claim.voices)
        said.setdefault(chain, []).append(claim)
        for depth in range(len(chain) + 1):
            first.setdefault(chain[:depth], number)
    chains = sorted(first, key=lambda chain: [(first[chain[: n + 1]], chain[n]) for n in range(len(chain))])
    return [Group(chain, tuple(said.get(chain, ()))) for chain in chains if chain or chain in said]
