"""Number words: "twenty-four" is 24, "two and a half million" 2500000.

The words are rows of ``data/numbers.csv``. Nothing here knows what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from sayso.lexicon import Lexicon

_TABLES = Lexicon()
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?\Z")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?\Z")
_ORDINAL_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)\Z")


@cache
def words_of(kind: str) -> Mapping[str, str]:
    """The rows of one class of ``numbers.csv``: word -> value, both as they stand in the table."""
    return {row["word"]: row["value"] for row in _TABLES.table("numbers.csv") if row["class"] == kind}


def digits(word: str) -> Decimal | None:
    """The value of a number written in figures (``1,200``, ``3.5``); None where the word is none.

    >>> digits("1,200")
    Decimal('1200')
    """
    if not _DIGITS.match(word) or ("," in word and not _GROUPED.match(word)):
        return None
    return Decimal(word.replace(",", ""))


def ordinal(word: str) -> int | None:
    """The value of an ordinal, in words or figures (``third``, ``21st``); None where the word is none."""
    match = _ORDINAL_DIGITS.match(word)
    if match:
        return int(match.group(1))
    value = words_of("ordinal").get(word)
    return int(value) if value else None


def cardinal(words: Sequence[str], start: int = 0) -> tuple[Decimal, int] | None:
    """The number that begins at ``words[start]`` (small letters, no hyphens) and the index past its last word.

    Two two-digit numbers in a row are a year ("nineteen ninety-six"). None where no number begins there.

    >>> cardinal(["two", "hundred", "and", "five", "men"])
    (Decimal('205'), 4)
    """
    total, part, at, seen = Decimal(0), Decimal(0), start, False
    while at < len(words):
        word = words[at]
        if word == "and" and total + part >= 100 and part % 100 == 0 and words[at + 1 : at + 2]:
            small = words_of("cardinal").get(words[at + 1])
            if small is None or int(small) >= 100:
                break
            at += 1
            continue
        value = _simple(words, at)
        if value is not None:
            if not _fits(part, value, seen, words[at]):
                break
            part = part * 100 + value if _is_year(part, value) else part + value
        elif word in words_of("scale") and (seen or words[at - 1 : at] == ["a"]):
            scale = Decimal(words_of("scale")[word])
            part = (part or Decimal(1)) * scale
            if scale >= 1000:
                total, part = total + part, Decimal(0)
        else:
            break
        seen, at = True, at + 1
    return (total + part, at) if seen else None


def _simple(words: Sequence[str], at: int) -> Decimal | None:
    if at >= len(words):
        return None
    named = words_of("cardinal").get(words[at])
    return Decimal(named) if named else digits(words[at])


def _fits(part: Decimal, value: Decimal, seen: bool, word: str) -> bool:
    """True where a number may go on with this value: "twenty" with "four", "two hundred" with "five"."""
    if not seen or part == 0:
        return not seen or value < 1000  # "67 thousand 338"
    if word[0].isdigit():
        return False
    return (
        _is_year(part, value)
        or (part % 100 == 0 and value < 100)
        or (part % 100 >= 20 and part % 10 == 0 and value < 10)
    )


def _is_year(part: Decimal, value: Decimal) -> bool:
    """True for the two halves of a year told in words."""
    return 10 <= part <= 20 and 10 <= value < 100
