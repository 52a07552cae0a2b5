"""Quantities: from words to a value and a unit, as the record writes them.

A value is a plain number (``"69"``, ``"1200000000"``), a range (``"10..15"``), a bound (``">=10"``), a number told
loosely (``"~1000"``) or a word that counts nothing exactly (``"~dozens"``). Units are ``percent``, ``people``, ISO
4217 codes, names of measures, else the noun that is counted. Words are rows of ``numbers.csv``, ``units.csv`` and
``quantity_signs.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from sayso.lexicon import Lexicon
from sayso.numbers import cardinal, words_of
from sayso.units import rate, table, tokens, unit_after, unit_of


@dataclass(frozen=True, slots=True)
class Quantity:
    """What number words say; ``by`` names the rule that read them. None = the words do not say."""

    value: str | None
    unit: str | None
    by: str


_TABLES = Lexicon()
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_SUFFIX = re.compile(r"(?<=\d)\s?(bn|mn|tn|[mbk])\b(?!\$)")
_BLANK_GROUPS = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d,.]\d|\d)")
_DOT_GROUPS = re.compile(r"(?<![\d.,])(\d{1,3})((?:\.\d{3})*\.000)(?![\d%])")
_LONGEST = 200
"""Characters beyond which words are no number, but a mark gone astray."""
_ARTICLES = ("a ", "an ", "the ", "its ", "their ")
_RANGE_WORDS = frozenset(("-", "to", "and", "or"))
_WHOLE_NUMBERS = ("a dozen", "a hundred", "a thousand", "a million")


@cache
def _signs(trailing: bool) -> tuple[tuple[str, str], ...]:
    """The words for bounds that stand before a number, or after it; long ones first."""
    rows = [(row["words"], row["class"]) for row in _TABLES.table("quantity_signs.csv")]
    chosen = [row for row in rows if (row[0].startswith("or ") or row[0] in ("plus", "+")) is trailing]
    return tuple(sorted(chosen, key=lambda row: -len(row[0])))


def quantity(words: str, before: str = "", after: str = "", exceeds: str = ">=") -> Quantity:
    """The value and unit of number words, with the text around them where it matters.

    ``before`` and ``after`` are the text on either side within the sentence: a sign may stand before ("more than"),
    the noun that is counted after. ``exceeds`` is what "over" and "more than" are written as. Raises nothing.

    >>> quantity("at least $1.2 billion")
    Quantity(value='>=1200000000', unit='USD', by='rule:number')
    >>> quantity("16", after=" submarines in service")
    Quantity(value='16', unit='submarines', by='rule:number')
    """
    if len(words) > _LONGEST:
        return Quantity(None, None, "rule:too-long")
    text = _plain(words)
    sign, text = _leading_sign(text, exceeds)
    trailing, text = _trailing_sign(text)
    sign = sign or trailing or _sign_before(before, exceeds)
    said = tokens(text)
    for read in (_share, _vague, _range, _number):
        found = read(said)
        if found is not None:
            value, unit, rest, by = found
            unit = unit + rate(rest) if unit else unit_of(rest, words) or unit_after(after)
            return Quantity(_signed(sign, value), unit, by)
    return Quantity(None, None, "rule:none")


def _plain(words: str) -> str:
    """Small letters, single blanks, plain hyphens, no marks between thousands but commas, scales as words."""
    text = _SPACES.sub(" ", words.strip().lower()).replace("–", "-").replace("—", "-")
    text = _BLANK_GROUPS.sub(lambda m: m[0].replace(" ", ""), text)
    text = _DOT_GROUPS.sub(lambda m: m[0].replace(".", ""), text)
    scales = {value: word for word, value in words_of("scale").items()}
    return _SUFFIX.sub(lambda m: " " + scales[words_of("suffix")[m[1]]], text)


def _signed(sign: str, value: str) -> str:
    return value if not sign or ".." in value or value[0] in "~<>" else sign + value


def _leading_sign(text: str, exceeds: str) -> tuple[str, str]:
    """Takes words like "at least" and articles off the front; the first sign found counts."""
    sign = ""
    while True:
        row = next((row for row in _signs(False) if text.startswith(row[0] + " ")), None)
        if row is not None:
            sign, text = sign or _sign_of(row[1], exceeds), text[len(row[0]) + 1 :]
            continue
        article = next((a for a in _ARTICLES if text.startswith(a)), None)
        if article is None or _is_share(text[len(article) :]) or text.startswith(_WHOLE_NUMBERS):
            return sign, text
        text = text[len(article) :]


def _is_share(text: str) -> bool:
    return text.split(" ", 1)[0].rstrip(",.") in words_of("fraction") or text.startswith("majority")


def _trailing_sign(text: str) -> tuple[str, str]:
    for words, kind in _signs(True):
        found = re.search(rf"(?:^|(?<=[\d\s-]))-?\s?{re.escape(words)}(?=$| )", text)
        if found:
            return kind, (text[: found.start()].rstrip(" -") + text[found.end() :])
    return "", text


def _sign_before(before: str, exceeds: str) -> str:
    tail = _SPACES.sub(" ", before[-40:].lower()).rstrip()
    tail = re.sub(r" an?$", "", tail)
    for words, kind in _signs(False):
        if tail.endswith(words) and (len(tail) == len(words) or not tail[-len(words) - 1].isalpha()):
            return _sign_of(kind, exceeds)
    return ""


def _sign_of(kind: str, exceeds: str) -> str:
    return {"exceeds": exceeds, "same": ""}.get(kind, kind)


_Found = tuple[str, str | None, Sequence[str], str]
"""Value, unit if it is settled, the words after the number, the rule's name."""


