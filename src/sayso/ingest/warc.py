"""WARC: the pages and texts of a web archive, one report a response.

The date of capture is not a date of publication: a report has that of its page or its address, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sayso.errors import InputError
from sayso.ingest import html
from sayso.ingest.bytes import decode, refuse_binary
from sayso.ingest.ids import wide_id
from sayso.ingest.incoming import Item, Refused, refused
from sayso.ingest.limits import LARGEST_REPORT, too_large
from sayso.ingest.packed import inflated
from sayso.ingest.pages import Known, page, plain
from sayso.ingest.streams import Stream

_TYPES = {"text/html", "application/xhtml+xml", "text/plain"}
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")


def rows(file: Stream, source: str, published: date | None) -> Iterator[Item]:
    """The reports of an unpacked WARC file, in order; ``published`` counts where page and address give no date.

    Read are responses of status 200 that are HTML or plain text; all others are passed over. A report's id is a hash
    of its address, which is its source. ``SOURCE:RECORD`` names a record, counted from 1. A response that cannot be
    read gives Refused and stops no others; where the archive is cut off or broken, what comes before is kept and
    Refused says from which record on it is lost.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - not everyone's need

    number, last = 0, f"{source}:1"
    try:
        for number, record in enumerate(ArchiveIterator(cast(Any, _Reader(file)), parse_http=False), 1):
            last = f"{source}:{number}"
            answer = _wanted(record) if record.record_type == WarcRecordType.response else None
            body = b"" if answer is None else record.reader.read(LARGEST_REPORT + 1)
            if not _is_whole(record, len(body)):
                yield Refused(last, "the archive is cut off in this record", "fetch the archive again")
                return
            if answer is not None:
                yield _report(answer, body, last, published)
            last = f"{source}:{number + 1}"
    except InputError as error:
        fault = refused(error, source)
        yield Refused(last, f"{fault.what}; the records from here on are lost", fault.advice)
    except (OSError, ValueError, EOFError) as error:
        yield Refused(last, f"no WARC record ({error}); the records from here on are lost", "fetch the archive again")
    else:
        if number == 0:
            yield Refused(source, "a web archive without a whole record", "fetch the archive again")


class _Reader:
    """The stream as fastwarc wants it. A stream that cannot seek must not claim to."""

    def __init__(self, file: Stream) -> None:
        self._file, self._at = file, 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read1(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the head of a response says of its body."""

    address: str
    charset: str | None
    coding: str
    is_chunked: bool


def _wanted(record: Any) -> _Answer | None:
    """The head of a response that may be a report, None for any other."""
    record.parse_http()
    headers, address = record.http_headers, record.headers.get("WARC-Target-URI")
    kind = (record.http_content_type or "").lower()
    if headers is None or headers.status_code != 200 or not address or kind not in _TYPES:
        return None
    coding, transfer = (headers.get(name) or "" for name in ("Content-Encoding", "Transfer-Encoding"))
    # some crawlers write addresses in angle brackets
    return _Answer(address.strip("<> "), record.http_charset, coding.strip().lower(), "chunked" in transfer.lower())


def _is_whole(record: Any, read: int) -> bool:
    """Reads what is left of a record; False where the archive ends before the record does."""
    left: int = record.reader.consume()
    return record.headers.get("Content-Length") is not None and read + left >= record.content_length


def _report(answer: _Answer, body: bytes, place: str, published: date | None) -> Item:
    id = wide_id(answer.address)
    if answer.is_chunked and len(body) <= LARGEST_REPORT:
        body = _joined(body)
    data = inflated(body, answer.coding)
    if data is None:
        what = f"a body whose content coding, {answer.coding[:40]!r}, is broken or none that can be undone"
        return Refused(place, what, "fetch the page without compression", id)
    if len(data) > LARGEST_REPORT:
        return Refused(place, *too_large(f"a body of over {LARGEST_REPORT:,} bytes"), id)
    known = Known(answer.address, last=published, id=id)
    try:
        refuse_binary(data, answer.address)
        decoded = decode(data, answer.charset)
        return page(decoded, known) if html.is_page(decoded.text) else plain(decoded, known)
    except InputError as error:
        fault = refused(error, answer.address)
        return Refused(place, f"{answer.address}: {fault.what}", fault.advice, id)


def _joined(body: bytes) -> bytes:
    """The body out of its chunks; as it is where it is not in chunks, whatever its head says."""
    pieces: list[bytes] = []
    at = 0
    while (size := _CHUNK_SIZE.match(body, at)) is not None:
        start, length = size.end(), int(size[1], 16)
        if length == 0:
            return b"".join(pieces)
        pieces.append(body[start : start + length])
        at = start + length
        at += 2 if body[at : at + 2] == b"\r\n" else 0
    return b"".join(pieces) or body
