"""Names of files for reports, in formats that have a file a report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from sayso.export.report import Report
from sayso.export.seen import Seen
from sayso.export.tally import Tally

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST = 80


def file_name(id: str, seen: Seen) -> str | None:
    """A name without a suffix, for the file of a report, the same in every run; None for an id that was there before.

    What is not a letter, a digit, a dash or a low line becomes a low line, and a piece of a hash then keeps it apart
    from others, also where a system does not tell capitals from small letters.

    >>> with Seen() as seen:
    ...     [file_name(id, seen) for id in ("a-1", "a-1", "../a")]
    ['a-1', None, '_a-33a80bec']
    """
    if not seen.is_new(f"id {id}"):
        return None
    name = _UNSAFE.sub("_", id)[:_LONGEST]
    if name != id or not seen.is_new(f"name {name.lower()}"):
        digest = hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        name = f"{name}-{digest}"
    return name


def named(reports: Iterable[Report], tally: Tally) -> Iterator[tuple[str, Report]]:
    """Reports with the names of their files; one whose id was there before is left out, and counted so."""
    with Seen() as seen:
        for report in reports:
            name = file_name(report.id, seen)
            if name is None:
                tally.leave_out("reports whose id was there before")
            else:
                yield name, report
