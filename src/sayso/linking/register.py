"""The parties of one report as they become known, and where each was spoken of last.

Kept so that a long report costs no more per mention than a short one: parties are found by what was said of them
(``called``), not by asking each, and what is told twice of a party is kept once (``wordings``, ``titles``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sayso.linking.phrases import plain
from sayso.linking.roles import Role
from sayso.linking.sketches import Sketch
from sayso.model.codes import Kind
from sayso.model.text import Span

FARTHEST = 500
"""Mentions that a search by recency goes back, some 2,500 words: what stands for a party is told nearer to it."""
LONGEST = 400
"""Code points; longer mentions are not looked for around a span."""
NEAR = 60
"""Code points after a span within which a mention that begins before it must end to count as spoken of there."""

Clue = Literal["name", "token", "title", "initials", "acronym", "gist"]
"""What parties are looked up by: plain name, word of a person's name, last word of a title; see ``bodies`` for more."""


@dataclass(slots=True, eq=False)
class Known:
    """A party in the making: what its mentions have said of it so far. Internal to the linking of one report.

    ``wordings`` are its sketches without those that say the same as an earlier one; ``titles`` are noun, modifiers and
    "is a former one" of its roles; ``places`` are start and end of its mentions, in text order.
    """

    number: int
    kind: Kind
    by: str
    key: str | None = None
    country: str | None = None
    sector: str | None = None
    gender: str = ""
    many: bool = False
    proper: bool = False  # some mention names it
    sketches: list[Sketch] = field(default_factory=list)
    wordings: list[Sketch] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    titles: set[tuple[str, frozenset[str], bool]] = field(default_factory=set)
    places: list[tuple[int, int]] = field(default_factory=list)
    tokens: tuple[str, ...] = ()
    noun: str = ""
    _said: set[object] = field(default_factory=set)
    _sectors: Counter[str] = field(default_factory=Counter)

    @property
    def told_sector(self) -> str | None:
        """The sector that its roles tell most often, else that of its words."""
        return self._sectors.most_common(1)[0][0] if self._sectors else self.sector

    def say(self, sketch: Sketch) -> bool:
        """Takes in a mention; True where it says what none before has said."""
        self.sketches.append(sketch)
        self.proper = self.proper or sketch.proper
        insort(self.places, (sketch.span.start, sketch.span.end))
        said = (sketch.name, sketch.noun, sketch.modifiers, sketch.signature, sketch.proper, sketch.pronoun is None)
        if said in self._said:
            return False
        self._said.add(said)
        self.wordings.append(sketch)
        return True

    def hold(self, role: Role) -> None:
        """Takes in a role."""
        self.roles.append(role)
        self.titles.add((role.noun.noun, role.modifiers, role.sector == "ELI"))
        if role.sector:
            self._sectors[role.sector] += 1

    def place_before(self, position: int, start: int | None = None) -> tuple[int, int] | None:
        """The last of its mentions that ends by the position and begins before it, or at ``start`` at the latest."""
        places = self.places
        at = bisect_left(places, (position, 0)) if start is None else bisect_right(places, (start, position))
        while at:
            at -= 1
            if places[at][1] <= position:
                return places[at]
        return None


class Register:
    """All parties of the report, by key and in the order of their mentions in the text."""

    def __init__(self) -> None:
        self.known: list[Known] = []
        self.by_key: dict[str, Known] = {}
        self.by_span: dict[tuple[int, int], list[Known]] = {}
        self.by_noun: dict[Kind, dict[str, dict[int, Known]]] = {}
        self._called: dict[tuple[Clue, object], dict[int, Known]] = {}
        self._timeline: list[tuple[int, int, int]] = []  # start, end, number

    def new(self, sketch: Sketch) -> Known:
        """A party that nobody spoke of before, with the sketch as its first mention."""
        party = Known(
            len(self.known), sketch.kind, sketch.by, sketch.key, sketch.country, sketch.sector, sketch.gender,
            sketch.many, noun=sketch.noun,
        )  # fmt: skip
        self.known.append(party)
        if sketch.key:
            self.by_key[sketch.key] = party
        self.add(party, sketch)
        return party

    def add(self, party: Known, sketch: Sketch) -> bool:
        """One more mention of a party; what it tells fills what was open. True where its wording is new."""
        party.gender = party.gender or sketch.gender
        if sketch.pronoun is None and sketch.kind is party.kind:
            party.country = party.country or sketch.country
            party.sector = party.sector or sketch.sector
        start, end = sketch.span.start, sketch.span.end
        insort(self._timeline, (start, end, party.number))
        self.by_span.setdefault((start, end), []).append(party)
        if not party.say(sketch):
            return False
        self.note("name", plain(sketch.name), party)
        if sketch.noun:
            self.by_noun.setdefault(party.kind, {}).setdefault(sketch.noun, {})[party.number] = party
            if party.kind is Kind.PERSON and not sketch.proper:
                self.note("title", sketch.noun.rpartition(" ")[2], party)
        return True

    def hold(self, party: Known, role: Role) -> None:
        """One more role of a person."""
        party.hold(role)
        self.note("title", role.noun.noun.rpartition(" ")[2], party)

    def note(self, clue: Clue, what: object, party: Known) -> None:
        """Lets the party be found by the clue."""
        self._called.setdefault((clue, what), {})[party.number] = party

    def called(self, clue: Clue, what: object) -> Iterable[Known]:
        """The parties that were noted under the clue."""
        return self._called.get((clue, what), {}).values()

    def before(self, position: int) -> Iterator[tuple[int, Known]]:
        """Start and party of each mention that ends by the position, the nearest first; ``FARTHEST`` at most."""
        last = bisect_left(self._timeline, (position, 0, 0))
        for at in range(last - 1, max(last - FARTHEST, 0) - 1, -1):
            start, end, number = self._timeline[at]
            if end <= position:
                yield start, self.known[number]

    def last(self, position: int, fits: Callable[[Known], bool]) -> Known | None:
        """The party spoken of last before the position for which ``fits`` is true, ``FARTHEST`` mentions back."""
        asked: set[int] = set()
        for _, party in self.before(position):
            if party.number not in asked:
                if fits(party):
                    return party
                asked.add(party.number)
        return None

    def last_of(self, parties: Iterable[Known], position: int, fits: Callable[[Known], bool]) -> Known | None:
        """The one of the parties spoken of last before the position for which ``fits`` is true, however far back."""
        best: tuple[tuple[int, int], int] | None = None
        for party in parties:
            place = party.place_before(position)
            if place and (best is None or (place, party.number) > best) and fits(party):
                best = (place, party.number)
        return self.known[best[1]] if best else None

    def around(self, span: Span) -> Known | None:
        """The party with a mention around the span; of several the one spoken of last there."""
        line = self._timeline
        first = bisect_left(line, (span.start - LONGEST, 0, 0))
        past = bisect_left(line, (span.start + 1, 0, 0))
        best: tuple[tuple[int, int], int] | None = None
        for number in {number for _, end, number in line[first:past] if end >= span.end}:
            place = self.known[number].place_before(span.end + NEAR, span.start)
            if place and (best is None or (place, number) > best):
                best = (place, number)
        return self.known[best[1]] if best else None

    def inside(self, start: int, end: int) -> list[tuple[int, int, Known]]:
        """Mentions that lie inside the stretch, in text order."""
        line = self._timeline
        first = bisect_left(line, (start, 0, 0))
        past = bisect_left(line, (end, 0, 0), first)
        return [(at, upto, self.known[number]) for at, upto, number in line[first:past] if upto <= end]
