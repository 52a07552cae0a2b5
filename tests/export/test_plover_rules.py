"""PLOVER's own rules, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.export.plover_rules import UNIDENTIFIED, Event, events
from sayso.export.read_report import report
from tests.export.made_up import Maker

_VOICES = [(["B"], None, "asserts")]


def _events(*claims: dict[str, Any], published: str | None = "2024-10-23") -> list[Event]:
    make = Maker("r", "Aland moved and Bland moved too, as Cland moved.", published)
    for id, name in (("A", "Aland"), ("B", "Bland"), ("C", "Cland")):
        make.entity(id, name, "state")
    for number, claim in enumerate(claims):
        make.claim(**{"id": f"c{number}", "trigger": "moved", "actors": [("A", "Aland")], **claim})
    return list(events(report(make.row)))


def _one(**claim: Any) -> Event:
    (event,) = _events(claim)
    return event


@pytest.mark.parametrize(
    ("code", "becomes"),
    [
        ("CONSULT-visit", "AGREE"), ("SUPPORT", "AGREE"), ("COOPERATE", "AGREE"), ("AID", "AGREE"),
        ("RETREAT-withdraw", "CONCEDE"),
    ],
)  # fmt: skip
def test_what_is_still_to_come(code: str, becomes: str) -> None:
    event = _one(code=code, mood="planned", time=(None, "2024-11-01"))
    assert (event.type, event.mode, event.converted, event.auxiliary) == (becomes, None, True, ())
    # the will is declared now, whenever the deed comes
    assert str(event.day) == "2024-10-23"
    assert event.claim.type == code.partition("-")[0]


@pytest.mark.parametrize("mood", ["happened", "ongoing", "possible", "wanted", "not"])
def test_only_plans_are_converted(mood: str) -> None:
    event = _one(code="CONSULT-visit", mood=mood)
    assert (event.type, event.mode, event.converted) == ("CONSULT", "visit", False)


@pytest.mark.parametrize(
    ("mood", "voices", "auxiliary"),
    [
        ("happened", [], ()),
        ("ongoing", [], ()),
        ("planned", [], ("future",)),
        ("possible", [], ("hypothetical",)),
        ("wanted", _VOICES, ("hypothetical",)),
        ("not", [], ("negation",)),
        ("happened", [(["A"], None, "denies")], ("negation",)),
        ("happened", [(["A"], None, "doubts")], ("hypothetical",)),
        ("not", [(["A"], None, "denies")], ()),
        ("happened", [(["B"], None, "denies"), (["A"], None, "denies")], ()),
        ("happened", [(["B"], None, "asserts"), (["A"], None, "denies")], ("negation",)),
        ("planned", [(["A"], None, "denies")], ("future", "negation")),
    ],
)
def test_auxiliary_modes(mood: str, voices: list[Any], auxiliary: tuple[str, ...]) -> None:
    event = _one(code="ASSAULT", mood=mood, voices=voices)
    assert event.auxiliary == auxiliary
    assert event.is_fact == (not auxiliary)


@pytest.mark.parametrize(
    ("value", "mood", "historical"),
    [
        ("2019", "happened", True),
        ("2024-08", "happened", True),
        ("2024-09-22", "happened", False),  # 31 days
        ("2024-09-21", "happened", True),
        ("2024", "happened", False),  # may still be going on
        ("2008", "ongoing", False),
        ("2008/", "happened", False),
        ("PAST_REF", "happened", False),
        ("2019", "not", False),
    ],
)
def test_history(value: str, mood: str, historical: bool) -> None:
    event = _one(code="ASSAULT", mood=mood, time=(None, value))
    assert ("historical" in event.auxiliary) is historical


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-10-21", ("2024-10-21", "2024-10-21")),
        ("2024-09", ("2024-09-01", "2024-09-30")),
        ("2024", ("2024-01-01", "2024-10-23")),  # not beyond the report
        ("2024-11-05", ("2024-10-23", "2024-10-23")),
        ("2008/", ("2008-01-01", "2024-10-23")),
        ("?", ("2024-10-23", "2024-10-23")),
        (None, ("2024-10-23", "2024-10-23")),
    ],
)
def test_days(value: str | None, days: tuple[str, str]) -> None:
    event = _one(code="ASSAULT", time=(None, value))
    assert (str(event.day), str(event.last_day)) == days


def test_days_without_a_report_date() -> None:
    (known, unknown) = _events({"code": "ASSAULT", "time": (None, "2024-11-05")}, {"code": "ASSAULT"}, published=None)
    assert str(known.day) == "2024-11-05"
    assert unknown.day is None


def test_a_promise_is_one_event() -> None:
    promise = {"code": "AGREE", "recipients": [("B", "Bland")]}
    promised = {
        "code": "AID", "mood": "planned", "recipients": [("B", "Bland")], "voices": [(["A"], None, "promises")],
    }  # fmt: skip
    assert [e.type for e in _events(promise, promised)] == ["AGREE"]
    # somebody else's, a plan that nobody promises, another recipient, no promise beside it
    assert len(_events({**promise, "actors": [("C", "Cland")]}, promised)) == 2
    assert len(_events(promise, {**promised, "voices": []})) == 2
    assert len(_events(promise, {**promised, "recipients": [("C", "Cland")]})) == 2
    assert [e.type for e in _events(promised)] == ["AGREE"]


def test_who_suffers_it() -> None:
    assert _one(code="SANCTION").recipients == (UNIDENTIFIED,)
    assert _one(code="PROTEST-demo").recipients == ()
    # both sides of an exchange are actors
    assert _one(code="COOPERATE", actors=[("A", "Aland"), ("B", "Bland")]).recipients == ()
    assert [who.id for who in _one(code="AID", recipients=[("B", "Bland")]).recipients] == ["B"]


def test_several_actors_are_one_event() -> None:
    event = _one(code="ACCUSE", actors=[("A", "Aland"), ("B", "Bland")], recipients=[("C", "Cland")])
    assert [who.id for who in event.claim.actors] == ["A", "B"]
