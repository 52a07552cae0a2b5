"""The bench reads reports of the length that it says, and times every stage."""

from __future__ import annotations

from evaluation import bench
from sayso.stage import Tools
from sayso.stages import STAGES


def test_reports_have_500_words_and_begin_differently() -> None:
    texts = bench.reports(5)
    assert all(bench.WORDS <= len(text.split()) < bench.WORDS + 200 for text in texts)
    assert len({text[:40] for text in texts}) == len(texts)


def test_every_stage_and_the_record_are_timed(fake_tools: Tools) -> None:
    spent = bench.stage_seconds(bench.reports(1), fake_tools)
    assert spent.keys() == {*(stage.name for stage in STAGES), "record"}
    assert all(seconds > 0 for seconds in spent.values())
