"""What a report gives depends on nothing but the report; a bug in one harms no other."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from evaluation import made_up
from sayso import pipeline
from sayso.batch import Reader, reader_of
from sayso.batch.lines import records
from sayso.encoder import Encoder
from sayso.errors import DataError, InputError
from sayso.ingest import Incoming, report
from sayso.lexicon import Lexicon
from sayso.model.text import Document
from sayso.stage import Tools
from tests.batch.fakes import DIGEST, reader, tools
from tests.test_record import CHECK

REPORTS = [report(row["text"], row["published"], id=row["id"]) for row in made_up.reports(5, words=40)]


def test_a_report_gives_the_same_in_any_company() -> None:
    read = reader()
    together = list(records(read(REPORTS).data))
    assert [r["id"] for r in together] == [i.document.id for i in REPORTS]
    assert [next(records(read([one]).data)) for one in REPORTS] == together
    assert list(records(read(REPORTS[::-1]).data)) == together[::-1]


def test_the_number_of_threads_makes_no_difference() -> None:
    long = report(made_up.report(9, words=150)["text"], "2024-05-06", id="long")
    one, two, shared = (
        pipeline.read(long.document, tools=Tools(Lexicon(), Encoder("small", threads=n))).to_dict()
        for n in (1, 2, None)
    )
    assert one["claims"]
    assert one == two == shared


def test_a_bug_stops_its_report_only() -> None:
    bad = report("The BUG said that it was one.", "2024-05-06", id="bad", source="bad.txt")
    part = reader()([REPORTS[0], bad, REPORTS[1]])
    rows = list(records(part.data))
    assert [r["id"] for r in rows] == ["made-0-0", "bad", "made-0-1"]
    assert (rows[0], rows[2]) == tuple(next(records(reader()([one]).data)) for one in REPORTS[:2])
    assert rows[1]["text"] == "The BUG said that it was one."
    assert rows[1]["published"] == "2024-05-06"
    (told,) = rows[1]["problems"]
    assert told["what"].startswith("a bug stopped the reading: ZeroDivisionError: a bug on purpose (fakes.py, line ")
    assert "report the bug" in told["advice"]
    assert part.problems == sum(len(r["problems"]) for r in rows) >= 1
    CHECK.validate(rows[1])


def test_problems_on_the_way_in_are_kept_beside_a_bug() -> None:
    odd = report("The BUG\x01 said so.", id="odd")
    (row,) = records(reader()([odd]).data)
    assert [p["made"]["by"] for p in row["problems"]] == ["rule:controls", "rule:bug"]


def test_half_characters_pass() -> None:
    (row,) = records(reader()([Incoming(Document("h", "The envoy said \ud800 that he had left."))]).data)
    assert row["text"] == "The envoy said \ud800 that he had left."


def test_another_version_or_model_is_refused() -> None:
    for other in (replace(reader(), version="0.0.1"), replace(reader(), digest="0" * 64)):
        with pytest.raises(DataError, match="install the same sayso everywhere"):
            other(REPORTS[:1])


def test_a_reader_can_be_sent() -> None:
    sent: Reader = pickle.loads(pickle.dumps(reader()))
    assert sent == Reader("fake", DIGEST, tools=tools)
    assert sent(REPORTS[:1]) == reader()(REPORTS[:1])


def test_the_reader_of_a_model_knows_its_file() -> None:
    found = reader_of("small")
    assert found.ready().encoder.digest == found.digest
    with pytest.raises(InputError, match="there is no model 'large'"):
        reader_of("large")
