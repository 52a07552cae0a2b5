"""Records as JSON Lines, the form in which parts hold them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator

from sayso.record import Row

_LEVEL = 1
"""Of gzip: higher ones win a tenth of the size and take five times as long."""


def packed(lines: Iterable[bytes]) -> bytes:
    """Lines as gzip; the same lines give the same bytes, whenever they are packed."""
    return gzip.compress(b"".join(lines), _LEVEL, mtime=0)


def unpacked(data: bytes) -> list[bytes]:
    """The lines of what ``packed`` gave, or of several such one after the other, with their line ends."""
    return [text + b"\n" for text in gzip.decompress(data).split(b"\n")[:-1]]


def records(data: bytes) -> Iterator[Row]:
    """The records of what ``packed`` gave, in order."""
    for text in unpacked(data):
        yield json.loads(text)
