"""What SQLite cannot hold to the letter: half characters, NUL inside a text, integers over 64 bits.

The tables have the nearest that can be held, with every offset kept; the record itself is kept beside them as bytes.
"""

from __future__ import annotations

import json
import re

from sayso.model.text import stable_id
from sayso.record import Row

# SQL functions end a text at NUL, and a half of a pair has no UTF-8
_NOT_HELD = re.compile("[\x00\ud800-\udfff]")
_LARGEST = 2**63 - 1


def held(text: str) -> str:
    """The text with U+FFFD for each code point that cannot be held; offsets stay as they are."""
    return _NOT_HELD.sub("\N{REPLACEMENT CHARACTER}", text)


def held_or_none(text: str | None) -> str | None:
    """As ``held``; None stays None."""
    return None if text is None else held(text)


def held_id(id: str) -> str:
    """The id of a report as the store knows it: the same, or, where that cannot be held, one that is as distinct."""
    return id if _NOT_HELD.search(id) is None else f"{held(id)} {stable_id('x', id)}"


def held_number(number: int) -> int:
    """The number, or the largest that can be held."""
    return min(number, _LARGEST)


def written(record: Row) -> bytes:
    """A record as bytes from which ``read`` makes the same record."""
    # ensure_ascii would join two halves that were two characters
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read(data: bytes) -> Row:
    """The record that ``written`` made into bytes."""
    record: Row = json.loads(data.decode("utf-8", "surrogatepass"))
    return record


def same(one: Row, other: Row) -> bool:
    """True where two records say the same to the letter: 1 is not 1.0, and the order of keys means nothing."""
    return one == other and json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
