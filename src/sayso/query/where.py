"""From a filter to the conditions of a statement; each condition is a file of SQL in ``where/``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.query.filter import Dyad, Filter, countries
from sayso.query.words import expression
from sayso.store.statements import statement

Values = Mapping[str, Any]
Condition = tuple[str, Values]


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions over ``claims AS c``, joined by AND, and the values of their parameters."""

    sql: str
    values: Values

    def put_into(self, sql: str) -> str:
        """A statement with the conditions at its mark."""
        return sql.replace("/* where */ true", self.sql)


def where(asked: Filter) -> Where:
    """The conditions of a filter. Raises QueryError where its words cannot be understood."""
    conditions = list(_conditions(asked))
    values: dict[str, Any] = {}
    for _, given in conditions:
        values |= given
    return Where("\n    AND ".join(f"({sql})" for sql, _ in conditions) or "true", values)


def _conditions(asked: Filter) -> Iterator[Condition]:
    for name in ("type", "mode", "mood", "quad", "report"):
        if wanted := getattr(asked, name):
            yield _condition(name, {name: json.dumps(wanted)})
    yield from _bounds(asked)
    for role in ("actor", "recipient", "place"):
        if wanted := getattr(asked, role):
            yield _parties(role, [role], wanted)
    if asked.party:
        yield _parties("party", ["actor", "recipient"], list(asked.party))
    if asked.voice or asked.stance:
        yield _voices(asked)
    if asked.dyad is not None:
        dyad = Dyad.read(asked.dyad)
        yield _condition("dyad", {"a": dyad.a, "b": dyad.b, "mutual": dyad.mutual})
    if asked.words is not None:
        yield _condition(f"words_in_{asked.within}", {"words": expression(asked.words)})


def _bounds(asked: Filter) -> Iterator[Condition]:
    days = "published" if asked.on == "published" else "event"
    for name, file in (
        ("since", f"since_{days}"),
        ("until", f"until_{days}"),
        ("min_score", "min_score"),
        ("max_score", "max_score"),
        ("min_probability", "min_probability"),
    ):
        bound = getattr(asked, name)
        if bound is not None:
            yield _condition(file, {name: bound if isinstance(bound, (int, float)) else str(bound)})


def _parties(name: str, roles: Sequence[str], wanted: Sequence[str]) -> Condition:
    return _any_of("party", name, wanted, {"roles": json.dumps(roles)})


def _voices(asked: Filter) -> Condition:
    wanted = [voice for voice in asked.voice if voice not in ("paper", "any")]
    chosen = {
        "stances": json.dumps(asked.stance) if asked.stance else None,
        "level": 0 if asked.outermost else None,
    }
    arms: list[Condition] = []
    if "paper" in asked.voice:
        arms.append(_condition("paper", {}))
    if asked.stance and ("any" in asked.voice or not asked.voice):
        arms.append(_condition("stance", {"stances": chosen["stances"], "level": chosen["level"]}))
    elif "any" in asked.voice:
        arms.append(_condition("told", {}))
    if wanted:
        arms.append(_any_of("voice", "voice", wanted, chosen))
    return _either(arms)


def _any_of(file: str, name: str, wanted: Sequence[str], more: Values) -> Condition:
    """Countries, names and patterns of names, each by a statement of its own that an index serves."""
    codes = [value for value in wanted if value in countries()]
    names = [value for value in wanted if value not in countries() and "*" not in value]
    patterns = [_pattern(value) for value in wanted if "*" in value]
    arms = [
        _condition(f"{file}_{how}", {how: json.dumps(values), **more}, prefix=f"{name}_")
        for how, values in (("countries", codes), ("names", names), ("patterns", patterns))
        if values
    ]
    return _either(arms)


def _either(arms: Sequence[Condition]) -> Condition:
    values: dict[str, Any] = {}
    for _, given in arms:
        values |= given
    return " OR ".join(sql for sql, _ in arms), values


def _condition(file: str, values: Values, prefix: str = "") -> Condition:
    """A condition from its file. ``prefix`` keeps parameters of the same name in one statement apart."""
    sql = statement("sayso.query", f"where/{file}").strip()
    for name in sorted(values, key=len, reverse=True):
        sql = sql.replace(f":{name}", f":{prefix}{name}")
    return sql, {f"{prefix}{name}": value for name, value in values.items()}


def _pattern(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped.replace("*", "%")
