"""The parties and what stands between them, as one picture: nodes are actors, edges are claims and ties.

A state has its organs and people folded into it, unless it is unfolded. Claims of one direction between the same two
nodes make one edge, apart for cooperation and conflict, and apart for what the paper says itself and what only others
say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from math import log2

from sayso.record import Row
from sayso.web import words as w
from sayso.web.asked import address
from sayso.web.words import Told, Who

NODES = 20
"""Most nodes of a picture; more cannot be told apart."""
EDGES = 150
"""Most edges."""
_DAYS = 60
_KEYS = 40
"""Most claims that an edge remembers."""
_UNREAL = {"planned": "planned", "possible": "possible", "wanted": "wanted"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claim or tie says stands between ``a`` and ``b``; ``mutual``: either to the other.

    ``words`` name it, ``score`` is from -10 (conflict) to 10 (cooperation). ``mood`` is that of a claim, None of a tie.
    ``days``: the first and last that it may cover, as ISO dates, or None. ``key`` is how the claim or tie is found.
    """

    key: str
    a: tuple[Who, ...]
    b: tuple[Who, ...]
    words: str
    score: float
    mutual: bool
    voices: tuple[Told, ...]
    mood: str | None = None
    days: tuple[str | None, str | None] = (None, None)
    is_tie: bool = False

    @property
    def is_denied(self) -> bool:
        """True where it is told as what is not so."""
        return self.mood == "not" or any(v.stance == "denies" for v in self.voices)


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: a country with all that belongs to it, or somebody of no country. ``inside``: the unfolded country."""

    id: str
    words: str
    country: str | None
    size: int
    inside: str | None = None
    folded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edge:
    """All that is said of one sort between two nodes, from ``a`` to ``b`` or, ``mutual``, both ways.

    ``told`` is ``paper`` or ``voice``; ``denied`` that all of it is told as not so.
    """

    id: str
    a: Node
    b: Node
    mutual: bool
    told: str
    side: str
    denied: bool
    statements: Sequence[Statement]

    @cached_property
    def score(self) -> float:
        """The mean of the scores."""
        return sum(s.score for s in self.statements) / len(self.statements)

    @cached_property
    def width(self) -> float:
        """How broad the line is: 2 for one claim, and 1 more each time they double."""
        return round(2 + min(log2(len(self.statements)), 5), 1)

    @cached_property
    def words(self) -> str:
        """What it is: ``accusation ×3, arrest``."""
        counted = Counter(_named(s) for s in self.statements)
        most = [f"{name} ×{n}" if n > 1 else name for name, n in counted.most_common(2)]
        return ", ".join(most) + (f" +{len(counted) - 2}" if len(counted) > 2 else "")

    @cached_property
    def voices(self) -> str:
        """Whose voices tell it, the most frequent first, under the names of their nodes; empty for the paper."""
        counted = Counter(folded(who) for s in self.statements for v in s.voices[:1] for who in v.who)
        names = [name for name, _ in counted.most_common(3)]
        if not names and self.told == "voice":
            names = ["somebody unnamed"]
        return " and ".join(names)

    @cached_property
    def label(self) -> str:
        """What stands on the line."""
        if self.denied:
            return f"not so: {self.words}" + (f", says {self.voices}" if self.voices else "")
        return f"{self.words} — says {self.voices}" if self.told == "voice" else self.words

    @cached_property
    def keys(self) -> list[str]:
        """How its claims are found, the first of them."""
        return [s.key for s in self.statements if not s.is_tie][:_KEYS]

    @cached_property
    def address(self) -> str:
        """Where its claims are shown."""
        return address("/claims", [("key", key) for key in self.keys])

    @cached_property
    def days(self) -> list[tuple[str, str]]:
        """The days that its statements may cover, each once; months, where that would be many."""
        days = {(s.days[0] or s.days[1] or "", s.days[1] or s.days[0] or "") for s in self.statements}
        if len(days) > _DAYS:
            days = {(first and first[:7] + "-01", last and last[:7] + "-28") for first, last in days}
        return sorted(days)


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes, the largest first, and edges, those of one pair together.

    ``left_out`` nodes and ``lines_left_out`` edges had no room; ``within`` is told inside one node.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    lines_left_out: int
    within: tuple[Edge, ...]

    @property
    def countries(self) -> list[Node]:
        """Nodes that have somebody folded into them."""
        return [node for node in self.nodes if node.folded]

    def to_dict(self) -> Row:
        """Nodes and edges as a dictionary that JSON can hold."""
        return {
            "nodes": [
                {"id": n.id, "label": n.words, "country": n.country, "size": n.size, "inside": n.inside}
                for n in self.nodes
            ],
            "edges": [
                {
                    "id": e.id, "a": e.a.id, "b": e.b.id, "mutual": e.mutual, "label": e.label, "words": e.words,
                    "told": e.told, "voices": e.voices, "denied": e.denied, "score": round(e.score, 2),
                    "side": e.side, "width": e.width, "claims": len(e.statements), "days": e.days, "keys": e.keys,
                }
                for e in self.edges
            ],
        }  # fmt: skip


def folded(who: Who) -> str:
    """The name of the node that somebody belongs to: the country, or the own name."""
    return w.country(who.country) if who.country else who.words


def picture(statements: Iterable[Statement], *, unfolded: Collection[str] = (), most: int = NODES) -> Picture:
    """The picture of what is said. ``unfolded``: countries (ISO) whose people and organs are nodes of their own."""
    found: dict[tuple[object, ...], list[Statement]] = {}
    sizes: Counter[str] = Counter()
    inside: dict[str, set[str]] = {}
    who: dict[str, Who] = {}
    for statement in statements:
        for a, b in _pairs(statement):
            ends = [_node_id(x, unfolded) for x in (a, b)]
            for id, x in zip(ends, (a, b), strict=True):
                sizes[id] += 1
                who.setdefault(id, x)
                if x.country:
                    inside.setdefault(x.country, set()).add(x.words)
            one, two = sorted(ends) if statement.mutual else ends
            key = (one, two, statement.mutual, *_sort(statement))
            found.setdefault(key, []).append(statement)
    kept = [id for id, _ in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))[:most]]
    nodes = {id: _node(id, who[id], sizes[id], inside, unfolded) for id in kept}
    edges = list(_edges(found, nodes))
    between = [e for e in edges if e.a is not e.b]
    standing = {node.id for edge in between[:EDGES] for node in (edge.a, edge.b)}
    return Picture(
        tuple(node for node in nodes.values() if node.id in standing),
        tuple(_by_pair(between[:EDGES])),
        len(sizes) - len(kept),
        max(len(between) - EDGES, 0),
        tuple(e for e in edges if e.a is e.b),
    )


def _by_pair(edges: Iterable[Edge]) -> list[Edge]:
    """Edges of one pair next to each other, the pair of which most is said first."""
    pairs: dict[frozenset[str], list[Edge]] = {}
    for edge in edges:
        pairs.setdefault(frozenset((edge.a.id, edge.b.id)), []).append(edge)
    order = sorted(pairs.values(), key=lambda same: -sum(len(e.statements) for e in same))
    return [edge for same in order for edge in same]


def _edges(found: dict[tuple[object, ...], list[Statement]], nodes: dict[str, Node]) -> Iterator[Edge]:
    for number, (key, said) in enumerate(sorted(found.items(), key=lambda item: -len(item[1]))):
        one, two, mutual, told, side, denied = key
        if one in nodes and two in nodes:
            yield Edge(
                f"e{number}", nodes[str(one)], nodes[str(two)], bool(mutual), str(told), str(side), bool(denied), said
            )


def _sort(statement: Statement) -> tuple[str, str, bool]:
    told = "voice" if statement.voices else "paper"
    side = "neutral" if statement.score == 0 else "cooperation" if statement.score > 0 else "conflict"
    return told, side, statement.is_denied


def _pairs(statement: Statement) -> Iterable[tuple[Who, Who]]:
    if statement.b:
        return product(statement.a, statement.b)
    return combinations(statement.a, 2) if statement.mutual else ()


def _node_id(who: Who, unfolded: Collection[str]) -> str:
    if not who.country:
        return who.words
    if who.country in unfolded and who.words != w.country(who.country):
        return f"{who.country}/{who.words}"
    return who.country


def _node(id: str, who: Who, size: int, inside: dict[str, set[str]], unfolded: Collection[str]) -> Node:
    if not who.country:
        return Node(id, who.words, None, size)
    others = sorted(inside[who.country] - {w.country(who.country)})
    if who.country in unfolded:
        own = id == who.country
        return Node(id, w.country(who.country) if own else who.words, who.country, size, who.country, tuple(others))
    return Node(id, w.country(who.country), who.country, size, None, tuple(others))


def _named(statement: Statement) -> str:
    unreal = _UNREAL.get(statement.mood or "")
    return f"{statement.words} ({unreal})" if unreal else statement.words


def in_days(statements: Iterable[Statement], since: str | None, until: str | None) -> Sequence[Statement]:
    """Statements that may fall into the days; those of no known day too."""
    return [
        s
        for s in statements
        if not (since and s.days[1] and s.days[1] < since) and not (until and s.days[0] and s.days[0] > until)
    ]
