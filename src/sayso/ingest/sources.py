"""From paths, addresses and standard input to reports: what a thing is is told from its content, then from its name."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from io import BytesIO
from pathlib import PurePath
from typing import cast
from urllib.parse import urlsplit

from sayso.errors import InputError, OutputError
from sayso.ingest import feed, html, jsonl, parquet, tables, warc
from sayso.ingest.bytes import decode, mark, refuse_binary
from sayso.ingest.cache import Cache
from sayso.ingest.dates import day
from sayso.ingest.ids import Told, wide_id
from sayso.ingest.incoming import Incoming, Item, Refused, refused
from sayso.ingest.limits import HEAD, LARGEST_LIST, LARGEST_REPORT, too_large
from sayso.ingest.net import Answer, Net, is_address
from sayso.ingest.packed import is_packed, unpacked
from sayso.ingest.pages import Known, page, plain
from sayso.ingest.paths import files, opened
from sayso.ingest.streams import Stream, looked_into, utf8, whole

_STDIN = "standard input"
_ROWS = {".jsonl", ".ndjson"}
_TABLES = {".csv", ".tsv", ".tab"}
_PACKED = {".gz", ".bz2", ".xz"}
_PAGES = {".html", ".htm", ".xhtml"}
_FIRST_LINES = 5
_LONG_ROW = re.compile(r'\s*\{\s*"[^"\n]{1,60}"\s*:')
# atomic groups: comments in any number must not be divided among themselves in all ways
_FEED = re.compile(
    r"\ufeff?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?>\[.*?\]\s*)?>)*+<(?:\w+:)?(?:rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)


class _Kind(Enum):
    """What a text can be."""

    ROWS = auto()
    TABLE = auto()
    FEED = auto()
    PAGE = auto()
    TEXT = auto()


class _Run:
    """What the inputs of one call have in common."""

    def __init__(self, published: date | None, net: Net, *, many: bool) -> None:
        self.published, self.net, self.many = published, net, many
        self.cache = Cache(net.cache)


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something to read: its name, the suffix of that, and what came with it when it was fetched."""

    source: str
    suffix: str
    answer: Answer | None = None
    is_unpacked: bool = False


def documents(path: str, published: date | str | None = None, *, net: Net | None = None) -> Iterator[Incoming]:
    """The reports in a file, at an http or https address, or in standard input where ``path`` is ``-``, in order.

    Text and HTML are one report; JSON Lines and tables one a line; feeds one an entry. ``published`` is the day of a
    report that gives none itself (for text and HTML: it counts before what the page says). A line that cannot be read
    gives a document without text, whose problem says why.
    Raises InputError where there is nothing to read, NotText for a PDF, an archive or other data, EmptyText for a file
    without words, BadDate for a date that is none or lies in the future.
    """
    for item in _one(path, _Run(day(published), net or Net(), many=False)):
        yield item.as_incoming() if isinstance(item, Refused) else item


def reports(inputs: Sequence[str], published: date | str | None = None, *, net: Net | None = None) -> Iterator[Item]:
    """The reports of any number of inputs, in order, one in memory at a time; what cannot be read is Refused.

    An input is a file, a folder, a pattern, an http or https address, or ``-`` for standard input. It may hold text,
    HTML, JSON, JSON Lines, CSV or TSV, Parquet, RSS or Atom, or a web archive (WARC), the text ones and WARC also
    packed by gzip, bzip2 or xz. ``published`` is the day of reports that give none, nor have it in their address (for
    text and HTML it counts first). No two reports have the same id: the second gets another, the same in every run.
    Raises BadDate for a date that is none or lies in the future, InputError for a cache file that is none.
    """
    run = _Run(day(published), net or Net(), many=True)
    return _many(inputs, run)


def _many(inputs: Sequence[str], run: _Run) -> Iterator[Item]:
    told = Told()
    for given in inputs:
        single = given == "-" or is_address(given)
        for path in [given] if single else files(given):
            yield from map(told.apart, _kept_going(path, run))


def _kept_going(path: str | Refused, run: _Run) -> Iterator[Item]:
    """The items of one input, with Refused for an error that ends it."""
    if isinstance(path, Refused):
        yield path
        return
    try:
        yield from _one(path, run)
    except InputError as error:
        yield refused(error, _STDIN if path == "-" else path)


