"""GDELT 2.0 mentions: 16 columns, tab-separated, without a heading; the events are those of ``gdelt``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.export import cameo, gdelt
from sayso.export.cameo import CameoEvent
from sayso.export.cells import row
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.report import Report, Who
from sayso.export.tally import Tally

COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip

_WEB, _CITATION = 1, 2
_NOWHERE = -1


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes a mention a line."""
    write_lines(path, (row(_cells(event)) for event in cameo.events(reports, tally)))


def _cells(event: CameoEvent) -> list[object]:
    report, claim = event.report, event.event.claim
    return [
        event.number,
        gdelt.added(event),
        gdelt.added(event),
        _WEB if report.address else _CITATION,
        report.publisher or report.id,
        report.source or report.id,
        claim.sentence,
        _start(event.source),
        _start(event.target),
        claim.trigger.start,
        1,
        None if claim.score is None else round(claim.score * 100),
        len(report.text),
        "",
        "",
        "",
    ]


def _start(who: Who | None) -> int:
    return _NOWHERE if who is None or who.span is None else who.span.start


FORMAT = Format(
    "gdelt-mentions",
    "GDELT 2.0 mentions, 16 columns, tab-separated, no heading",
    write,
    holds_voices=False,
    notes=(
        *cameo.NOTES,
        "Offsets count characters of the report's text from 0; -1: the sentence leaves the party out. Confidence is "
        "the model's probability in percent. MentionDocTone is empty.",
    ),
)
