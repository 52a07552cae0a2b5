"""Parties that a sentence leaves out: "the protest", "was arrested again", "the charges against her".

Of the claims of news reports one in six leaves out who acts or who suffers it, since the report has told so, or
since it goes without saying. Where no words fill a role, every entity of the report is a candidate, and so is nobody.
Signs speak for or against each: what it does in other claims of the report, where it was last named, what sort of
thing it is. What a sign weighs was learned from annotated reports (``training.left_out``: a log-linear model over the
candidates, Berger et al. 1996) and stands in ``data/left_out.csv``. That what an event noun leaves out stands with an
earlier mention of the event is what Gerber and Chai (2010, "Beyond NomBank") found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Literal

from sayso.lexicon import Lexicon
from sayso.model.codes import Kind
from sayso.model.items import Claim, Entity, Mention, Party
from sayso.reading import Reading

Role = Literal["actors", "recipients"]
ROLES: tuple[Role, ...] = ("actors", "recipients")
Candidate = tuple[str, ...]
"""Ids of entities that fill a role together; empty for nobody."""

TABLE = "left_out.csv"

_WORD = re.compile(r"\w+")
_STEM = 5
"""Letters of a trigger that make it the same word as another: "protest", "protesters", "protested"."""

_TELLING = frozenset({
    "police", "court", "prosecutor", "prosecutors", "prosecution", "authorities", "government", "army", "military",
    "parliament", "assembly", "ministry", "protesters", "people", "judge", "council", "minister", "president",
})  # fmt: skip
"""Words of names that say what one does to others."""

_LAW = frozenset({"arrest", "charge", "court", "trial", "jail", "prison", "detain", "sentenc", "convict", "investig"})
"""Beginnings of triggers of the law, where it goes without saying who acts."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim as it stood before anything was filled in; the stem of its trigger, and whether that is of the law."""

    claim: Claim
    stem: str
    lawful: bool
    actors: frozenset[str]
    recipients: frozenset[str]

    def parties(self, role: Role) -> frozenset[str]:
        return self.actors if role == "actors" else self.recipients


class Scene:
    """One report's claims and entities, ready for asking who may fill a role."""

    def __init__(self, claims: Sequence[Claim], reading: Reading) -> None:
        text = reading.document.text
        self.told = [_told(c, text) for c in sorted(claims, key=lambda c: c.trigger)]
        self.entities: dict[str, Entity] = {e.id: e for e in reading[Entity]}
        starts = [s.span.start for s in reading.sentences]
        self._named: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for mention in reading[Mention]:
            if mention.entity in self.entities:
                at = mention.span.start
                self._named[mention.entity].append((bisect_right(starts, at), at))

    @cached_property
    def _by_count(self) -> dict[str, int]:
        """The rank of an entity by how often it is named, from 0."""
        order = sorted(self.entities, key=lambda e: -len(self._named[e]))
        return {e: rank for rank, e in enumerate(order)}

    @cached_property
    def _home(self) -> str | None:
        """The country that the report names most, itself, its organs and its people together."""
        counts: Counter[str] = Counter()
        for id, entity in self.entities.items():
            if entity.country:
                counts[entity.country] += len(self._named[id])
        return counts.most_common(1)[0][0] if counts else None

    def candidates(self, one: _Told, role: Role) -> list[Candidate]:
        """Nobody first, then every entity that is not on the other side, then those who act together elsewhere."""
        # nobody does to himself what he does to others
        other = one.parties(_other(role))
        single = [(e,) for e in self.entities if e not in other]
        groups = dict.fromkeys(
            tuple(sorted(t.parties(role))) for t in self.told
            if len(t.parties(role)) > 1 and t.claim.type == one.claim.type and not t.parties(role) & other
        )  # fmt: skip
        return [(), *single, *groups]

    def signs(self, one: _Told, role: Role, candidate: Candidate) -> list[str]:
        """What speaks for or against a candidate, by name."""
        found = self._of_nobody(one, role) if not candidate else self._of(one, role, candidate)
        return [f"{role} {sign}" for sign in found]

    def _of_nobody(self, one: _Told, role: Role) -> Iterator[str]:
        claim = one.claim
        yield "nobody"
        yield f"nobody {claim.type}"
        if claim.mode:
            yield f"nobody {claim.type} {claim.mode}"
        yield f"nobody {claim.mood}"
        yield f"nobody beside {min(len(one.parties(_other(role))), 2)}"
        if one.lawful:
            yield "nobody law"
        if not any(t.parties(role) for t in self.told if t.claim.type == claim.type):
            yield "nobody untold"

    def _of(self, one: _Told, role: Role, candidate: Candidate) -> Iterator[str]:
        claim, first = one.claim, candidate[0]
        entity = self.entities[first]
        yield f"kind {entity.kind}"
        yield f"kind {entity.kind} {claim.type}"
        if one.lawful:
            yield f"kind {entity.kind} law"
        if len(candidate) > 1:
            yield "several"
            yield f"several {claim.type}"
        for word in sorted(_TELLING.intersection(_WORD.findall(entity.name.lower()))):
            yield f"word {word}"
            yield f"word {word} {claim.type}"
            if one.lawful:
                yield f"word {word} law"
        if entity.country is not None and entity.country == self._home:
            yield f"home {entity.kind}"
            if entity.kind == Kind.STATE:
                yield f"home state {claim.type}"
                if one.lawful:
                    yield "home state law"
        if claim.place is not None and claim.place.entity == first:
            yield "place"
        for number, voice in enumerate(claim.voices):
            if first in voice.entities:
                yield "speaker" if number == len(claim.voices) - 1 else "outer speaker"
                yield f"speaker {claim.type}"
        yield from self._named_where(claim, first)
        yield from self._elsewhere(one, role, candidate)

    def _named_where(self, claim: Claim, entity: str) -> Iterator[str]:
        places = self._named[entity]
        rank = self._by_count[entity]
        yield "most named" if rank == 0 else "much named" if rank < 3 else "named" if rank < 8 else "hardly named"
        if not places:
            yield "never named"
            return
        before = [s for s, at in places if at < claim.trigger.start]
        if any(s == claim.sentence for s in before):
            yield "here before"
        elif any(s == claim.sentence for s, _ in places):
            yield "here behind"
        elif before:
            apart = claim.sentence - max(before)
            yield "1 back" if apart == 1 else "2 back" if apart == 2 else "4 back" if apart <= 4 else "far back"
        else:
            yield "only later"
        if places[0][0] <= 2:
            yield "at the top"

    def _elsewhere(self, one: _Told, role: Role, candidate: Candidate) -> Iterator[str]:
        """What the candidate does in other claims, each sign once."""
        mine = frozenset(candidate)
        signs: dict[str, None] = {}
        for told in self.told:
            if told is not one:
                if mine <= told.parties(role):
                    signs |= dict.fromkeys(_does(one, told, role, mine))
                if mine & told.parties(_other(role)):
                    signs[f"suffers {_when(one, told)}"] = None
                    if told.claim.type == one.claim.type:
                        signs["suffers the same"] = None
        if mine == self._last[one.claim.id, role]:
            signs["last who did the same"] = None
        yield from signs

    @cached_property
    def _last(self) -> dict[tuple[str, Role], frozenset[str]]:
        """By claim and role: who has the role in the last claim of the same type before it that tells."""
        found: dict[tuple[str, Role], frozenset[str]] = {}
        so_far: dict[tuple[str, Role], frozenset[str]] = defaultdict(frozenset)
        for told in self.told:
            for role in ROLES:
                found[told.claim.id, role] = so_far[told.claim.type, role]
                so_far[told.claim.type, role] = told.parties(role) or so_far[told.claim.type, role]
        return found

    def source(self, one: _Told, role: Role, candidate: Candidate) -> str | None:
        """The id of the claim that tells most of a candidate: the nearest of the same type, or else of any."""
        known = [t for t in self.told if t is not one and set(candidate) <= t.parties(role)]
        if not known:
            return None
        best = min(known, key=lambda t: (t.claim.type != one.claim.type, abs(t.claim.sentence - one.claim.sentence)))
        return best.claim.id


