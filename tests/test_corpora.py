"""Corpora become gold records whose spans are the words that were marked."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import corpora
from evaluation.sets import SETS, SHARED, Set

needs_shared = pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="../shared is not here: no corpora to convert")


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in records).encode()))
    return path


def paragraph(text: str, tags: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "tokens": text.replace(".", " .").replace("'s", " 's").split(), "tags": tags.split(), **more}


def test_names_of_an_article_have_offsets_in_the_whole_article(tmp_path: Path) -> None:
    article = {
        "id": "a",
        "url": "https://example.org",
        "sentences": [
            paragraph("Norland's Ana Ruiz left.", "B-Location O B-Person I-Person O O", nested=[[0, 1, "NORP"]]),
            paragraph("Sudmark Norland Bank.", "B-Location B-Organization I-Organization O"),
        ],
    }
    (record,) = corpora.worldwide(write(tmp_path / "n.jsonl.gz", article))
    assert record["text"] == "Norland's Ana Ruiz left.\nSudmark Norland Bank."
    names = [(record["text"][slice(*m["span"])], m["label"]) for m in record["mentions"]]
    assert names == [
        ("Norland", "Location"),
        ("Ana Ruiz", "Person"),
        ("Sudmark", "Location"),
        ("Norland Bank", "Organization"),
    ]


def test_a_name_may_end_the_text_or_follow_another_kind_without_a_beginning(tmp_path: Path) -> None:
    article = {"id": "a", "sentences": [paragraph("Ruiz Norland", "B-Person I-Location")]}
    (record,) = corpora.worldwide(write(tmp_path / "n.jsonl.gz", article))
    assert [(m["span"], m["label"]) for m in record["mentions"]] == [([0, 4], "Person"), ([5, 12], "Location")]


def test_an_attribution_without_words_is_left_out(tmp_path: Path) -> None:
    empty: dict[str, Any] = {"source": [], "cue": [], "content": []}
    cue = {**empty, "cue": [[0, 2]]}
    article = {"id": "a", "date": "2016-01-02", "title": "T", "text": "He said", "attributions": [empty, cue]}
    (record,) = corpora.polnear(write(tmp_path / "p.jsonl.gz", article))
    assert record["attributions"] == [cue]
    assert record["published"] == "2016-01-02"


def test_the_date_of_a_report_is_a_day(tmp_path: Path) -> None:
    article = {"id": "a", "published": "1998-02-13T14:35:00", "text": "Now", "times": []}
    assert corpora.times(write(tmp_path / "t.jsonl.gz", article))[0]["published"] == "1998-02-13"


@needs_shared
@pytest.mark.parametrize("group", SETS, ids=lambda group: group.name)
def test_every_set_is_there_with_the_layers_that_are_measured(group: Set) -> None:
    records = group.records()
    layers = {measure.split(":")[0].rstrip("s") + "s" for measure in group.goals}
    layers = {"event", "actors", "recipients"} if layers == {"PLOVER records"} else layers
    assert all(layers <= {*record} for record in records)
    for record in records:
        for mention in record.get("mentions", ()):
            words = record["text"][slice(*mention["span"])]
            assert words
            assert words == words.strip()
    if group.sample is not None:
        assert group.records(full=False) == records[: group.sample]
