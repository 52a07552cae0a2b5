"""A whole file, a record of an archive or an answer from the net as one report: an HTML page or plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sayso.errors import InputError
from sayso.ingest import html
from sayso.ingest.bytes import Decoded
from sayso.ingest.dates import day, day_in_address
from sayso.ingest.incoming import Incoming, report
from sayso.model.problems import problem


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report before it is read.

    ``source`` is a path or an address; ``first`` a date that counts before that of the page and that in the address,
    ``last`` one that counts after them; without ``id`` the report is known by a hash of text and date.
    """

    source: str
    first: date | None = None
    last: date | None = None
    id: str | None = None


def page(decoded: Decoded, known: Known) -> Incoming:
    """The article of an HTML page. Raises EmptyText where it holds none, InputError where it has too many tags."""
    article = html.article(decoded.text, known.source)
    when = known.first or _stated(article) or day_in_address(known.source) or known.last
    incoming = report(article.text, when, title=article.title, source=known.source, id=known.id)
    return _told(incoming, decoded, in_text=False)


def plain(decoded: Decoded, known: Known) -> Incoming:
    """Plain text, kept as it is. Raises EmptyText where it has no words."""
    when = known.first or day_in_address(known.source) or known.last
    return _told(report(decoded.text, when, source=known.source, id=known.id), decoded, in_text=True)


def _stated(article: html.Article) -> date | None:
    """The date that the page states; a page can state nonsense, which is as good as nothing."""
    try:
        return day(article.published)
    except InputError:
        return None


def _told(incoming: Incoming, decoded: Decoded, *, in_text: bool) -> Incoming:
    """With the trouble of its bytes as a problem, placed in the text where the text is what was decoded."""
    if decoded.trouble is None:
        return incoming
    what, advice, where = decoded.trouble
    return incoming.plus(
        problem(incoming.document.id, ("ingest", "encoding"), what, advice, where if in_text else None)
    )
