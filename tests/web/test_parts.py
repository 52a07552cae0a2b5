"""What the views are made of: the picture, the marks in a text, the line of times, what is remembered."""

from __future__ import annotations

from pathlib import Path

from sayso.model.codes import Relation
from sayso.query import open_store
from sayso.record import Row
from sayso.web import words
from sayso.web.groups import Colours
from sayso.web.marks import segments
from sayso.web.memory import Memory
from sayso.web.picture import Statement, picture
from sayso.web.timeline import timeline
from sayso.web.words import Told, Who
from tests.store.records import claim, entity, record, voice

AZE, IRN = Who.of("Azerbaijan", "AZE"), Who.of("Iran", "IRN")
MINISTRY, REBELS = Who.of("interior ministry", "AZE"), Who.of("rebels")


def said(a: Who, b: Who, score: float = -5, *voices: Told, mood: str = "happened", mutual: bool = False) -> Statement:
    return Statement("1", (a,), (b,), "arrest", score, mutual, voices, mood, ("2023-04-06", "2023-04-06"))


def test_organs_are_folded_into_their_state() -> None:
    found = picture([said(MINISTRY, IRN), said(AZE, IRN), said(REBELS, AZE)])
    assert [n.id for n in found.nodes] == ["AZE", "IRN", "rebels"]
    assert [(e.a.id, e.b.id, len(e.statements)) for e in found.edges] == [("AZE", "IRN", 2), ("rebels", "AZE", 1)]
    assert found.countries[0].folded == ("interior ministry",)
    unfolded = picture([said(MINISTRY, IRN), said(AZE, IRN)], unfolded={"AZE"})
    assert {n.id: n.inside for n in unfolded.nodes} == {"AZE": "AZE", "AZE/interior ministry": "AZE", "IRN": None}


def test_sides_and_voices_make_edges_of_their_own() -> None:
    iran = Told((IRN,), "denies")
    told = Told((MINISTRY,), "alleges")
    found = picture([said(AZE, IRN), said(AZE, IRN, 5), said(AZE, IRN, -5, told), said(AZE, IRN, -5, iran)])
    edges = {(e.side, e.told, e.denied): e for e in found.edges}
    assert set(edges) == {
        ("conflict", "paper", False), ("cooperation", "paper", False), ("conflict", "voice", False),
        ("conflict", "voice", True),
    }  # fmt: skip
    assert edges["conflict", "voice", False].label == "arrest — says Azerbaijan"
    assert edges["conflict", "voice", True].label == "not so: arrest, says Iran"


def test_what_has_two_sides_has_no_direction() -> None:
    found = picture([said(AZE, IRN, 5, mutual=True), said(IRN, AZE, 5, mutual=True)])
    assert len(found.edges) == 1 and found.edges[0].mutual and found.edges[0].words == "arrest ×2"


def test_what_did_not_happen_is_not_drawn_as_if_it_had() -> None:
    (denied,) = picture([said(AZE, IRN, mood="not")]).edges
    (planned,) = picture([said(AZE, IRN, mood="planned")]).edges
    assert denied.denied and denied.label == "not so: arrest"
    assert not planned.denied and planned.words == "arrest (planned)"


def test_a_picture_has_room_for_so_many() -> None:
    found = picture([said(AZE, Who.of(f"group {n}")) for n in range(30)] + [said(AZE, MINISTRY)], most=10)
    assert len(found.nodes) == 10 and found.left_out == 21
    assert [(e.a.id, e.b.id) for e in found.within] == [("AZE", "AZE")]


def test_every_relation_has_a_score() -> None:
    for relation in Relation:
        assert -10 <= words.relation_score(relation) <= 10
        assert isinstance(words.relation_is_mutual(relation), bool)
    assert words.relation_score("at-war") < words.relation_score("rival") < 0 < words.relation_score("ally")


def test_the_innermost_speaker_colours_the_words() -> None:
    text = "A said that B told C that D fell."
    made: Row = {"stage": "x", "by": "rule:x", "inputs": [], "score": None}
    spoken = [
        {"id": "q1", "source": [[0, 1]], "cue": [[2, 6]], "content": [[7, 32]], "made": made},
        {"id": "q2", "source": [[12, 13]], "cue": [[14, 18]], "content": [[21, 32]], "made": made},
    ]
    claims = [
        claim(
            "c1", trigger=[28, 32],
            voices=[voice("asserts", "A", cue=[2, 6]), voice("asserts", "B", cue=[14, 18])],
        )
    ]  # fmt: skip
    found = segments(
        record("r", text, entities=[entity("A", "A"), entity("B", "B")], claims=claims, attributions=spoken),
        Colours(),
        paper_only=False,
    )
    assert "".join(s.words for s in found) == text
    colours = {s.words: s.roles.split() for s in found}
    assert "v1" in colours["that "] and "v2" in colours["that D "] and "v2" in colours["fell"]
    assert "trigger" in colours["fell"] and next(s for s in found if s.words == "fell").item == "c1"


def test_spans_beyond_the_text_mark_nothing() -> None:
    found = segments(record("r", "abc", claims=[claim("c1", trigger=[2, 9])]), Colours(), paper_only=False)
    assert [(s.words, s.roles) for s in found] == [("abc", "")]


def test_times_lie_on_a_line() -> None:
    made: Row = {"stage": "x", "by": "rule:x", "inputs": [], "score": None}
    days = [("2023-01-01", "2023-12-31"), ("2023-06-01", "2023-06-01"), ("0900-01-01", "0900-01-01"), (None, None)]
    times = [
        {"id": f"w{n}", "span": [0, 3], "type": "DATE", "value": f"v{n}", "begin": a, "end": b, "grain": "day",
         "made": made}
        for n, (a, b) in enumerate(days)
    ]  # fmt: skip
    line = timeline(record("r", "abc", published="2024-01-01", times=times))
    assert line is not None
    assert [m.value for m in line.moments] == ["v0", "v1"] and line.rows == 2
    assert str(line.first) == "2023-01-01" and str(line.last) == "2024-01-01"
    assert line.published is not None and line.published > line.moments[1].x > line.moments[0].x
    assert timeline(record("r")) is None


def test_answers_are_kept_while_the_store_stays_as_it_is(store: Path) -> None:
    with open_store(store) as archive:
        memory = Memory(archive)
        asked: list[int] = []

        def work() -> int:
            asked.append(1)
            return len(asked)

        assert [memory("a", work), memory("a", work), memory("b", work)] == [1, 1, 2]
        for n in range(300):
            memory(n, work)
        assert memory("a", work) == len(asked) == 303


def test_quotes_are_cut_at_words() -> None:
    sentence = "word " * 60 + "hit " + "word " * 60
    before, hit, after = words.quoted(sentence, 300, 303)
    assert hit == "hit" and before.startswith("… word") and after.endswith("word …")
    assert len(before) < 100 and before.endswith(" ") and after.startswith(" ")
