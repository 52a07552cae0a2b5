"""Packed data (gzip, bzip2, xz), unpacked as a stream that no bomb can blow up."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sayso.errors import InputError
from sayso.ingest.limits import LARGEST_REPORT, MOST_EXPANDED
from sayso.ingest.streams import Pieces, Stream, buffered

_CHUNK = 16_384
_OUT = 262_144
_MEMORY = 256 * 2**20
"""Bytes that xz may take for its dictionary; its strongest usual setting takes 65 MiB."""
_FAULTS = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


class _Unpacker(Protocol):
    """What bz2 and lzma have: one packed stream, unpacked piece by piece."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


class _Zlib:
    """zlib with the same face."""

    def __init__(self, window: int) -> None:
        self._z = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        return self._z.eof

    @property
    def needs_input(self) -> bool:
        return not self._z.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._z.unused_data

    def decompress(self, data: bytes, max_length: int = 0, /) -> bytes:
        return self._z.decompress(self._z.unconsumed_tail + data, max_length)


_KINDS: tuple[tuple[bytes, str, Callable[[], _Unpacker]], ...] = (
    (b"\x1f\x8b", "gzip", lambda: _Zlib(31)),
    (b"BZh", "bzip2", bz2.BZ2Decompressor),
    (b"\xfd7zXZ", "xz", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)),
)


def is_packed(head: bytes) -> bool:
    """True for the beginning of gzip, bzip2 or xz data."""
    return any(head.startswith(magic) for magic, _, _ in _KINDS)


def unpacked(head: bytes, file: Stream, source: str) -> Stream:
    """The unpacked bytes of gzip, bzip2 or xz data, of any number of members; ``head`` is the beginning of ``file``.

    Reading raises InputError, naming the source, where the data are broken or cut off, or where they expand more than
    MOST_EXPANDED-fold (counted from LARGEST_REPORT bytes of a member on); what comes before can be read.
    """
    name, make = next((name, make) for magic, name, make in _KINDS if head.startswith(magic))
    return buffered(_Unpacked(file, make, source, name))


def inflated(data: bytes, coding: str, largest: int = LARGEST_REPORT) -> bytes | None:
    """The bytes of an HTTP body with this content coding: gzip, deflate or identity.

    What is over ``largest`` bytes is cut off one byte later, so that its length shows it. None for any other coding,
    and for data that are broken or cut off.
    """
    if coding in ("", "identity"):
        return data[: largest + 1]
    if coding not in ("gzip", "x-gzip", "deflate"):
        return None
    # servers send "deflate" with a zlib head, as the standard has it, and without
    headed = len(data) > 1 and data[0] & 15 == 8 and (data[0] * 256 + data[1]) % 31 == 0
    unpacker = _Zlib(-15 if coding == "deflate" and not headed else 47)
    try:
        out = unpacker.decompress(data, largest + 1)
        while unpacker.eof and unpacker.unused_data.strip(b"\0") and len(out) <= largest:
            rest, unpacker = unpacker.unused_data, _Zlib(47)
            out += unpacker.decompress(rest, largest + 1 - len(out))
    except zlib.error:
        return None
    return out if unpacker.eof or len(out) > largest else None


class _Unpacked(Pieces):
    def __init__(self, file: Stream, make: Callable[[], _Unpacker], source: str, name: str) -> None:
        super().__init__()
        self._file, self._make, self._source, self._name = file, make, source, name
        self._unpacker: _Unpacker | None = make()
        self._ahead = b""
        self._all, self._member = _Ratio(), _Ratio()

    def piece(self) -> bytes:
        while self._unpacker is not None:
            data = b""
            if self._unpacker.needs_input:
                data, self._ahead = self._ahead or self._more(), b""
                if not data:
                    raise self._fault(f"are cut off after {self._all.came:,} bytes", "fetch the file again")
            out = self._unpack(self._unpacker, data)
            if self._unpacker.eof:
                self._next(self._unpacker.unused_data)
            if out:
                return out
        return b""

    def _more(self) -> bytes:
        data = self._file.read1(_CHUNK)
        self._all.came += len(data)
        self._member.came += len(data)
        return data

    def _unpack(self, unpacker: _Unpacker, data: bytes) -> bytes:
        try:
            out = unpacker.decompress(data, _OUT)
        except _FAULTS as error:
            raise self._fault(f"are broken near byte {self._all.came:,} ({error})", "fetch the file again") from None
        for ratio in (self._all, self._member):
            ratio.gone += len(out)
            if ratio.is_of_a_bomb():
                what = f"expand more than {MOST_EXPANDED}-fold near byte {self._all.came:,}, as an archive bomb does"
                raise self._fault(what, "if that is meant, unpack it and name the unpacked file")
        return out

    def _next(self, left: bytes) -> None:
        """Begins the next member, if there is one; zeros may fill up the last block of a tape."""
        while not left.strip(b"\0"):
            left = self._more()
            if not left:
                self._unpacker = None
                return
        self._ahead, self._unpacker = left, self._make()
        self._member = _Ratio(came=len(left))

    def _fault(self, what: str, advice: str) -> InputError:
        return InputError(f"{self._source}: the {self._name} data {what}; {advice}")


@dataclass(slots=True)
class _Ratio:
    """Bytes that came in packed and went out unpacked."""

    came: int = 0
    gone: int = 0

    def is_of_a_bomb(self) -> bool:
        return self.gone > max(LARGEST_REPORT, MOST_EXPANDED * self.came)
