"""From a path or standard input to documents: what it holds is told from its content, not from its name alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.ingest import html, jsonl
from sayso.ingest.bytes import Decoded, decode, refuse_binary
from sayso.ingest.dates import day
from sayso.ingest.incoming import Incoming, report
from sayso.model.problems import problem

_HEAD = 65_536
_ROWS = {".jsonl", ".ndjson"}
_PAGES = {".html", ".htm", ".xhtml"}


def documents(path: str, published: date | str | None = None) -> Iterator[Incoming]:
    """The reports in a file, or in standard input where ``path`` is ``-``, in order.

    Text and HTML are one report; JSON Lines one a line. ``published`` is the day of a report that gives none itself
    (for text and HTML: it counts before what the page says).
    Raises InputError where there is nothing to read, NotText for a PDF, an image or other data, EmptyText for a file
    without words, BadDate for a date that is none or lies in the future.
    """
    when = day(published)
    if path == "-":
        yield from _read(sys.stdin.buffer, "standard input", "", when)
        return
    if "://" in path:
        raise InputError(f"{path}: Sayso fetches nothing from the net; save the page and read the file")
    try:
        with Path(path).open("rb") as file:
            yield from _read(file, path, Path(path).suffix.lower(), when)
    except IsADirectoryError:
        raise InputError(f"{path}: this is a folder; name one of the files in it") from None
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{path}: it cannot be opened ({reason}); check the name and who may read it") from None


def _read(file: BinaryIO, source: str, suffix: str, published: date | None) -> Iterator[Incoming]:
    head = file.read(_HEAD)
    refuse_binary(head, source)
    if suffix in _ROWS or _begins_with_a_row(head):
        yield from jsonl.rows(_lines(head, file), source, published)
        return
    decoded = decode(head + file.read())
    if decoded.text.lstrip()[:1] in ("{", "[") and (found := jsonl.whole(decoded.text, source, published)):
        yield from found
    elif suffix in _PAGES or html.is_page(decoded.text):
        yield _page(decoded, source, published)
    else:
        yield _plain(decoded, source, published)


def _begins_with_a_row(head: bytes) -> bool:
    first, _, rest = head.lstrip().partition(b"\n")
    if len(head) == _HEAD and not rest:
        # the first line is longer than what was read of it, so it cannot be tried
        return first.startswith((b'{"id"', b'{"text"'))
    return jsonl.is_row(first.decode("utf-8", "replace"))


def _lines(head: bytes, file: BinaryIO) -> Iterator[bytes]:
    """The lines of the file, one in memory at a time, given what was read of it already."""
    *done, last = head.split(b"\n")
    yield from done
    if len(head) == _HEAD:
        last += file.readline()
    yield last
    yield from file


def _page(decoded: Decoded, source: str, published: date | None) -> Incoming:
    article = html.article(decoded.text, source)
    incoming = report(article.text, published or _stated(article), title=article.title, source=source)
    return _told(incoming, decoded, in_text=False)


def _stated(article: html.Article) -> date | None:
    """The date that the page states; a page can state nonsense, which is as good as nothing."""
    try:
        return day(article.published)
    except InputError:
        return None


def _plain(decoded: Decoded, source: str, published: date | None) -> Incoming:
    return _told(report(decoded.text, published, source=source), decoded, in_text=True)


def _told(incoming: Incoming, decoded: Decoded, *, in_text: bool) -> Incoming:
    """With the trouble of its bytes as a problem, placed in the text where the text is what was decoded."""
    if decoded.trouble is None:
        return incoming
    what, advice, where = decoded.trouble
    told = problem(incoming.document.id, ("ingest", "encoding"), what, advice, where if in_text else None)
    return Incoming(incoming.document, (told, *incoming.problems))
