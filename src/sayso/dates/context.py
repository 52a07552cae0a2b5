"""What a rule may know beside the words themselves, and what a rule is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sayso.dates.intervals import Interval, interval


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands.

    ``anchor`` is the report's date; ``focus`` the TimeML value of the date last spoken of, None for none near by;
    ``ahead`` says that the sentence looks ahead ("will", "scheduled for"); ``kind`` is the TimeML type that the
    encoder gives the expression, None where nobody knows; ``told`` says that the focus stands in the same sentence
    and lies well before the report; ``history`` that the whole text tells of times long past.
    """

    anchor: date | None = None
    focus: str | None = None
    ahead: bool = False
    kind: str | None = None
    told: bool = False
    history: bool = False

    @property
    def focus_days(self) -> Interval | None:
        """The days of the focus and its grain."""
        return interval(self.focus)

    @property
    def today(self) -> date | None:
        """The day last spoken of, where it is one, or else the report's."""
        days = self.focus_days
        return days[0] if days and days[2] == "day" else self.anchor

    @property
    def now(self) -> date | None:
        """The day from which "two days later" counts: that of the focus, or else the report's."""
        days = self.focus_days
        return days[0] if days else self.anchor


Meaning = tuple[str, str | None]
"""TimeML type and value; the value is None where it cannot be worked out."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern over canonical words and what it means; a production may decline with None."""

    name: str
    pattern: re.Pattern[str]
    produce: Callable[[re.Match[str], Context], Meaning | None]


_HOLES = {
    "{y}": r"(?P<y>[12]\d{3})",
    "{m}": r"month:(?P<m>\d+)",
    "{d}": r"(?:nth:)?(?P<d>[0-3]?\d)",
    "{w}": r"weekday:(?P<w>\d)",
    "{u}": r"units?:(?P<u>\w+)",
    "{one}": r"unit:(?P<u>\w+)",
    "{many}": r"units:(?P<u>\w+)",
    "{n}": r"(?P<n>\d+(?:\.\d+)?|X|a)",
    "{s}": r"season:(?P<s>\w\w)",
    "{p}": r"part:(?P<p>\w\w)",
    "{q}": r"nth:(?P<q>[1-4])",
    "{to}": r"(?:to|-|until|and|/)",
}


def rule(name: str, pattern: str, produce: Callable[[re.Match[str], Context], Meaning | None]) -> Rule:
    """A rule from a pattern with holes: ``{y}`` year, ``{m}`` month, ``{d}`` day, ``{w}`` weekday, ``{u}`` unit
    (``{one}``, ``{many}`` where the word is a singular or a plural), ``{n}`` number, ``{s}`` season, ``{p}`` part of
    the day, ``{q}`` which quarter, ``{to}`` a word for "up to"."""
    for hole, filling in _HOLES.items():
        pattern = pattern.replace(hole, filling)
    return Rule(name, re.compile(pattern), produce)