def _share(said: list[str]) -> _Found | None:
    """A fraction as percent: "a third", "two-thirds", "two out of 10", "half", "a majority"."""
    if said[:1] in (["majority"], ["most"]) or said[:2] == ["a", "majority"]:
        return ">50", "percent", (), "rule:majority"
    words = [t for t in said if t != "-"]
    first = cardinal(words) if words and words[0] not in ("a", "an", "one") else None
    count, at = first or (Decimal(1), 1 if words[:1] and words[0] in ("a", "an", "one") else 0)
    parts = words_of("fraction").get(words[at]) if at < len(words) else None
    if parts and count < 10:
        return _decimal(count * 100 / int(parts)), "percent", (), "rule:fraction"
    if words[at : at + 2] == ["out", "of"] or words[at : at + 1] == ["in"]:
        whole = cardinal(words, at + (2 if words[at] == "out" else 1))
        if whole and whole[0] > count and whole[0] <= 1000:
            return _decimal(count * 100 / whole[0]), "percent", (), "rule:out-of"
    return None


def _vague(said: list[str]) -> _Found | None:
    """ "dozens", "tens of thousands", "several hundred", "many"."""
    vague, scales = {**words_of("vague"), "tens": "~tens"}, words_of("scale")
    if not said:
        return None
    if said[0] in vague:
        if said[1:2] == ["of"] and said[2:3] and said[2] in vague:
            return f"~{said[0]} of {said[2]}", None, said[3:], "rule:vague"
        return (vague[said[0]], None, said[1:], "rule:vague") if said[0] != "tens" else None
    if said[0] in words_of("few"):
        if said[1:2] and said[1] in scales:
            return f"~{said[1]}s", None, said[2:], "rule:vague"
        return words_of("few")[said[0]], None, said[1:], "rule:vague"
    return None


def _range(said: list[str]) -> _Found | None:
    """ "between 10 and 15", "60-70", "50 or 60 tons", "NT$1,500 to NT$5,000"."""
    if said[:1] in (["between"], ["from"]):
        said = said[1:]
    first = _amount(said)
    if first is None or first[2] >= len(said) - 1:
        return None
    low, unit, at = first
    if said[at] not in _RANGE_WORDS and not (said[at] == "percent" and said[at + 1] in _RANGE_WORDS):
        return None
    at += 1 if said[at] in _RANGE_WORDS else 2
    second = _amount(said[at:])
    if second is None:
        return None
    high, other, used = second
    scale = _scale_of(said[at : at + used])
    low = low * scale if scale > 1 and low < high / scale * 1000 and low < 1000 else low
    return (
        (f"{_decimal(low)}..{_decimal(high)}", unit or other, said[at + used :], "rule:range") if low < high else None
    )


def _scale_of(said: Sequence[str]) -> Decimal:
    scales = words_of("scale")
    found = [Decimal(scales[t]) for t in said if t in scales]
    return found[-1] if found else Decimal(1)


def _number(said: list[str]) -> _Found | None:
    found = _amount(said)
    if found is None:
        return None
    value, unit, at = found
    return _decimal(value), unit, said[at:], "rule:number"


def _amount(said: Sequence[str]) -> tuple[Decimal, str | None, int] | None:
    """A number, with a currency sign before it if there is one, and the index past it."""
    unit, at = None, 0
    signs = table("sign")
    if said and said[0] not in words_of("cardinal"):
        unit = signs.get(said[0]) or signs.get(said[0].rstrip("."))
        at = 1 if unit and len(said) > 1 and said[1][0].isdigit() else 0
        unit = unit if at else None
    words = list(said[at:])
    if words[:1] == ["a"] and words[1:2] and words[1] in words_of("scale"):
        words = ["one", *words[1:]]
    if words[:1] and words[0] in words_of("scale"):  # "hundred" alone is no number, "dozen" is
        words = ["one", *words]
        at -= 1
    words = ["" if w == "-" and _joins(words, i) else w for i, w in enumerate(words)]
    compact = [w for w in words if w]
    number = cardinal(compact)
    if number is None:
        return None
    value, used = number
    # hyphens inside number words were left out: count them back in
    end = used
    for i, w in enumerate(words):
        if i >= end:
            break
        end += w == ""
    return value, unit, at + end


def _joins(words: Sequence[str], at: int) -> bool:
    """True for a hyphen inside number words ("twenty-four", "336-million"), not for one between figures."""
    before, after = words[at - 1 : at], words[at + 1 : at + 2]
    return bool(before and after) and not (before[0][0].isdigit() and after[0][0].isdigit())


def _decimal(value: Decimal) -> str:
    """A number as the record writes it: no exponent, no idle zeros, shares to one place."""
    rounded = value.quantize(Decimal("0.1")) if value.as_tuple().exponent < -4 else value  # type: ignore[operator]
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
