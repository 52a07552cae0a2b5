"""CAMEO triples, as TABARI and PETRARCH have them: day, source, target, code, what it stands for, id."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.export import cameo, tables
from sayso.export.cameo import CameoEvent
from sayso.export.cells import row
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.report import Report, Who
from sayso.export.tally import Tally

COLUMNS = ("date", "source", "target", "code", "words", "id")

_NOBODY = "---"


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes an event a line, without a heading."""
    write_lines(path, (row(_cells(event)) for event in cameo.events(reports, tally)))


def _cells(event: CameoEvent) -> list[object]:
    words = tables.cameo()[event.code].words
    return [f"{event.day:%Y%m%d}", _code(event.source), _code(event.target), event.code, words, event.id]


def _code(who: Who | None) -> str:
    return cameo.actor_code(who) or _NOBODY


FORMAT = Format(
    "cameo",
    "CAMEO triples (day, source, target, code, words, id), tab-separated, no heading",
    write,
    holds_voices=False,
    notes=(*cameo.NOTES, f"{_NOBODY}: nobody is named, or CAMEO has no code for who is."),
)