def _one(path: str, run: _Run) -> Iterator[Item]:
    if is_address(path):
        yield from _fetched(path, run)
        return
    source = _STDIN if path == "-" else path
    try:
        # the type of standard input says less than it is
        with nullcontext(cast(Stream, sys.stdin.buffer)) if path == "-" else opened(path) as file:
            yield from _items(file, _Thing(source, PurePath(source).suffix.lower()), run)
    except OSError as error:
        raise InputError(f"{source}: it cannot be read on ({error.strerror}); check the disk, or copy it") from None


def _fetched(address: str, run: _Run) -> Iterator[Item]:
    answer = run.cache.fetch(address, run.net)
    data = answer.data or b""
    suffix = PurePath(urlsplit(answer.address).path).suffix.lower()
    if _is_feed(data):
        try:
            run.cache.keep(address, answer)
        except OutputError as error:
            yield refused(error, str(run.net.cache))
    yield from _items(BytesIO(data), _Thing(address, suffix, answer), run)


def _items(file: Stream, thing: _Thing, run: _Run) -> Iterator[Item]:
    head, file = looked_into(file)
    if not run.many:
        refuse_binary(head, thing.source)
    elif is_packed(head):
        if thing.is_unpacked:
            raise InputError(f"{thing.source}: an archive in an archive; unpack the outer one")
        name = PurePath(thing.source)
        suffix = PurePath(name.stem).suffix.lower() if thing.suffix in _PACKED else thing.suffix
        inner = replace(thing, suffix=suffix, is_unpacked=True)
        yield from _items(unpacked(head, file, thing.source), inner, run)
        return
    elif head.startswith(b"PAR1"):
        yield from parquet.rows(file, thing.source, run.published)
        return
    elif head.startswith(b"WARC/1."):
        yield from warc.rows(file, thing.source, run.published)
        return
    refuse_binary(head, thing.source)
    yield from _text(head, file, thing, run)


def _text(head: bytes, file: Stream, thing: _Thing, run: _Run) -> Iterator[Item]:
    encoding = mark(head)
    kind = _kind(head.decode(encoding or "utf-8", "replace"), thing.suffix, is_all=len(head) < HEAD)
    if kind in (_Kind.ROWS, _Kind.TABLE):
        if encoding not in (None, "utf-8-sig"):
            file = utf8(file, encoding or "")
        read = jsonl.rows if kind is _Kind.ROWS else tables.rows
        yield from read(file, thing.source, run.published)
        return
    is_json = kind is _Kind.TEXT and head.lstrip()[:1] in (b"{", b"[")
    data = whole(file, LARGEST_LIST if is_json else LARGEST_REPORT)
    decoded = decode(data or b"", thing.answer.charset if thing.answer else None)
    if is_json and (found := jsonl.whole(decoded.text, thing.source, run.published)):
        yield from found
        return
    if data is None or len(data) > LARGEST_REPORT:
        what, advice = too_large(f"over {LARGEST_REPORT:,} bytes")
        raise InputError(f"{thing.source}: {what}; {advice}")
    if kind is _Kind.FEED:
        yield from feed.rows(data, thing.source, run.published, run.net)
        return
    id = wide_id(thing.source) if thing.answer is not None else None
    known = Known(thing.source, first=run.published, id=id)
    yield page(decoded, known) if kind is _Kind.PAGE else plain(decoded, known)


def _is_feed(data: bytes) -> bool:
    return _FEED.match(data[:HEAD].decode(mark(data) or "utf-8", "replace")) is not None


def _kind(head: str, suffix: str, *, is_all: bool) -> _Kind:
    """What the beginning of a text shows it to be; where it shows nothing, what its suffix says."""
    if _FEED.match(head):
        return _Kind.FEED
    if html.is_page(head):
        return _Kind.PAGE
    if _has_a_row(head, is_all=is_all):
        return _Kind.ROWS
    if tables.is_table(head.lstrip("\ufeff\r\n").split("\n", 1)[0]):
        return _Kind.TABLE
    by_suffix = {**dict.fromkeys(_ROWS, _Kind.ROWS), **dict.fromkeys(_TABLES, _Kind.TABLE)}
    return by_suffix.get(suffix, _Kind.PAGE if suffix in _PAGES else _Kind.TEXT)


def _has_a_row(head: str, *, is_all: bool) -> bool:
    """Whether one of the first lines is a row of JSON Lines; one that does not end in the head cannot be tried."""
    lines = head.lstrip("\ufeff").split("\n")
    last = None if is_all else lines.pop()
    if any(jsonl.is_row(line) for line in lines[:_FIRST_LINES]):
        return True
    return not lines and last is not None and _LONG_ROW.match(last) is not None
