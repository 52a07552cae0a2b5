"""RSS and Atom: one report an entry, out of what the feed itself carries of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from sayso.errors import BadDate, InputError
from sayso.ingest import html
from sayso.ingest.bytes import decode, refuse_binary
from sayso.ingest.dates import day, day_in_address, day_in_feed
from sayso.ingest.ids import wide_id
from sayso.ingest.incoming import Incoming, Item, Refused, refused, report
from sayso.ingest.net import Net, fetch
from sayso.ingest.pages import Known, page
from sayso.model.problems import problem

_ONLY_A_HEADLINE = ("a headline without a text", "follow the links of the feed, or name the pages themselves")
_WIDE = ("http://", "https://", "tag:", "urn:")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a feed; ``stated`` is the date in its words, ``when`` that date read."""

    place: str
    id: str | None
    title: str | None
    link: str | None
    text: str
    stated: str | None
    when: date | None


def rows(data: bytes, source: str, published: date | None, net: Net) -> Iterator[Item]:
    """The reports of a feed, in its order; ``published`` counts where neither an entry nor its link has a date.

    The text is the full one where the feed has it, else the summary. Links are followed only where ``net`` says so;
    where a page cannot be had, the feed's own text stands in for it. ``SOURCE#ENTRY`` names an entry, counted from 1.
    """
    import feedparser  # noqa: PLC0415 - not everyone's need

    # a stream, never a string: a string that looks like a path or an address would be opened
    parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    for number, entry in enumerate(parsed.entries, 1):
        found = _entry(entry, f"{source}#{number}", source)
        yield _followed(found, published, net) if net.follow and found.link else _own(found, published)
    fault = parsed.get("bozo_exception")
    if hasattr(fault, "getLineNumber"):
        what = f"the feed breaks off or is no XML from line {fault.getLineNumber()} on ({fault.getMessage()})"
        yield Refused(source, what, "entries that could be read were kept; tell whoever makes the feed")
    elif not parsed.entries:
        yield Refused(source, "a feed without entries", "look again later")


def _entry(entry: Any, place: str, source: str) -> _Entry:
    link = entry.get("link") or None
    guid = entry.get("id") or link
    # many feeds number their entries, each from 1
    id = None if guid is None else wide_id(guid) if guid.startswith(_WIDE) else wide_id(source, guid)
    stated = entry.get("published") or entry.get("updated") or None
    when = None if stated is None else day_in_feed(stated) or _understood(entry)
    title = " ".join(html.words_of(entry.get("title") or "").split()) or None
    return _Entry(place, id, title, link, _text(entry), stated, when)


def _understood(entry: Any) -> date | None:
    """The day as feedparser understands a date in a form of its own; in UTC, which may be a day off."""
    parsed = entry.get("published_parsed") if entry.get("published") else entry.get("updated_parsed")
    try:
        return None if parsed is None else day(date(*parsed[:3]))
    except (BadDate, ValueError):
        return None


def _text(entry: Any) -> str:
    whole = [part for part in entry.get("content", ()) if part.get("value")]
    if not whole and entry.get("summary"):
        whole = [entry.get("summary_detail") or {"value": entry["summary"]}]
    texts = [p["value"] if p.get("type") == "text/plain" and "<" not in p["value"] else _words(p) for p in whole]
    return max(texts, key=len, default="")


def _words(part: Any) -> str:
    return html.words_of(part["value"])


def _own(entry: _Entry, published: date | None) -> Item:
    if not entry.text.strip():
        return Refused(entry.place, *_ONLY_A_HEADLINE, entry.id)
    when = entry.when or day_in_address(entry.link) or published
    source = entry.link or entry.place
    found = report(entry.text, when, title=entry.title, source=source, id=entry.id)
    if entry.stated is None or entry.when is not None:
        return found
    what = f"{entry.place}: {entry.stated[:60]!r} is no date, or lies in the future"
    return found.plus(problem(found.document.id, ("ingest", "date"), what, "read without the date of the feed"))


def _followed(entry: _Entry, published: date | None, net: Net) -> Item:
    link = entry.link or ""
    try:
        answer = fetch(link, net)
        refuse_binary(answer.data or b"", link)
        decoded = decode(answer.data or b"", answer.charset)
        return page(decoded, Known(link, entry.when, published, entry.id))
    except InputError as error:
        fault = refused(error, link)
        own = _own(entry, published)
        if not isinstance(own, Incoming):
            return Refused(entry.place, f"{link[:200]}: {fault.what}", fault.advice, entry.id)
        what = f"{entry.place}: {link[:200]}: {fault.what}"
        return own.plus(
            problem(own.document.id, ("ingest", "link"), what, f"the feed's own text was read; {fault.advice}")
        )
