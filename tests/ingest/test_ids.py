"""Two reports with one id: both are kept, under ids that are the same in every run."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from sayso.ingest.ids import Fingerprints, fingerprint, wide_id
from tests.ingest.made import OTHER, SENTENCE, put, split


def _rows(*rows: tuple[str, str, str]) -> str:
    return "".join(json.dumps({"id": i, "text": t, "source": s}) + "\n" for i, t, s in rows)


def test_two_texts_with_one_id(tmp_path: Path) -> None:
    path = put(
        tmp_path, "a.jsonl", _rows(("a", SENTENCE, "S"), ("a", OTHER, "S"), ("b", OTHER, "S"), ("a", "Three.", "S"))
    )
    read, refused = split([path])
    ids = [i.document.id for i in read]
    assert (ids[0], ids[2], len(set(ids)), refused) == ("a", "b", 4, [])
    for number in (1, 3):
        [problem] = read[number].problems
        assert problem.what == "an earlier report with another text has the same id, a"
        assert ids[number] in problem.advice
    assert [i.document.id for i in split([path])[0]] == ids


def test_one_text_in_two_papers_is_no_fault(tmp_path: Path) -> None:
    paths = [put(tmp_path, name, SENTENCE) for name in ("a.txt", "b.txt")]
    read, refused = split(paths)
    assert len({i.document.id for i in read}) == 2
    assert [i.document.source for i in read] == paths
    assert all(i.problems == () for i in read)
    assert refused == []


def test_the_very_same_report_again_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", _rows(("a", SENTENCE, "S"), ("a", OTHER, "S")))
    read, refused = split([path, path, path])
    assert len(read) == 2
    assert [r.what[:27] for r in refused] == ["the same report as before, "] * 4
    assert all("nothing is lost" in r.advice for r in refused)


def test_problems_go_with_the_new_id(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": SENTENCE}, {"id": "a", "text": OTHER, "published": "soon"}]
    read, _ = split([put(tmp_path, "a.jsonl", "".join(json.dumps(r) + "\n" for r in rows))])
    assert len(read[1].problems) == 2
    assert len({p.id for p in read[1].problems}) == 2


@pytest.mark.parametrize("count", [10, 700, 5_000])
def test_fingerprints_remember_all(count: int) -> None:
    draw = Random(count)
    keys = [0, 1, 2**64 - 1, *(draw.getrandbits(64) for _ in range(count))]
    found = Fingerprints()
    plain: dict[int, int] = {}
    for number, key in enumerate(keys * 2):
        assert found.setdefault(key, number) == plain.setdefault(key or 1, number)
        assert found.get(key) == plain[key or 1]
    assert found.get(2**63 + 12345) is None
    assert len(found) == len(plain)


def test_ids_do_not_change() -> None:
    assert wide_id("https://news.example/1") == "refb2c5087402aa01"
    assert fingerprint("\ud800", 1, None) == fingerprint("\ud800", 1, None) != fingerprint("\ud800", 1)