def _when(one: _Told, told: _Told) -> str:
    """Where another claim stands, seen from one."""
    near = one.claim.sentence - told.claim.sentence
    if near in (0, 1):
        return "just before" if near else "here"
    return "before" if told.claim.trigger < one.claim.trigger else "later"


def _does(one: _Told, told: _Told, role: Role, mine: frozenset[str]) -> Iterator[str]:
    """The signs of one other claim in which the candidate has the role."""
    theirs, ours = told.parties(_other(role)), one.parties(_other(role))
    shared = bool(theirs & ours)
    when = _when(one, told)
    side = "before" if told.claim.trigger < one.claim.trigger else "later"
    yield "does so in any"
    yield f"does {when}"
    if told.claim.type != one.claim.type:
        if shared:
            yield "does something to the same"
        return
    yield f"does the same {when}"
    if mine == told.parties(role):
        yield "just these"
    if shared:
        yield f"does the same to the same, {side}"
    elif theirs and ours:
        yield "does the same to others"
    if told.stem == one.stem:
        yield f"same word {side}"
        if shared or not ours or not theirs:
            yield f"same word, fits, {side}"


def filled(claims: Sequence[Claim], reading: Reading) -> list[Claim]:
    """The claims, in the same order, with parties that their sentences leave out; these have no span.

    The id of a claim that tells of such a party is among the inputs of what made the claim.
    Raises DataError where the table of weights is missing or broken.
    """
    scene, weights = Scene(claims, reading), _weights()
    new: dict[str, Claim] = {}
    for one in scene.told:
        claim, inputs = one.claim, list(one.claim.made.inputs)
        parties: dict[Role, tuple[Party, ...]] = {"actors": claim.actors, "recipients": claim.recipients}
        for role in ROLES:
            best = () if parties[role] else _best(scene, one, role, weights)
            parties[role] = parties[role] or tuple(Party(entity, None) for entity in best)
            source = scene.source(one, role, best) if best else None
            inputs += [source] if source else []
        made = replace(claim.made, inputs=tuple(dict.fromkeys(inputs)))
        new[claim.id] = replace(claim, actors=parties["actors"], recipients=parties["recipients"], made=made)
    return [new[claim.id] for claim in claims]


def _best(scene: Scene, one: _Told, role: Role, weights: Mapping[str, float]) -> Candidate:
    return max(
        scene.candidates(one, role), key=lambda c: sum(weights.get(sign, 0.0) for sign in scene.signs(one, role, c))
    )


@cache
def _weights() -> Mapping[str, float]:
    return {row["sign"]: float(row["weight"]) for row in Lexicon().table(TABLE)}


def _entities(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.entity for p in parties)


def _other(role: Role) -> Role:
    return "recipients" if role == "actors" else "actors"


def _told(claim: Claim, text: str) -> _Told:
    word = _WORD.search(claim.trigger.of(text))
    stem = word[0].lower()[:_STEM] if word else ""
    lawful = any(stem.startswith(word[:_STEM]) for word in _LAW)
    return _Told(claim, stem, lawful, _entities(claim.actors), _entities(claim.recipients))
