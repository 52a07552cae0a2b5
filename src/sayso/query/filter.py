"""Which claims are wanted."""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Literal, get_args

from sayso.dates.intervals import interval
from sayso.errors import QueryError
from sayso.lexicon import Lexicon
from sayso.model.codes import MODES, EventType, Mood, Stance

Values = str | Iterable[str]
Within = Literal["sentence", "report"]
On = Literal["event", "published"]

_PAIR = re.compile(r"\s*([A-Za-z]{3})\s*(:|<>)\s*([A-Za-z]{3})\s*")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are wanted: those to which all of it applies. Several values of one field are alternatives.

    ``words``: a full-text question (``words.py``) that the claim's sentence answers, or, ``within="report"``, the whole
    report. ``type``, ``mode``, ``mood``, ``quad``: codes.
    ``actor``, ``recipient``, ``place``, and ``party`` (actor or recipient): a country (``AZE``) or the name of an
    entity as the reports have it, in full, in capitals or not; ``*`` stands for any letters (``*Cohen``).
    ``voice``: likewise, for a speaker anywhere in the chain; or ``paper`` (the paper says so itself) or ``any``
    (somebody else does). ``stance`` is that voice's. ``outermost``: only the outermost voice of a chain counts.
    ``dyad``: ``AZE:IRN``, or ``AZE<>IRN`` for both directions.
    ``since`` and ``until``: the first and last day, a date or ``"2023-04-06"``, ``"2023-04"``, ``"2023"``; what counts
    is the first day that the event may cover, or, ``on="published"``, the day of the report, so that each claim with a
    day falls into exactly one of any row of periods.
    ``min_score`` and ``max_score``: PLOVER's score, -10 to 10. ``min_probability``: of the claim's type, 0 to 1.
    ``report``: ids of reports.

    Raises QueryError for codes, countries and dates that there are none of.
    """

    words: str | None = None
    within: Within = "sentence"
    type: Values = ()
    mode: Values = ()
    mood: Values = ()
    quad: int | str | Iterable[int | str] = ()
    actor: Values = ()
    recipient: Values = ()
    party: Values = ()
    place: Values = ()
    voice: Values = ()
    stance: Values = ()
    outermost: bool = False
    dyad: str | None = None
    since: date | str | None = None
    until: date | str | None = None
    on: On = "event"
    min_score: float | None = None
    max_score: float | None = None
    min_probability: float | None = None
    report: Values = ()

    def __post_init__(self) -> None:
        for name in ("type", "mode", "mood", "actor", "recipient", "party", "place", "voice", "stance", "report"):
            object.__setattr__(self, name, _several(getattr(self, name)))
        quads = (self.quad,) if isinstance(self.quad, int) else _several(self.quad)
        object.__setattr__(self, "quad", tuple(_quad(quad) for quad in quads))
        _one_of("within", [self.within], get_args(Within))
        _one_of("on", [self.on], get_args(On))
        _one_of("type", self.type, [*EventType])
        _one_of("mode", self.mode, sorted({mode for modes in MODES.values() for mode in modes}))
        _one_of("mood", self.mood, [*Mood])
        _one_of("stance", self.stance, [*Stance])
        self._check_voice()
        object.__setattr__(self, "since", _day("since", self.since, 0))
        object.__setattr__(self, "until", _day("until", self.until, 1))
        if self.since and self.until and str(self.since) > str(self.until):
            raise QueryError(f"since {self.since} is after until {self.until}; swap them")
        if self.dyad is not None:
            object.__setattr__(self, "dyad", str(Dyad.read(self.dyad)))

    def options(self) -> str:
        """What is asked for, as a command line has it; empty where nothing is.

        >>> Filter("arrest* AND Baku", type="COERCE", voice=("IRN", "Eli *"), until="2023-04", on="published").options()
        "'arrest* AND Baku' --type COERCE --voice IRN --voice 'Eli *' --until 2023-04-30 --on published"
        """
        words = [] if self.words is None else [self.words]
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "words" or value == field.default or not self._matters(field.name):
                continue
            option = "--in" if field.name == "within" else f"--{field.name.replace('_', '-')}"
            values = [] if value is True else value if isinstance(value, tuple) else [value]
            words += [option] if value is True else [word for one in values for word in (option, str(one))]
        return shlex.join(words)

    def _matters(self, name: str) -> bool:
        """False for a field that only says how another one is meant, where that is not given."""
        match name:
            case "on":
                return self.since is not None or self.until is not None
            case "within":
                return self.words is not None
            case _:
                return True

    def _check_voice(self) -> None:
        if self.stance and set(self.voice) == {"paper"}:
            raise QueryError("the paper has no stance to what it says itself; leave out the stance, or ask for a voice")
        if self.outermost and not self.stance and not set(self.voice) - {"paper", "any"}:
            raise QueryError("outermost says which voice is meant; name a voice or a stance too")


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two countries that face each other: what ``a`` does to ``b``, or, ``mutual``, either to the other."""

    a: str
    b: str
    mutual: bool

    @classmethod
    def read(cls, words: str) -> Dyad:
        """A dyad from ``AZE:IRN`` or ``AZE<>IRN``. Raises QueryError for anything else.

        >>> Dyad.read("aze<>irn")
        Dyad(a='AZE', b='IRN', mutual=True)
        """
        match = _PAIR.fullmatch(words)
        if match is None:
            raise QueryError(f"dyad {words!r} is none; write AZE:IRN, or AZE<>IRN for both directions")
        a, b = match[1].upper(), match[3].upper()
        for code in (a, b):
            _one_of("country", [code], countries())
        return cls(a, b, match[2] == "<>")

    def __str__(self) -> str:
        return f"{self.a}{'<>' if self.mutual else ':'}{self.b}"


@cache
def countries() -> frozenset[str]:
    """The codes of all countries, ISO 3166 alpha-3."""
    return frozenset(row["iso3"] for row in Lexicon().table("countries.csv"))


def _several(values: object) -> tuple[str, ...]:
    if isinstance(values, str):
        return (values,)
    assert isinstance(values, Iterable)  # noqa: S101 - the types say so
    return tuple(str(value) for value in values)


def _quad(value: int | str) -> int:
    _one_of("quad", [str(value)], ["1", "2", "3", "4"])
    return int(value)


def _one_of(name: str, values: Iterable[str], allowed: Collection[str]) -> None:
    for value in values:
        if value not in allowed:
            near = difflib.get_close_matches(value, allowed, 1) or difflib.get_close_matches(value.upper(), allowed, 1)
            listed = f"one of {', '.join(allowed)}" if len(allowed) < 70 else "a code of ISO 3166, such as AZE"
            raise QueryError(f"{name} {value!r} is none; " + (f"is {near[0]} meant?" if near else f"give {listed}"))


def _day(name: str, given: date | str | None, side: Literal[0, 1]) -> date | None:
    if given is None or isinstance(given, date):
        return given
    days = interval(given.strip())
    if days is None:
        raise QueryError(f"{name} {given!r} is no date; write it as 2023-04-06, 2023-04 or 2023")
    return days[side]
