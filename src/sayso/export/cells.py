"""How values stand in files: on one line, without what a reader of the format would stumble over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sayso.model.text import Span

_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and what databases and terminals refuse: control characters and halves of characters."""

_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")

BETWEEN = "; "
"""Between several values in one cell."""


def fit(words: str) -> str:
    """The words with characters replaced that files cannot hold, one for one, so that offsets stay.

    >>> fit("a\\x00b")
    'a\\ufffdb'
    """
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", words)


def line(words: str) -> str:
    """The words on one line, without tabs; spaces at both ends taken off."""
    return fit(_BREAKS.sub(" ", words)).strip()


def cell(value: object) -> str:
    """A value as a cell of a text table: "" for None, 1 and 0 for True and False, numbers without needless digits.

    >>> [cell(v) for v in (None, True, -9.5, 10.0, "two\\tlines\\nhere")]
    ['', '1', '-9.5', '10', 'two lines here']
    """
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".")
        case _:
            return line(str(value))


def joined(values: Iterable[object]) -> str:
    """Several values in one cell, in their order, empty ones kept, so that cells of one row stay in step.

    Empty for values that are all empty.
    """
    cells = [cell(value).replace(";", ",") for value in values]
    return BETWEEN.join(cells) if any(cells) else ""


def row(values: Iterable[object]) -> str:
    """A line of a tab-separated table, with its end."""
    return "\t".join(map(cell, values)) + "\n"


def json_line(value: Mapping[str, Any]) -> str:
    """A JSON object on one line, with its end; what JSON readers refuse is replaced as in ``fit``."""
    line = json.dumps(_fit_all(value), ensure_ascii=False, allow_nan=False)
    # some readers of lines take these for line ends, which JSON does not
    return _OTHER_LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", line) + "\n"


def _fit_all(value: Any) -> Any:
    match value:
        case str():
            return fit(value) if _UNFIT.search(value) else value
        case Mapping():
            return {_fit_all(key): _fit_all(one) for key, one in value.items()}
        case list() | tuple():
            return [_fit_all(one) for one in value]
        case _:
            return value


def offsets(span: Span | None) -> list[int] | None:
    """A span as JSON has it."""
    return None if span is None else [span.start, span.end]
