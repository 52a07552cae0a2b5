"""Parties that a sentence leaves out because an earlier one has told them: "the protest", "was arrested again".

A report tells of the same event more than once, and later sentences name only what is new. Where no words fill a role,
the party comes from another claim of the same type in the same report, if what is known of the other role does not
speak against it. Given right claims, the ranks of ``_rank`` find the right actors in seven of ten cases in which they
find any. That what an event noun leaves out stands with an earlier mention of the event is what Gerber and Chai (2010,
"Beyond NomBank") found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.model.items import Claim, Party

Role = Literal["actors", "recipients"]

_FIRST_WORD = re.compile(r"\w+")
_STEM = 5
"""Letters of a trigger that make it the same word as another: "protest", "protesters", "protested"."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim as it stood before anything was filled in, with the stem of its trigger."""

    claim: Claim
    stem: str

    def parties(self, role: Role) -> tuple[Party, ...]:
        return self.claim.actors if role == "actors" else self.claim.recipients


def filled(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims, in the same order, with parties that are told elsewhere in the report; these have no span.

    ``text`` is the document's. The id of the claim that a party comes from is among the inputs of what made the claim.
    """
    order = sorted((_Told(claim, _stem(claim.trigger.of(text))) for claim in claims), key=lambda t: t.claim.trigger)
    new = {one.claim.id: _with_parties(one, order[:at][::-1], order[at + 1 :]) for at, one in enumerate(order)}
    return [new[claim.id] for claim in claims]


def _stem(trigger: str) -> str:
    word = _FIRST_WORD.search(trigger)
    return word[0].lower()[:_STEM] if word else ""


def _with_parties(one: _Told, before: Sequence[_Told], after: Sequence[_Told]) -> Claim:
    claim = one.claim
    actors, inputs = _parties(one, "actors", before, after)
    recipients, more = _parties(one, "recipients", before, after)
    made = replace(claim.made, inputs=tuple(dict.fromkeys((*claim.made.inputs, *inputs, *more))))
    return replace(claim, actors=actors, recipients=recipients, made=made)


def _parties(
    one: _Told, role: Role, before: Sequence[_Told], after: Sequence[_Told]
) -> tuple[tuple[Party, ...], tuple[str, ...]]:
    """The parties in a role, and the id of the claim that they come from where that is another one."""
    own = one.parties(role)
    if own:
        return own, ()
    others = [(t, True) for t in before] + [(t, False) for t in after]
    ranked = [(rank, t) for t, earlier in others if (rank := _rank(one, t, role, earlier=earlier)) is not None]
    if not ranked:
        return (), ()
    source = min(ranked, key=lambda found: found[0])[1]
    # nobody does to himself what he does to others
    taken = {party.entity for party in one.parties(_other(role))}
    parties = tuple(Party(p.entity, None) for p in source.parties(role) if p.entity not in taken)
    return parties, (source.claim.id,) if parties else ()


def _other(role: Role) -> Role:
    return "recipients" if role == "actors" else "actors"


def _rank(one: _Told, told: _Told, role: Role, *, earlier: bool) -> int | None:
    """How good a source another claim is for a role, best 0; None for none. Among equals the nearest one counts."""
    if told.claim.type != one.claim.type or not told.parties(role):
        return None
    mine, theirs = ({p.entity for p in t.parties(_other(role))} for t in (one, told))
    shared, same_word = bool(mine & theirs), told.stem == one.stem
    compatible = shared or not mine or not theirs
    if earlier and same_word and compatible:
        return 0
    # of who suffers it a shared actor says little: one may act against many
    if earlier and shared and role == "actors":
        return 1
    if earlier and compatible and told.claim.sentence >= one.claim.sentence - 1:
        return 2
    # a headline leaves out what the report then tells
    if same_word and compatible:
        return 3
    return None
