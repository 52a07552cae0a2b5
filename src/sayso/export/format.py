"""What a format is: a name, what can be held in it, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sayso.export.report import Report
from sayso.export.tally import Tally


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    ``write`` writes reports to a path that does not exist yet (a folder where ``folder`` is true), in their order and
    one at a time, and counts in the tally. ``holds_voices`` is false where there is no place for who says something.
    ``notes`` are what a reader of the file has to know, a line each.
    """

    name: str
    words: str
    write: Callable[[Iterable[Report], Path, Tally], None]
    holds_voices: bool
    folder: bool = False
    notes: tuple[str, ...] = ()
