"""One report with everything that the store has of it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.query.claims import Result, claims
from sayso.query.filter import Filter
from sayso.record import Row
from sayso.store import Store
from sayso.store.statements import statement


@dataclass(frozen=True, slots=True)
class WholeReport:
    """A report: its record, its claims as queries give them, its near copies, and the run that read it.

    ``copies`` have ``id``, ``source``, ``published``, ``title``; ``run`` has the columns of ``runs``.
    """

    record: Row
    claims: Result
    copies: list[Row]
    run: Row


def whole_report(store: Store, id: str) -> WholeReport:
    """The report with this id. Raises InputError where the store has none, or only as a copy of another."""
    with store.snapshot():
        (record,) = store.records([id])
        copies = store.table(statement("sayso.query", "copies_of"), {"id": id})
        (run,) = store.table(statement("sayso.query", "run_of"), {"id": id})
    return WholeReport(record, claims(store, Filter(report=id)), copies, run)
