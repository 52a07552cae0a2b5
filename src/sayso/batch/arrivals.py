"""Looks at what a run is to read, before and while it comes in."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from sayso.batch.parts import Place
from sayso.errors import InputError
from sayso.ingest import Incoming, Refused
from sayso.ingest.paths import files

TOLD = 20
"""Refusals that are printed; all of them are in the output."""
_ROWS = frozenset({".jsonl", ".ndjson"})
_SINGLE = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
_LOOKED_AT = 64 * 2**20
"""Bytes of a file of rows in which lines are counted; the rest is taken to be like them."""
_CHUNK = 2**20


def count(inputs: Sequence[str]) -> int | None:
    """How many reports there will be, so far as that can be told quickly; None where it cannot.

    Text and pages are one report each, JSON Lines one a line. What is packed, fetched or read from standard input
    has to be read to know.
    """
    number = 0
    for given in inputs:
        if given == "-" or "://" in given:
            return None
        for file in files(given):
            held = 1 if isinstance(file, Refused) else _held(Path(file))
            if held is None:
                return None
            number += held
    return number


def refuse_own_output(inputs: Sequence[str], place: Place) -> None:
    """Raises InputError where the output would be read as input: now, or when the same command is given again."""
    ours = [Path(os.path.realpath(place.out)), Path(os.path.realpath(place.folder)) / "any.part"]
    for given in inputs:
        if given == "-" or "://" in given:
            continue
        named = Path(os.path.realpath(given))
        if any(_covers(named, one) for one in ours):
            raise InputError(
                f"{place.out}: it would be read as part of the input {given} when the command is given again; "
                "name a place outside of it with -o"
            )


def told(arrivals: Iterable[Incoming | Refused], say: Callable[[str], None]) -> Iterator[Incoming | Refused]:
    """The same arrivals; the first refusals among them are said."""
    number = 0
    for arrival in arrivals:
        if isinstance(arrival, Refused):
            number += 1
            if number <= TOLD:
                say(f"{arrival.source}: {arrival.what}; {arrival.advice}")
            if number == TOLD:
                say("further ones are not printed; all of them are among the problems in the output")
        yield arrival


def _covers(named: Path, one: Path) -> bool:
    """True where a file or folder, or a pattern of them, takes in this path."""
    if one == named or named in one.parents:
        return True
    if "**" in named.parts:
        return fnmatch(str(one), str(named))
    # a star does not stand for a slash; what follows lies in a folder that the pattern takes
    pairs = list(zip(one.parts, named.parts, strict=False))
    return len(pairs) == len(named.parts) and all(fnmatch(part, pattern) for part, pattern in pairs)


def _held(file: Path) -> int | None:
    """How many reports are in a file; None where only reading it would show."""
    suffix = file.suffix.lower()
    if suffix in _SINGLE:
        return 1
    try:
        return _lines(file) if suffix in _ROWS else None
    except OSError:
        # whoever reads it will say so
        return 1


def _lines(file: Path) -> int:
    size = file.stat().st_size
    if not stat.S_ISREG(file.stat().st_mode):
        return 1
    seen = lines = 0
    last = b"\n"
    with file.open("rb") as bytes_of:
        while seen < _LOOKED_AT and (piece := bytes_of.read(_CHUNK)):
            seen += len(piece)
            lines += piece.count(b"\n")
            last = piece[-1:]
    lines += last != b"\n"
    return lines if seen >= size else round(lines * size / seen)
