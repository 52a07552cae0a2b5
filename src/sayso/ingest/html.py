"""HTML pages: the article without menus and scripts, its title, and its date where the page states one."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any

from sayso.errors import EmptyText, InputError
from sayso.ingest.limits import MOST_TAGS

# XML, and so the parser, knows no control characters; they say nothing on a page
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAGE = re.compile(
    # atomic: comments in any number must not be divided among themselves in all ways
    r"\ufeff?(?>\s+|<!--.*?-->)*+"
    r"<(?:!doctype\s+html|\?xml|html|head|body|meta|title|script|article|main|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
# line ends in the source of a page are spaces; this stands for those that its tags make
_BREAK = "\x00"
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table figure figcaption section article pre dd dt hr".split()
)
_UNREAD = frozenset("script style noscript template svg iframe object form button".split())


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

    Entities are never expanded and nothing that the page names is opened. Raises EmptyText, naming the source, where
    the page holds no article, InputError for a page with more tags than can be read in seconds.
    """
    refuse_many_tags(page, source)
    found = _extracted(page)
    if found is None or not (found.text or "").strip():
        raise EmptyText(f"{source}: there is no article in this HTML page; copy the report's text and read that")
    return Article(found.text, found.title or None, found.date or None)


def refuse_many_tags(page: str, source: str) -> None:
    """Raises InputError, naming the source, for a page with more than MOST_TAGS tags."""
    if page.count("<") > MOST_TAGS:
        raise InputError(
            f"{source}: an HTML page with {page.count('<'):,} tags, more than the {MOST_TAGS:,} of a report; "
            "copy the report's text and read that"
        )


def _extracted(page: str) -> Any:
    # heavy imports that reading plain text does not need
    from lxml.etree import LxmlError  # noqa: PLC0415
    from trafilatura import bare_extraction  # noqa: PLC0415

    # it logs what it cannot parse; what matters of that is said by whoever called
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        return bare_extraction(
            _NOT_XML.sub(" ", page),
            fast=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            # only a date that the page states, never one that is guessed from its words
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (LxmlError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        # what the extraction trips over is a page that it cannot read, not a bug of ours
        return None


def words_of(fragment: str) -> str:
    """The text of a piece of HTML, as feeds carry it: one line a block, no scripts. It may be empty.

    >>> words_of("<p>Talks <b>go</b> on.</p><p>Envoys &amp; ministers met.</p>")
    'Talks go on.\\nEnvoys & ministers met.'
    """
    from lxml import etree, html  # noqa: PLC0415

    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(f"<div>{_NOT_XML.sub(' ', fragment)}</div>", parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            pieces.append(_BREAK)
        pieces.append((element.text if event == "start" else element.tail) or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split(_BREAK))
    return "\n".join(line for line in lines if line)
