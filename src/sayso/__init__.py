"""Sayso reads news reports: who says who did what to whom, when, where, and on whose say-so."""

from __future__ import annotations

from datetime import date

from sayso.model.text import Document
from sayso.query import open_store
from sayso.reading import Reading

__version__ = "0.1.0.dev0"
__all__ = ["Document", "Reading", "__version__", "open_store", "read"]


def read(
    text: str,
    published: date | str | None = None,
    *,
    title: str | None = None,
    source: str | None = None,
    id: str | None = None,
    model: str = "base",
) -> Reading:
    """Reads one English news report.

    ``published`` is the day it appeared, from which "last week" is counted: a date or ``"2023-04-06"``. ``id`` names
    the report; without one it is a hash of the text and the date. ``model`` is ``"base"``, which reads better, or
    ``"small"``, which is faster. The text is kept as it is: all spans of the reading are code points of it, counted
    from 0. What could not be read is in ``reading.problems``.

    Raises EmptyText for a text without words, BadDate for a date that is none or lies in the future, InputError for a
    model that is not there.
    """
    # the encoder takes a fifth of a second to load, which `import sayso` and `sayso --help` need not pay
    from sayso import pipeline  # noqa: PLC0415
    from sayso.ingest import report  # noqa: PLC0415

    incoming = report(text, published, title=title, source=source, id=id)
    return pipeline.read(incoming.document, incoming.problems, tools=pipeline.shared_tools(model))
