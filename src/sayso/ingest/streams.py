"""Streams of bytes: looked into before they are read, and read line by line with a limit."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from sayso.errors import InputError
from sayso.ingest.limits import HEAD, LARGEST_REPORT

_CHUNK = 65_536

Stream = io.BufferedIOBase
"""What an open file, a buffer in memory and the streams made here have in common."""


class Line(NamedTuple):
    """A line: its number, counted from 1, its bytes with its end, its length in bytes without it.

    ``data`` is None where the line is longer than was allowed: it was read past, not kept.
    """

    number: int
    data: bytes | None
    length: int


def lines(file: Stream, largest: int = LARGEST_REPORT) -> Iterator[Line]:
    """The lines of a stream, one in memory at a time, and of none more than ``largest`` bytes."""
    number = 0
    while piece := file.readline(largest + 1):
        number += 1
        data = piece
        length = len(data.rstrip(b"\r\n"))
        while not piece.endswith(b"\n") and (piece := file.readline(_CHUNK)):
            length += len(piece.rstrip(b"\r\n"))
        yield Line(number, data if length <= largest else None, length)


def whole(file: Stream, largest: int = LARGEST_REPORT) -> bytes | None:
    """All bytes of a stream; None where there are more than ``largest``."""
    data = file.read(largest + 1)
    return None if len(data) > largest else data


def looked_into(file: Stream) -> tuple[bytes, Stream]:
    """The beginning of a stream, HEAD bytes or all there are, and a stream that gives all of it.

    A fault on the way (a cut archive) is raised by that stream, after what came before it.
    """
    start = file.tell() if file.seekable() else None
    head, fault = b"", None
    try:
        while len(head) < HEAD and (piece := file.read1(HEAD - len(head))):
            head += piece
    except InputError as error:
        fault = error
    if start is not None:
        file.seek(start)
        return head, file
    return head, buffered(_Rest(head, file, fault))


def utf8(file: Stream, encoding: str) -> Stream:
    """The stream in UTF-8 instead of ``encoding``, so that its lines end where a byte is 10."""
    return buffered(_Recoded(file, encoding))


class Pieces(io.RawIOBase):
    """A raw stream out of pieces of any length."""

    def __init__(self) -> None:
        super().__init__()
        self._left = b""

    def piece(self) -> bytes:
        """The next bytes, at least one; empty at the end."""
        raise NotImplementedError

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer, as far as the piece goes; gives the number of bytes."""
        data = self._left or self.piece()
        count = min(len(buffer), len(data))
        buffer[:count] = data[:count]
        self._left = data[count:]
        return count


def buffered(pieces: Pieces) -> Stream:
    """The pieces as a stream that has lines."""
    return io.BufferedReader(pieces, _CHUNK)


class _Rest(Pieces):
    """What was read already, then a fault or what is left."""

    def __init__(self, head: bytes, rest: Stream, fault: InputError | None) -> None:
        super().__init__()
        self._left, self._rest, self._fault = head, rest, fault

    def piece(self) -> bytes:
        if self._fault is not None:
            raise self._fault
        return self._rest.read1(_CHUNK)


class _Recoded(Pieces):
    def __init__(self, file: Stream, encoding: str) -> None:
        super().__init__()
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def piece(self) -> bytes:
        while data := self._file.read1(_CHUNK):
            if text := self._decoder.decode(data):
                return text.encode("utf-8", "replace")
        return self._decoder.decode(b"", final=True).encode("utf-8", "replace")
