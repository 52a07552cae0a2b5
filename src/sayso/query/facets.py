"""How the claims that a filter asks for are spread: over types, moods, actors, voices, ..."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args

from sayso.errors import QueryError
from sayso.query.filter import Filter
from sayso.query.where import where
from sayso.store import Store
from sayso.store.statements import statement

Facet = Literal[
    "type", "mode", "mood", "quad", "stance", "actor", "recipient", "place", "voice", "actor_name", "recipient_name",
    "voice_name", "dyad", "source", "year",
]  # fmt: skip
Counts = list[tuple[Any, int]]
"""Values, each with the number of claims that have it, the most frequent first."""

FACETS: tuple[Facet, ...] = get_args(Facet)

_OF_PARTIES: dict[str, tuple[str, str]] = {
    "actor": ("country", "actor"),
    "recipient": ("country", "recipient"),
    "place": ("country", "place"),
    "actor_name": ("name", "actor"),
    "recipient_name": ("name", "recipient"),
}
"""Facets of parties: the statement, and the role it is asked about."""


def facet(store: Store, by: Facet, asked: Filter | None = None, *, limit: int = 20) -> Counts:
    """The most frequent values of one facet, each with the number of claims that have it.

    ``actor``, ``recipient``, ``place`` and ``voice`` are countries, the same with ``_name`` names of entities; ``mode``
    is that of a type, as in ``COERCE-arrest``; ``stance`` and ``voice`` are those of the outermost voice, ``paper``
    where there is none; ``dyad`` is a pair as in ``AZE:IRN``. A claim with two actors counts with each.
    Raises QueryError for a facet that there is none of.
    """
    if by not in FACETS:
        raise QueryError(f"facet {by!r} is none; there are {', '.join(FACETS)}")
    conditions = where(asked or Filter())
    file, role = _OF_PARTIES.get(by, (by, None))
    sql = conditions.put_into(statement("sayso.query", f"facet/{file}"))
    values = {**conditions.values, "most": limit, "facet_role": role}
    return [(value, count) for value, count in store.rows(sql, values)]


def facets(
    store: Store, asked: Filter | None = None, by: Iterable[Facet] = FACETS, *, limit: int = 20
) -> dict[str, Counts]:
    """Several facets of the same claims, all of one state of the store."""
    with store.snapshot():
        return {name: facet(store, name, asked, limit=limit) for name in by}
