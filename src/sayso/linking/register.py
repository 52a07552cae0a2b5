"""The parties of one report as they become known, and where each was spoken of last."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sayso.linking.roles import Role
from sayso.linking.sketches import Sketch
from sayso.model.codes import Kind


@dataclass(slots=True, eq=False)
class Known:
    """A party in the making: what its mentions have said of it so far. Internal to the linking of one report."""

    number: int
    kind: Kind
    by: str
    key: str | None = None
    country: str | None = None
    sector: str | None = None
    gender: str = ""
    many: bool = False
    sketches: list[Sketch] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    tokens: tuple[str, ...] = ()
    signature: frozenset[str] = frozenset()
    noun: str = ""

    @property
    def told_sector(self) -> str | None:
        """The sector that its roles tell most often, else that of its words."""
        told = Counter(role.sector for role in self.roles if role.sector)
        return told.most_common(1)[0][0] if told else self.sector

    @property
    def proper(self) -> bool:
        """True where some mention names it."""
        return any(s.proper for s in self.sketches)


class Register:
    """All parties of the report, by key and in the order of their mentions in the text."""

    def __init__(self) -> None:
        self.known: list[Known] = []
        self.by_key: dict[str, Known] = {}
        self.by_span: dict[tuple[int, int], list[Known]] = {}
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

    def add(self, party: Known, sketch: Sketch) -> None:
        """One more mention of a party; what it tells fills what was open."""
        party.sketches.append(sketch)
        party.gender = party.gender or sketch.gender
        if sketch.pronoun is None and sketch.kind is party.kind:
            party.country = party.country or sketch.country
            party.sector = party.sector or sketch.sector
        insort(self._timeline, (sketch.span.start, sketch.span.end, party.number))
        self.by_span.setdefault((sketch.span.start, sketch.span.end), []).append(party)

    def before(self, position: int) -> Iterator[tuple[int, Known]]:
        """Start and party of each mention that ends by the position, the nearest first."""
        for start, end, number in reversed(self._timeline[: bisect_left(self._timeline, (position, 0, 0))]):
            if end <= position:
                yield start, self.known[number]

    def last(self, position: int, fits: Callable[[Known], bool]) -> Known | None:
        """The party spoken of last before the position for which ``fits`` is true."""
        return next((party for _, party in self.before(position) if fits(party)), None)

    def inside(self, start: int, end: int) -> list[tuple[int, int, Known]]:
        """Mentions that lie inside the stretch, in text order."""
        found = []
        for at, upto, number in self._timeline[bisect_left(self._timeline, (start, 0, 0)) :]:
            if at >= end:
                break
            if upto <= end:
                found.append((at, upto, self.known[number]))
        return found
