"""From bytes to text: what is no text is refused, and an encoding other than UTF-8 is noted."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sayso.errors import NotText
from sayso.model.text import Span

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"RIFF", "an image, a sound or a film (RIFF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"WARC/1.", "a web archive (WARC)"),
)
_BOMS = (
    # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(i for i in range(32) if i not in b"\t\n\v\f\r\x1b")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD = 4_096
_SLOW = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
"""Codecs of Python that no page is written in; some take time that grows with the square of the text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and what was wrong with its bytes: what, advice and the first place, or None."""

    text: str
    trouble: tuple[str, str, Span] | None = None


def refuse_binary(data: bytes, source: str) -> None:
    """Raises NotText, naming the source, for the beginning of a file that is no text."""
    head = data[:_HEAD]
    for magic, name in _MAGIC:
        if head.startswith(magic):
            raise NotText(f"{source}: this is {name}, not text; save the report as text or HTML and read that")
    if any(head.startswith(bom) for bom, _ in _BOMS):
        return
    controls = len(head) - len(head.translate(None, _CONTROLS))
    # a stray NUL is a problem of a text; one byte in ten says that these are other data
    if controls * 10 > len(head):
        raise NotText(f"{source}: this is binary data, not text; save the report as text (UTF-8) and read that")


def mark(head: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning names; None without one."""
    return next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """The text of the bytes: UTF-8, or what a byte order mark, ``charset`` or an HTML page declares, or Windows-1252.

    ``charset`` is what came with the bytes, as in an HTTP header. UTF-8 that is valid counts before both: headers are
    wrong more often. Bytes that fit none become U+FFFD, one for each. Raises nothing.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_marks(data, encoding)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        first = error.start
    declared = _as(data, charset) or _declared(data)
    if declared is not None:
        return Decoded(declared)
    place = Span(len(data[:first].decode("utf-8")), len(data[:first].decode("utf-8")) + 1)
    if not _MULTIBYTE.search(data):
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            advice = "read as Windows-1252; save the file as UTF-8 if characters came out wrong"
            return Decoded(text, ("the bytes are not UTF-8", advice, place))
    return _with_marks(data, "utf-8")


def _with_marks(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        pass
    text = data.decode(encoding, "replace")
    at = max(text.find("\ufffd"), 0)
    what = f"bytes that are no {encoding.upper().removesuffix('-SIG')}, {text.count(chr(0xFFFD)):,} in all"
    advice = "read as unknown characters (U+FFFD); save the file as UTF-8 again from its source"
    return Decoded(text, (what, advice, Span(at, min(at + 1, len(text)))))


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    return None if found is None else _as(data, found[1].decode("ascii"))


def _as(data: bytes, charset: str | None) -> str | None:
    """The text in an encoding that somebody named, None where that is none or does not fit."""
    try:
        name = codecs.lookup(charset or "").name
        # what the web calls Latin-1 is Windows-1252
        return None if name in _SLOW else data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, UnicodeError, ValueError):
        return None
