"""One report as it comes in: its text checked, its date read, the oddities of the text noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sayso.errors import EmptyText, InputError, OutputError
from sayso.ingest.dates import day
from sayso.ingest.oddities import oddities
from sayso.model.items import Problem
from sayso.model.problems import problem
from sayso.model.text import Document, stable_id


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document and what was wrong with it when it came in."""

    document: Document
    problems: tuple[Problem, ...] = ()

    def plus(self, *problems: Problem) -> Incoming:
        """With more problems, which come first."""
        return Incoming(self.document, (*problems, *self.problems))


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, a line or a record that could not become a document: which, what is wrong with it, what to do.

    ``source`` is a path, an address, or either with the number of a line or record, counted from 1 (``a.jsonl:3``).
    ``id`` is the report's own, where it could be read.
    """

    source: str
    what: str
    advice: str
    id: str | None = None

    def as_incoming(self) -> Incoming:
        """A document without text, for those who want one document a line; its problem says why it has none."""
        id = self.id or self.source
        told = problem(id, ("ingest", "refused"), f"{self.source}: {self.what}", self.advice)
        return Incoming(Document(id, "", source=self.source), (told,))


Item = Incoming | Refused


def refused(error: InputError | OutputError, source: str) -> Refused:
    """What was refused with an error, whose message is ``SOURCE: FAULT; ADVICE`` as all messages here."""
    what, _, advice = str(error).removeprefix(f"{source}: ").partition("; ")
    return Refused(source, what, advice)


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
