"""A row of named values, whatever the file it stands in, as a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from sayso.errors import BadDate, InputError
from sayso.ingest.dates import day, day_in_address
from sayso.ingest.incoming import Item, Refused, refused, report
from sayso.ingest.limits import LARGEST_REPORT, too_large
from sayso.model.items import Problem
from sayso.model.problems import problem
from sayso.model.text import stable_id

NAMES = {
    "id": ("id", "guid", "uid", "docid", "documentid", "articleid", "reportid"),
    "text": ("text", "body", "content", "article", "fulltext", "maintext", "story", "articletext", "articlebody"),
    "published": (
        *("published", "date", "publishedat", "publicationdate", "datepublished", "publisheddate", "publishdate"),
        *("pubdate", "datepublish", "datetime", "timestamp"),
    ),
    "title": ("title", "headline"),
    "source": ("source", "url", "link", "uri", "permalink", "publication", "publisher"),
}
"""What columns are called, the likeliest first. Case, spaces, ``_`` and ``-`` do not count."""

LONGEST_ID = 300
"""Code points. Addresses, which serve as ids, stay below."""
_NOT_IN_IDS = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@lru_cache(maxsize=256)
def columns(names: tuple[str, ...]) -> Mapping[str, str]:
    """Which of the names of columns stands for which of id, text, published, title, source.

    >>> dict(columns(("Headline", "Body", "pub-date")))
    {'text': 'Body', 'published': 'pub-date', 'title': 'Headline'}
    """
    plain = {re.sub(r"[\s_-]", "", name).casefold(): name for name in reversed(names)}
    found = {}
    for field, words in NAMES.items():
        for word in words:
            if word in plain:
                found[field] = plain[word]
                break
    return found


def no_text(source: str, names: Iterable[str]) -> InputError:
    """The error for a table none of whose columns is the text."""
    have = ", ".join(str(name)[:40] for name in list(names)[:12]) or "no names at all"
    return InputError(
        f'{source}: no column has the text (the columns are: {have}); name the column of the reports\' text "text"'
    )


def incoming(values: Mapping[str, object], place: str, published: date | None) -> Item:
    """The report of a row; ``place`` names the row, ``published`` counts where neither it nor its address has a date.

    Gives Refused for a row without a text of words, or with more than LARGEST_REPORT code points.
    """
    names = columns(tuple(values))
    row = {field: values[name] for field, name in names.items()}
    given = _word(row.get("id"))
    id = None if given is None else fit_id(given)
    text = row.get("text")
    if not isinstance(text, str):
        return Refused(place, "no text", 'put the report under "text"', id)
    if len(text) > LARGEST_REPORT:
        return Refused(place, *too_large(f"a text of {len(text):,} characters"), id)
    source = _word(row.get("source")) or place
    when, problems = _day(row.get("published"), id or place, place)
    if when is None:
        when = (None if problems else day_in_address(source)) or published
    if id != given:
        problems.append(_renamed(str(id), place))
    try:
        found = report(text, when, title=_word(row.get("title")), source=source, id=id)
    except InputError as error:
        # the place says more than the source, which may be a paper
        fault = refused(error, source)
        return Refused(place, fault.what, "leave it out or fill in its text", id)
    return found.plus(*problems)


def fit_id(given: str) -> str:
    """The id as given, or a hash of it where it has control characters or more than LONGEST_ID characters."""
    return stable_id("r", given) if len(given) > LONGEST_ID or _NOT_IN_IDS.search(given) else given


def _renamed(id: str, place: str) -> Problem:
    what = f"{place}: an id of more than {LONGEST_ID} characters, or with control characters in it"
    return problem(id, ("ingest", "id"), what, f"known as {id} instead; give short ids")


def _day(given: object, name: str, place: str) -> tuple[date | None, list[Problem]]:
    if given is None or given == "":
        return None, []
    try:
        return day(given if isinstance(given, date) else str(given)), []
    except BadDate as error:
        return None, [problem(name, ("ingest", "date"), f"{place}: {error}", "read as a report without a date")]


def _word(value: object) -> str | None:
    return None if value is None or value == "" else str(value)
