"""HTML pages: the article without menus and scripts, its title, and its date where the page states one."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any

from sayso.errors import EmptyText

# XML, and so the parser, knows no control characters; they say nothing on a page
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|\?xml|html|head|body|meta|title|script|article|main|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds of an article. ``published`` is an ISO date as the page states it."""

    text: str
    title: str | None
    published: str | None


def is_page(text: str) -> bool:
    """True for text that begins like an HTML page.

    >>> is_page("<!DOCTYPE html><p>Hello"), is_page("a < b")
    (True, False)
    """
    return _PAGE.match(text) is not None


def article(page: str, source: str) -> Article:
    """The article of an HTML page, however broken.

    Raises EmptyText, naming the source, where the page holds no article.
    """
    # a heavy import that reading plain text does not need
    from trafilatura import bare_extraction  # noqa: PLC0415

    # it logs what it cannot parse; what matters of that is said below
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    found: Any = bare_extraction(
        _NOT_XML.sub(" ", page),
        fast=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # only a date that the page states, never one that is guessed from its words
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not (found.text or "").strip():
        raise EmptyText(f"{source}: there is no article in this HTML page; copy the report's text and read that")
    return Article(found.text, found.title or None, found.date or None)
