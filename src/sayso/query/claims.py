"""Claims that a filter asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import QueryError
from sayso.query import frames
from sayso.query.columns import flat
from sayso.query.detail import details
from sayso.query.filter import Filter
from sayso.query.where import where
from sayso.record import Row
from sayso.store import Store
from sayso.store.statements import statement

_AT_ONCE = 500
"""Claims of which the details are held at one time."""


@dataclass(frozen=True, slots=True)
class Result:
    """Claims, found when they are asked for: newest first, those of the same day in the order of the store.

    Iterating gives one dictionary a claim (``detail.py`` lists its keys); memory does not grow with their number.
    ``limit`` None: all from ``offset`` on.
    """

    store: Store
    filter: Filter
    limit: int | None = None
    offset: int = 0

    def __iter__(self) -> Iterator[Row]:
        keys = self._keys()
        for start in range(0, len(keys), _AT_ONCE):
            yield from details(self.store, keys[start : start + _AT_ONCE])

    def total(self) -> int:
        """How many claims the filter finds, whatever the limit."""
        conditions = where(self.filter)
        ((count,),) = self.store.rows(conditions.put_into(statement("sayso.query", "count")), conditions.values)
        return int(count)

    def page(self, number: int, size: int) -> Result:
        """The claims of one page; pages are counted from 1."""
        if number < 1 or size < 1:
            raise QueryError(f"page {number} of {size} claims is none; pages are counted from 1, of 1 claim or more")
        return replace(self, offset=(number - 1) * size, limit=size)

    def flat(self) -> Iterator[Row]:
        """The claims as flat rows, with the columns of ``columns.py``."""
        return map(flat, self)

    def to_list(self) -> list[Row]:
        """The claims, each a dictionary, with lists of parties and voices inside."""
        return list(self)

    def to_pandas(self) -> Any:
        """The claims as a pandas DataFrame, with the columns of ``columns.py``. Needs pandas."""
        return frames.to_pandas(self.flat())

    def to_arrow(self) -> Any:
        """The claims as an Arrow table, with the columns of ``columns.py``. Needs pyarrow."""
        return frames.to_arrow(self.flat())

    def _keys(self) -> list[int]:
        conditions = where(self.filter)
        page = {"limit": -1 if self.limit is None else self.limit, "offset": self.offset}
        sql = conditions.put_into(statement("sayso.query", "page"))
        return [key for (key,) in self.store.rows(sql, {**conditions.values, **page})]


def claims(
    store: Store, asked: Filter | None = None, *, limit: int | None = None, offset: int = 0, **filters: Any
) -> Result:
    """The claims that a filter asks for, given as one or as its fields.

    ``limit`` is how many, None for all; ``offset`` is how many are passed over first.
    Raises QueryError for a question that cannot be understood.
    """
    if (limit is not None and limit < 0) or offset < 0:
        raise QueryError(f"limit {limit} and offset {offset} must not be less than 0")
    result = Result(store, filter_of(asked, filters), limit, offset)
    where(result.filter)  # what cannot be understood is told here, not at the first claim
    return result


def filter_of(asked: Filter | None, filters: dict[str, Any]) -> Filter:
    """One filter from a filter and fields that replace its own. Raises QueryError for a field that there is none of."""
    try:
        return Filter(**filters) if asked is None else replace(asked, **filters)
    except TypeError:
        known = Filter.__dataclass_fields__
        unknown = next((name for name in filters if name not in known), None)
        if unknown is None:
            raise
        raise QueryError(f"{unknown!r} is no field of a filter; there are {', '.join(known)}") from None
