"""A party that a sentence leaves out is taken from the claim that tells it."""

from __future__ import annotations

from sayso.left_out import filled
from sayso.model.codes import EventType, Mood
from sayso.model.items import Claim, Made, Party
from sayso.model.text import Span

TEXT = "Dockers protested in Port Azul. The protest was loud. Police arrested two. The arrests go on. Later: protests."


def claim(word: str, type: str, actors: str = "", recipients: str = "") -> Claim:
    start = TEXT.index(word)
    return Claim(
        id=f"c-{word}",
        sentence=1 + TEXT.count(".", 0, start),
        trigger=Span(start, start + len(word)),
        type=EventType(type),
        mode=None,
        actors=tuple(Party(e, Span(0, 1)) for e in actors.split()),
        recipients=tuple(Party(e, Span(0, 1)) for e in recipients.split()),
        place=None,
        time=None,
        mood=Mood("happened"),
        counts={},
        voices=(),
        made=Made("claims", "head:events", ("s1",), 0.9),
    )


def parties(claims: list[Claim]) -> list[tuple[str, str]]:
    return [(" ".join(p.entity for p in c.actors), " ".join(p.entity for p in c.recipients)) for c in claims]


def test_the_same_word_earlier_tells_who() -> None:
    found = filled([claim("protested", "PROTEST", "dockers"), claim("protest was", "PROTEST")], TEXT)
    assert parties(found) == [("dockers", ""), ("dockers", "")]
    assert found[1].actors == (Party("dockers", None),)
    assert found[1].made.inputs == ("s1", "c-protested")
    assert found[0].made.inputs == ("s1",)


def test_another_type_tells_nothing() -> None:
    assert parties(filled([claim("arrested", "COERCE", "police"), claim("protests", "PROTEST")], TEXT))[1] == ("", "")


def test_another_opposite_side_speaks_against_it() -> None:
    found = filled([claim("arrested", "COERCE", "police", "two"), claim("arrests", "COERCE", "", "minister")], TEXT)
    assert parties(found)[1] == ("", "minister")


def test_the_same_opposite_side_speaks_for_it() -> None:
    found = filled([claim("protested", "COERCE", "police", "two"), claim("arrests", "COERCE", "", "two")], TEXT)
    assert parties(found)[1] == ("police", "two")


def test_a_later_claim_tells_what_a_headline_leaves_out() -> None:
    found = filled([claim("protest was", "PROTEST"), claim("protests", "PROTEST", "dockers")], TEXT)
    assert parties(found)[0] == ("dockers", "")


def test_nobody_becomes_both_sides() -> None:
    found = filled([claim("arrested", "COERCE", "police", "two"), claim("arrests", "COERCE", "two")], TEXT)
    assert parties(found)[1] == ("two", "")


def test_what_is_filled_in_is_no_source_itself() -> None:
    some = [claim("arrested", "COERCE", "police"), claim("arrests", "COERCE"), claim("protest was", "COERCE")]
    assert [c.made.inputs for c in filled(some, TEXT)][2] == ("s1",)


def test_the_order_given_is_kept() -> None:
    some = [claim("protests", "PROTEST"), claim("protested", "PROTEST", "dockers")]
    assert [c.id for c in filled(some, TEXT)] == ["c-protests", "c-protested"]
