"""Scores that say how often they are right."""

from __future__ import annotations

import pytest

from evaluation.calibration import Judged, curve, expected_error, judged


def claims(score: float, right: int, wrong: int) -> list[Judged]:
    return [Judged(score, True)] * right + [Judged(score, False)] * wrong


def test_a_score_that_is_right_as_often_as_it_says_has_no_error() -> None:
    assert expected_error(claims(0.8, 8, 2) * 10) == pytest.approx(0.0)


def test_overconfidence_is_the_distance() -> None:
    assert expected_error(claims(0.9, 5, 5) * 10) == pytest.approx(0.4)


def test_errors_of_opposite_sign_do_not_cancel() -> None:
    assert expected_error(claims(0.9, 50, 50) + claims(0.1, 50, 50)) == pytest.approx(0.4)


def test_no_claims_have_no_error() -> None:
    assert expected_error([]) == 0.0
    assert curve([]) == []


def test_the_curve_takes_the_surest_first() -> None:
    points = curve(claims(0.9, 10, 0) + claims(0.2, 0, 10))
    assert points[0] == {"share": 0.1, "score": 0.9, "precision": 1.0}
    assert points[-1] == {"share": 1.0, "score": 0.2, "precision": 0.5}


def test_a_claim_is_right_with_trigger_and_type() -> None:
    gold = {
        "id": "r",
        "entities": [],
        "claims": [{"trigger": [0, 4], "type": "AID"}, {"trigger": [9, 12], "type": "AID"}],
    }
    found = {
        "entities": [],
        "claims": [
            {"trigger": [1, 3], "type": "AID", "made": {"score": 0.7}},
            {"trigger": [9, 12], "type": "PROTEST", "made": {"score": 0.6}},
        ],
    }
    assert judged([gold], {"r": found}) == [Judged(0.7, True), Judged(0.6, False)]
