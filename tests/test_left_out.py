"""A party that a sentence leaves out is found among the report's entities, or nobody is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sayso import left_out
from sayso.left_out import Scene, filled
from sayso.model.codes import EventType, Kind, Mood
from sayso.model.items import Claim, Entity, Made, Mention, Party, Sentence
from sayso.model.text import Document, Span
from sayso.reading import Reading

TEXT = "Dockers protested in Port Azul. The protest was loud. Police arrested two. The arrests go on. Later: protests."
NAMES = {"dockers": "Dockers", "police": "Police", "two": "two"}
MADE = Made("test", "test", (), 1.0)


def reading() -> Reading:
    sentences, start = [], 0
    for number, part in enumerate(TEXT.split(". "), 1):
        sentences.append(Sentence(f"s{number}", Span(start, start + len(part)), number, MADE))
        start += len(part) + 2
    entities = [Entity(id, name, Kind.PEOPLE, MADE) for id, name in NAMES.items()]
    mentions = []
    for id, name in NAMES.items():
        at = TEXT.index(name)
        mentions.append(Mention(f"m-{id}", Span(at, at + len(name)), "Nominal", MADE, id))
    return Reading(Document("r", TEXT)).plus([*sentences, *entities, *mentions])


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


def weigh(monkeypatch: pytest.MonkeyPatch, weights: Mapping[str, float]) -> None:
    monkeypatch.setattr(left_out, "_weights", lambda: weights)


def test_the_same_word_earlier_tells_who() -> None:
    found = filled([claim("protested", "PROTEST", "dockers"), claim("protest was", "PROTEST")], reading())
    assert parties(found) == [("dockers", ""), ("dockers", "")]
    assert found[1].actors == (Party("dockers", None),)
    assert found[1].made.inputs == ("s1", "c-protested")
    assert found[0].made.inputs == ("s1",)


def test_nobody_is_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {"recipients does so in any": 5.0, "recipients kind people": 1.0})
    claims = [claim("arrested", "COERCE", "police", "two"), claim("arrests", "COERCE", "two")]
    assert "two" not in parties(filled(claims, reading()))[1][1]


def test_where_nothing_speaks_for_anybody_it_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {})
    assert parties(filled([claim("arrests", "COERCE")], reading())) == [("", "")]


def test_those_who_act_together_fill_a_role_together(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {"actors just these": 1.0})
    claims = [claim("protested", "PROTEST", "dockers police"), claim("protest was", "PROTEST", "", "two")]
    assert parties(filled(claims, reading()))[1] == ("dockers police", "two")


def test_what_words_fill_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(monkeypatch, {"actors kind people": 9.0, "recipients kind people": 9.0})
    one = claim("arrested", "COERCE", "police", "two")
    assert filled([one], reading()) == [one]


@pytest.mark.parametrize(
    ("who", "sign"),
    [
        ("dockers", "actors same word, fits, before"),
        ("dockers", "actors last who did the same"),
        ("dockers", "actors 1 back"),
        ("police", "actors only later"),
        ("two", "actors suffers later"),
        ("police", "actors word police PROTEST"),
    ],
)
def test_signs(who: str, sign: str) -> None:
    told = [claim("protested", "PROTEST", "dockers"), claim("protest was", "PROTEST"),
            claim("arrested", "COERCE", "police", "two")]  # fmt: skip
    scene = Scene(told, reading())
    assert sign in scene.signs(scene.told[1], "actors", (who,))


def test_the_table_has_no_sign_that_is_never_made() -> None:
    weights = left_out._weights()
    assert len(weights) > 100
    assert all(sign.split(" ")[0] in ("actors", "recipients") for sign in weights)
