"""Copies: planted ones are found, other reports of the same event are none, and every process says the same."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from array import array
from random import Random

import pytest

from sayso.ingest import Duplicates
from sayso.ingest.shingles import Shingled, agreement
from sayso.model.text import Document

SYLLABLES = "ba ken dor tal il mir sar osk bel ha jo lus ne qui ros va".split()
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", "n", "ed", "ing")]
COMMON = "the a of in to and said that was by for on with from at is".split()


def _sentence(draw: Random) -> str:
    words = [draw.choice(COMMON if draw.random() < 0.5 else WORDS) for _ in range(draw.randrange(12, 28))]
    return f"{' '.join(words).capitalize()}."


def _paragraphs(draw: Random) -> list[str]:
    return [" ".join(_sentence(draw) for _ in range(draw.randrange(2, 4))) for _ in range(draw.randrange(5, 10))]


def _copied(paragraphs: list[str], draw: Random) -> str:
    """As another paper prints it: headline, dateline, often without one of its later paragraphs, some words changed."""
    kept = list(paragraphs)
    if draw.random() < 0.8:
        del kept[draw.randrange(1, len(kept))]
    kept[0] = f"{draw.choice(WORDS).upper()}, April {draw.randrange(1, 30)} (Agency) — {kept[0]}"
    kept[-1] = kept[-1].replace(" said ", " told reporters ")
    return "\n".join([_sentence(draw)[:60], *kept])


def _planted(fresh: int = 2_000, copied: int = 500) -> tuple[list[Document], dict[str, str]]:
    """Documents, the last of them copies of earlier ones; and which are copies of which."""
    draw = Random(7)
    texts = [_paragraphs(draw) for _ in range(fresh)]
    documents = [Document(f"d{n}", "\n".join(text)) for n, text in enumerate(texts)]
    copies = {f"c{n}": n for n in draw.sample(range(fresh), copied)}
    for name, number in copies.items():
        documents.append(Document(name, _copied(texts[number], draw)))
    return documents, {name: f"d{number}" for name, number in copies.items()}


def test_planted_copies_are_found_and_nothing_else() -> None:
    documents, planted = _planted()
    known = Duplicates()
    found = {d.id: original for d in documents if (original := known.original(d)) is not None}
    missed = planted.keys() - found.keys()
    assert len(missed) <= 2, missed
    assert {name: planted[name] for name in found} == found, "the right original, and no false one"


def test_a_text_cut_to_two_thirds_is_a_copy_and_one_grown_by_half_is_read() -> None:
    draw = Random(11)
    sentences = [_sentence(draw) for _ in range(30)]
    known = Duplicates()
    texts = [" ".join(sentences), " ".join(sentences[:20]), " ".join(sentences + [_sentence(draw) for _ in range(15)])]
    assert [known.original(Document(f"d{n}", text)) for n, text in enumerate(texts)] == [None, "d0", None]


def test_two_reports_of_one_event_are_no_copies() -> None:
    one = (
        "Rebels shelled the market of Dorim on Tuesday, killing at least six people, the regional governor said. "
        "“This was a deliberate attack on civilians,” Anton Marek told reporters outside the hospital, where doctors "
        "treated twenty wounded. The army said that it had returned fire. A spokesman for the rebels denied that their "
        "units had been near the town. Talks between the sides broke down last week over an exchange of prisoners."
    )
    other = (
        "At least six people died when shells hit a market in the town of Dorim, officials said on Tuesday. The "
        "regional governor, Anton Marek, blamed rebels and called it a deliberate attack on civilians. The rebels "
        "denied any part in it. Twenty people were wounded, according to doctors at the town's hospital. An exchange "
        "of prisoners was the point on which talks between the sides broke down last week. The army had returned fire."
    )
    known = Duplicates()
    assert [known.original(Document(name, text)) for name, text in (("a", one), ("b", other))] == [None, None]


def test_exact_copies_whatever_their_spaces_and_signs() -> None:
    known = Duplicates()
    short = "The envoy left “at once”, a spokesman said."
    assert known.original(Document("a", short)) is None
    assert known.original(Document("b", 'the envoy  left "at once" — a spokesman said')) == "a"
    assert known.original(Document("c", short.replace("envoy", "minister"))) is None, "short texts are copies or not"
    assert known.original(Document("a", short)) == "a"


def test_a_copy_of_a_copy_is_one_of_the_original() -> None:
    paragraphs = _paragraphs(Random(3))
    text, other = "\n".join(paragraphs), "Headline\n" + "\n".join(paragraphs)
    known = Duplicates()
    fresh = [Document(f"x{n}", "\n".join(_paragraphs(Random(100 + n)))) for n in range(3)]
    inputs = [Document("a", text), Document("b", other), fresh[0], Document("c", other), fresh[1], Document("d", text)]
    assert [known.original(d) for d in inputs] == [None, "a", None, "a", None, "a"]
    assert known.original(fresh[2]) is None
    assert known.original(Document("e", fresh[1].text)) == "x1"


def test_texts_without_words_are_no_copies() -> None:
    known = Duplicates()
    assert [known.original(Document(n, t)) for n, t in (("a", ""), ("b", "…"), ("c", ""))] == [None] * 3


def test_what_is_forgotten_is_a_copy_no_more_unless_it_is_the_same() -> None:
    draw = Random(5)
    texts = [_paragraphs(draw) for _ in range(30)]
    known = Duplicates(window=10)
    for number, text in enumerate(texts):
        assert known.original(Document(f"d{number}", "\n".join(text))) is None
    near = [known.original(Document("x", "Headline\n" + "\n".join(texts[n]))) for n in (12, 29, 0)]
    assert near == ["d12", "d29", None]
    assert known.original(Document("x", "\n".join(texts[0]))) == "d0"


@pytest.mark.parametrize("seed", ["0", "1"])
def test_every_process_says_the_same(seed: str) -> None:
    code = (
        "from tests.ingest.test_duplicates import _planted, Duplicates; d, _ = _planted(80, 40); k = Duplicates();"
        "print([k.original(x) for x in d])"
    )
    run = [sys.executable, "-c", code]
    done = subprocess.run(
        run, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}
    )
    known = Duplicates()
    assert done.stdout.strip() == str([known.original(d) for d in _planted(80, 40)[0]])


def test_a_sketch_of_a_long_text_estimates_its_jaccard_index() -> None:
    draw = Random(1)
    words = [f"w{draw.randrange(10_000)}" for _ in range(4_000)]
    known = Duplicates()
    assert known.original(Document("a", " ".join(words))) is None
    assert known.original(Document("b", " ".join(words[:3_400]))) == "a", "0.85 of it"
    assert known.original(Document("c", " ".join(words[:1_800]))) is None, "less than half of it"
    assert agreement(array("I"), array("I")) == (0, 0)


def test_marks_do_not_change() -> None:
    """Stores hold them."""
    text = Shingled(" ".join(f"word{n}" for n in range(50)))
    assert text.marks[:3] == [3497464759792687942, 3592773372289821450, 1128483698215923560]
    assert len(text.marks) == 21
    assert all(0 <= mark < 2**63 for mark in text.marks)
    assert Shingled("“Word0” WORD1!").marks == Shingled("word0, word1").marks == [5546657388656893306]
    assert Shingled("…").marks == []


def test_memory_a_report() -> None:
    documents, _ = _planted(301, 0)
    known = Duplicates()
    known.original(documents[0])
    tracemalloc.start()
    for document in documents[1:]:
        known.original(document)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held / 300 < 1_500, "bytes outside of rensa, which takes about 2,500"
