"""Reports, archives and feeds made for the tests."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path

from sayso.ingest import Incoming, Net, Refused, reports

SENTENCE = "The minister said on Thursday that the talks with the envoy would go on. "
OTHER = "Police in the port city arrested four men whom they accuse of smuggling fuel. "


def page(text: str = SENTENCE, title: str = "Talks go on", head: str = "") -> str:
    """An HTML page with an article."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1><p>{text * 4}</p><p>{text * 3}</p></article></body></html>"
    )


def http(body: bytes | str, kind: str = "text/html; charset=utf-8", status: str = "200 OK", extra: str = "") -> bytes:
    """An answer of a web server."""
    data = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + data


def record(address: str, block: bytes, kind: str = "response") -> bytes:
    """A WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2023-05-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {address}\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """A WARC.GZ: each record a member of its own."""
    return b"".join(map(gzip.compress, records))


def rss(items: str, head: str = '<?xml version="1.0"?>') -> str:
    """A feed around some items."""
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>News</title>{items}</channel></rss>"
    )


def put(folder: Path, name: str, content: str | bytes) -> str:
    """Writes a file; gives its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def split(
    inputs: Sequence[str], published: str | None = None, net: Net | None = None
) -> tuple[list[Incoming], list[Refused]]:
    """What could be read of the inputs, and what was refused."""
    read, refused = [], []
    for item in reports(inputs, published, net=net):
        if isinstance(item, Refused):
            assert item.what and item.advice, "it says what is wrong and what to do"
            refused.append(item)
        else:
            read.append(item)
    return read, refused
