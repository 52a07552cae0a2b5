"""A store that can be asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sayso.query import facets as _facets
from sayso.query import series as _series
from sayso.query import stats as _stats
from sayso.query import whole_report as _whole_report
from sayso.query.claims import Result, claims
from sayso.query.facets import FACETS, Counts, Facet
from sayso.query.filter import Filter
from sayso.query.periods import By
from sayso.query.series import Measure, Series
from sayso.query.stats import Stats
from sayso.query.whole_report import WholeReport
from sayso.store import Store


class Archive(Store):
    """A store, open for reading, with the questions one asks of it; each method is the function of its name."""

    def claims(
        self, asked: Filter | None = None, *, limit: int | None = None, offset: int = 0, **filters: Any
    ) -> Result:
        """The claims that a filter asks for: ``archive.claims(type="COERCE", actor="AZE")``."""
        return claims(self, asked, limit=limit, offset=offset, **filters)

    def series(
        self,
        by: By = "month",
        measure: Measure = "count",
        asked: Filter | None = None,
        *,
        dyads: str | Iterable[str] = (),
        **filters: Any,
    ) -> Series:
        """Claims counted over time: ``archive.series("month", dyads="AZE:IRN")``."""
        return _series.series(self, by, measure, asked, dyads=dyads, **filters)

    def facets(
        self, asked: Filter | None = None, by: Iterable[Facet] = FACETS, *, limit: int = 20
    ) -> dict[str, Counts]:
        """How the claims that a filter asks for are spread."""
        return _facets.facets(self, asked, by, limit=limit)

    def report(self, id: str) -> WholeReport:
        """One report with everything."""
        return _whole_report.whole_report(self, id)

    def stats(self, *, limit: int = 10) -> Stats:
        """What is in the store."""
        return _stats.stats(self, limit=limit)


def open_store(path: str | Path) -> Archive:
    """Opens a store for reading and asking.

    Raises InputError where the file is not there, StoreError where it is no store or cannot be read.
    """
    return Archive(path)
