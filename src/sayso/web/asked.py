"""From the address of a page to a filter, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from sayso.errors import QueryError
from sayso.query import Filter

SEVERAL = (
    "type", "mode", "mood", "quad", "actor", "recipient", "party", "place", "voice", "stance", "report", "source",
)  # fmt: skip
"""Fields of which an address may give several values."""
_ONE = ("words", "within", "since", "until", "on", "dyad", "min_score", "max_score", "min_probability")
_NUMBERS = ("min_score", "max_score", "min_probability")
_MOST = 100

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as an address holds it: fields of a filter and their values, in the order of the fields.

    ``source`` is a paper (``papers.sql``), which a filter does not know.
    """

    pairs: tuple[Pair, ...] = ()

    @classmethod
    def of(cls, query: QueryParams) -> Asked:
        """The question in an address; fields that are unknown or empty are passed over."""
        known = (*_ONE, *SEVERAL)
        found = [(k, v.strip()) for k, v in query.multi_items() if k in known and v.strip()]
        return cls(tuple(sorted(dict.fromkeys(found), key=lambda pair: known.index(pair[0]))))

    def values(self, field: str) -> tuple[str, ...]:
        """The values of a field."""
        return tuple(value for name, value in self.pairs if name == field)

    def first(self, field: str) -> str:
        """The value of a field, empty where it is not given."""
        return next(iter(self.values(field)), "")

    def without(self, *gone: Pair) -> Asked:
        """The question without these."""
        return Asked(tuple(pair for pair in self.pairs if pair not in gone))

    def plus(self, *more: Pair) -> Asked:
        """The question with these too."""
        return Asked(tuple(dict.fromkeys((*self.pairs, *more))))

    def address(self, path: str, **more: object) -> str:
        """A path with the question behind it."""
        return address(path, [*self.pairs, *((k, str(v)) for k, v in more.items() if v not in (None, ""))])

    def filter(self, reports: Iterable[str] | None = None) -> Filter:
        """The filter. ``reports``: ids to which the papers lead. Raises QueryError for what cannot be understood."""
        fields: dict[str, Any] = {}
        for name in SEVERAL:
            if name != "source" and (values := self.values(name)):
                if len(values) > _MOST:
                    raise QueryError(f"{len(values)} values of {name}; {_MOST} is the most")
                fields[name] = values
        for name in _ONE:
            if values := self.values(name):
                fields[name] = _number(name, values[0]) if name in _NUMBERS else values[0]
        found = Filter(**fields)
        if reports is None:
            return found
        given = set(found.report)
        ids = [id for id in reports if not given or id in given]
        # a report without an id there is none of
        return replace(found, report=ids or [""])


@dataclass(frozen=True, slots=True)
class Days:
    """The days that an address asks for, as given; empty: from the first, to the last."""

    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, query: QueryParams) -> Days:
        """The days in an address."""
        return cls(query.get("since", "").strip(), query.get("until", "").strip())

    @property
    def pairs(self) -> list[Pair]:
        """The days as parts of an address."""
        return [(key, value) for key, value in (("since", self.since), ("until", self.until)) if value]

    def filter(self) -> Filter:
        """The filter for these days. Raises QueryError for what is no date."""
        return Filter(since=self.since or None, until=self.until or None)


def address(path: str, pairs: Iterable[Pair]) -> str:
    """A path with values behind it."""
    query = urlencode([(k, v) for k, v in pairs], errors="replace")
    return f"{path}?{query}" if query else path


def _number(name: str, given: str) -> float:
    try:
        return float(given)
    except ValueError:
        raise QueryError(f"{name} {given!r} is no number; write it as -4.5") from None
