"""What is in a store: how much, of what, from when, and what went wrong."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from sayso.query.facets import Counts, facets
from sayso.record import Row
from sayso.store import Store
from sayso.store.statements import statement


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a store.

    ``reports`` were read; ``copies`` are near copies, which were not. ``refused`` never became a report. ``voiced``
    claims are made by somebody else than the paper. ``first_published`` ... ``last_day``: the days of the reports and
    those that claims tell of, None where there are none. Each of the lists has the most frequent values with the number
    of claims; ``problems`` has what is wrong with the number of times. ``runs`` have the columns of the table, and the
    number of ``reports`` that they brought.
    """

    reports: int
    copies: int
    claims: int
    ties: int
    figures: int
    entities: int
    refused: int
    voiced: int
    first_published: str | None
    last_published: str | None
    first_day: str | None
    last_day: str | None
    types: Counts
    moods: Counts
    quads: Counts
    stances: Counts
    voices: Counts
    actors: Counts
    recipients: Counts
    problems: Counts
    runs: list[Row]

    @property
    def share_voiced(self) -> float | None:
        """The share of claims that somebody else than the paper makes; None where there are no claims."""
        return self.voiced / self.claims if self.claims else None

    def to_dict(self) -> Row:
        """All of it, and ``share_voiced``, as a dictionary that JSON can hold."""
        return dataclasses.asdict(self) | {"share_voiced": self.share_voiced}


def stats(store: Store, *, limit: int = 10) -> Stats:
    """What is in a store; the lists have at most ``limit`` values, those of codes all of them."""
    with store.snapshot():
        (numbers,) = store.table(statement("sayso.query", "stats_of/numbers"))
        codes = facets(store, None, ("type", "mood", "quad", "stance"), limit=100)
        names = facets(store, None, ("voice", "actor", "recipient"), limit=limit)
        problems = store.rows(statement("sayso.query", "stats_of/problems"), {"most": limit})
        runs = store.table(statement("sayso.query", "stats_of/runs"))
    return Stats(
        **numbers,
        types=codes["type"],
        moods=codes["mood"],
        quads=codes["quad"],
        stances=codes["stance"],
        voices=names["voice"],
        actors=names["actor"],
        recipients=names["recipient"],
        problems=[(what, count) for what, count in problems],
        runs=runs,
    )
