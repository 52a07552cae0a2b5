"""One report as it comes in: its text checked, its date read, the oddities of the text noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sayso.errors import EmptyText
from sayso.ingest.dates import day
from sayso.ingest.oddities import oddities
from sayso.model.items import Problem
from sayso.model.text import Document, stable_id


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document and what was wrong with it when it came in."""

    document: Document
    problems: tuple[Problem, ...] = ()


def report(
    text: str,
    published: date | str | None = None,
    *,
    title: str | None = None,
    source: str | None = None,
    id: str | None = None,
) -> Incoming:
    """A report from its text, which is kept as it is.

    ``published`` is a date, an ISO date as text, or None; ``source`` says where the text came from and is named in
    errors; without ``id`` the report is known by a hash of text and date.
    Raises EmptyText for a text without words, BadDate for a date that is none or lies in the future.
    """
    if not text.strip():
        where = f"{source}: " if source else ""
        raise EmptyText(f"{where}there is no text in it; give the text of the report")
    when = day(published)
    name = id if id is not None else stable_id("r", text, when)
    return Incoming(Document(name, text, when, title, source), tuple(oddities(name, text)))
