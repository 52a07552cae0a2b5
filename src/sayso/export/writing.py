"""One export, from records to a file with its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from sayso import __version__
from sayso.errors import InputError
from sayso.export import out as outputs
from sayso.export.cells import line
from sayso.export.format import Format
from sayso.export.formats import FORMATS
from sayso.export.read_report import BROKEN, report
from sayso.export.report import Report
from sayso.export.tally import Tally
from sayso.lexicon import plover_scale
from sayso.query import Filter
from sayso.record import Row

Voices = Literal["paper", "all"]

_NOT_WHOLE = "records that are not whole"
_NOT_PLOVER = "claims whose type and mode PLOVER does not have"
_VOICED = "claims that a voice other than the paper makes"
_TOLD = {
    "paper": "voices: only what the paper says itself (--only-paper)",
    "all": "voices: whoever says so (--all-voices)",
}
_ASKED = (
    "filter: only the claims that `sayso query` finds with {}; reports without such a claim are left out, and so are "
    "ties and figures outside of its sentence"
)


def write(
    format: str,
    records: Iterable[Row],
    out: str | Path,
    *,
    voices: Voices | None = None,
    asked: Filter | None = None,
) -> Tally:
    """Writes records in a format, whole or not at all, and notes about them beside it: ``OUT.notes.txt``.

    ``voices``: ``paper`` leaves out claims, ties and figures that any voice but the paper's gives, ``all`` writes them
    as if the paper said so itself where the format has no place for voices; such a format wants one of the two. Others
    keep all, with their voices, unless told otherwise. ``asked`` is the filter by which the records were taken, which
    the notes tell of. A record that is not whole is left out and counted; the rest is written. One report is held in
    memory at a time. Gives what was written and left out.

    Raises InputError for a format that is none or a choice that was not made, OutputError for what cannot be written.
    """
    chosen = _format(format, voices)
    path = Path(out)
    tally = Tally()
    reports = _reports(records, voices or "all", tally)
    with outputs.new(path, folder=chosen.folder) as temporary:
        chosen.write(reports, temporary, tally)
        with outputs.new(outputs.notes_path(path), folder=False) as notes:
            outputs.write_lines(notes, _notes(chosen, voices or "all", asked, tally))
    return tally


def _format(name: str, voices: Voices | None) -> Format:
    chosen = FORMATS.get(name)
    if chosen is None:
        raise InputError(f"{name}: there is no such format; the formats are {', '.join(FORMATS)}")
    if voices is None and not chosen.holds_voices:
        raise InputError(
            f"{name}: this format has no place for who says something; choose --only-paper to write what the paper "
            "says itself, or --all-voices to write claims as if the paper said so, whoever says so"
        )
    return chosen


def _reports(records: Iterable[Row], voices: Voices, tally: Tally) -> Iterator[Report]:
    """The reports of records, in order, with the claims that are wanted; what cannot be read is counted."""
    for row in records:
        if row.get("copy_of") is not None:
            tally.leave_out("near copies of other reports")
            continue
        try:
            whole = report(row)
        except BROKEN:
            tally.leave_out(_NOT_WHOLE)
            continue
        tally.reports += 1
        tally.claims += len(whole.claims)
        yield _wanted(whole, voices, tally)


def _wanted(whole: Report, voices: Voices, tally: Tally) -> Report:
    scale = plover_scale()
    claims = [c for c in whole.claims if (c.type, c.mode) in scale]
    tally.leave_out(_NOT_PLOVER, len(whole.claims) - len(claims))
    if voices == "all":
        return replace(whole, claims=tuple(claims))
    own = tuple(c for c in claims if not c.voices)
    tally.leave_out(_VOICED, len(claims) - len(own))
    return replace(
        whole,
        claims=own,
        ties=tuple(t for t in whole.ties if not t.voices),
        figures=tuple(f for f in whole.figures if not f.voices),
    )


def _notes(chosen: Format, voices: Voices, asked: Filter | None, tally: Tally) -> Iterator[str]:
    lines = [
        f"{chosen.words}; written by Sayso {__version__}",
        _TOLD[voices],
        *([] if asked is None else [_ASKED.format(line(asked.options()))]),
        *tally.lines(),
        *chosen.notes,
    ]
    yield from (f"{one}\n" for one in lines)
