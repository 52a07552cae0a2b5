"""An export as a whole: whole or not at all, the same twice, with notes, and clear about what it cannot do."""

from __future__ import annotations

import errno
import json
import weakref
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import cli, pipeline
from sayso.commands import export as command
from sayso.errors import InputError, OutputError
from sayso.export import FORMATS, records, sources, write, writing
from sayso.export.read_report import BROKEN, report
from sayso.export.report import Report
from sayso.lexicon import Lexicon
from sayso.model.text import Document
from sayso.record import Row
from sayso.stage import Tools
from sayso.store import Writer
from tests.export import made_up
from tests.fakes import FakeEncoder

VOICELESS = [name for name, format in FORMATS.items() if not format.holds_voices]


def _bytes(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in made_up.records()), encoding="utf-8")
    return path


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = cli.run(["export", *map(str, arguments)])
    out, err = capfd.readouterr()
    return code, out, err


def test_the_command_knows_every_format() -> None:
    assert tuple(FORMATS) == command._FORMATS


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_twice(tmp_path: Path, format: str) -> None:
    for name in ("one", "two"):
        write(format, made_up.records(), tmp_path / name, voices="all")
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


@pytest.mark.parametrize("format", VOICELESS)
def test_formats_without_voices_want_a_choice(tmp_path: Path, format: str) -> None:
    with pytest.raises(InputError, match=r"no place for who says something; choose --only-paper .* or --all-voices"):
        write(format, made_up.records(), tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS)
def test_notes_say_what_was_chosen_and_left_out(tmp_path: Path, format: str) -> None:
    write(format, made_up.records(), tmp_path / "x", voices="paper")
    notes = (tmp_path / "x.notes.txt").read_text(encoding="utf-8")
    assert FORMATS[format].words in notes
    assert "voices: only what the paper says itself (--only-paper)" in notes
    assert "left out: 4 claims that a voice other than the paper makes" in notes
    assert "reports: 3" in notes
    dated = not FORMATS[format].holds_voices
    assert ("of these: 1 events dated by the first day of a longer time" in notes) is dated
    write(format, made_up.records(), tmp_path / "y", voices="all")
    assert "voices: whoever says so (--all-voices)" in (tmp_path / "y.notes.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_a_record_that_is_broken_costs_nothing_else(tmp_path: Path, format: str) -> None:
    spoils: list[Row] = [
        {"claims": [{"type": "ASSAULT"}]},
        {"entities": [{"id": "GEO"}]},
        {"text": "short"},
        {"sentences": [[0, 5]]},
        {"id": 7},
        {"mentions": 3},
    ]
    broken = [{**made_up.border(), **spoil} for spoil in spoils]
    strange = made_up.plain()
    strange["claims"][0]["mode"] = "teleport"
    copy = {"id": "copy", "copy_of": "r3", "text": "x", "source": None, "published": None, "title": None}
    tally = write(format, [*broken, copy, strange, made_up.border()], tmp_path / "x", voices="all")
    assert tally.reports == 2
    assert tally.left["records that are not whole"] == len(broken)
    assert tally.left["claims whose type and mode PLOVER does not have"] == 1
    assert tally.left["near copies of other reports"] == 1
    alone = write(format, [made_up.border()], tmp_path / "y", voices="all")
    assert tally.rows > alone.rows


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside a record."""
    yield at
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _places(inner, (*at, key))


def test_whatever_is_wrong_in_a_record_is_met_when_it_is_read(tmp_path: Path) -> None:
    draw = Random(7)
    places = [at for at in _places(made_up.border()) if at]
    survivors: list[Row] = []
    for at in draw.sample(places, 400):
        row = made_up.border()
        inner: Any = row
        for key in at[:-1]:
            inner = inner[key]
        inner[at[-1]] = draw.choice([None, -1, 10**9, 1.5, float("nan"), "", "x", [], {}, [[]], True])
        try:
            report(row)
        except BROKEN:
            continue
        survivors.append({**row, "id": f"r{len(survivors)}"})
    assert 50 < len(survivors) < 350
    for format in set(FORMATS) - {"parquet"}:
        tally = write(format, survivors, tmp_path / format, voices="all")
        assert tally.reports == len(survivors)


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_left_of_an_export_that_fails(tmp_path: Path, format: str) -> None:
    def failing() -> Iterator[Row]:
        yield made_up.border()
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OutputError, match=r"x: it cannot be written \(No space left on device\)"):
        write(format, failing(), tmp_path / "x", voices="all")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS)
def test_an_older_file_survives_an_export_that_fails(tmp_path: Path, format: str) -> None:
    if FORMATS[format].folder:
        (tmp_path / "x").mkdir()
    else:
        (tmp_path / "x").write_text("old", encoding="utf-8")

    def failing() -> Iterator[Row]:
        yield made_up.border()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(format, failing(), tmp_path / "x", voices="all")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert FORMATS[format].folder or (tmp_path / "x").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("format", FORMATS)
def test_records_are_taken_one_at_a_time(tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Flat memory: while records are still coming, earlier ones are gone."""
    alive: list[weakref.ref[Report]] = []
    most = 0

    def watched(row: Row) -> Report:
        whole = report(row)
        alive.append(weakref.ref(whole))
        return whole

    def many() -> Iterator[Row]:
        nonlocal most
        for number in range(12):
            yield {**made_up.border(), "id": f"r{number}"}
            most = max(most, sum(one() is not None for one in alive))

    monkeypatch.setattr(writing, "report", watched)
    write(format, many(), tmp_path / "x", voices="all")
    assert len(alive) == 12
    assert most <= 2


def test_where_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for format, out, says in (
        ("csv", tmp_path / "full", "this is a folder"),
        ("brat", tmp_path / "full", "something in this folder already"),
        ("brat", tmp_path / "file", "this is a file"),
        ("csv", tmp_path / "no" / "where.csv", "there is no folder"),
        ("csv", Path("/"), "no name for an export"),
    ):
        with pytest.raises(OutputError, match=says):
            write(format, made_up.records(), out)
    assert (tmp_path / "full" / "a").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    write("brat", made_up.records(), tmp_path / "x")
    assert (tmp_path / "x" / "annotation.conf").is_file()


def test_a_link_to_elsewhere_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine", encoding="utf-8")
    (tmp_path / "x").symlink_to(tmp_path / "kept")
    write("csv", made_up.records(), tmp_path / "x")
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "mine"


def test_no_file_is_named_by_a_report(tmp_path: Path) -> None:
    ids = ("../../evil", "/etc/passwd", "..", "a" * 300, "R1", "r1", "R1", "con fu/sion")
    rows = [{**made_up.plain(), "id": id} for id in ids]
    tally = write("brat", rows, tmp_path / "x")
    assert tally.left["reports whose id was there before"] == 1
    assert len(list((tmp_path / "x").glob("*.txt"))) == len(rows) - 1
    assert len({p.name.lower() for p in (tmp_path / "x").glob("*.txt")}) == len(rows) - 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x", "x.notes.txt"]


def test_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such format; the formats are plover, polecat"):
        write("xls", [], tmp_path / "x")


def test_gold_records_have_no_ids_of_their_own(tmp_path: Path) -> None:
    row = made_up.border()
    for key in ("times", "mentions", "references", "attributions", "signals", "problems"):
        del row[key]
    for layer in ("claims", "ties", "figures"):
        for item in row[layer]:
            del item["id"], item["made"]
    for format in FORMATS:
        tally = write(format, [row], tmp_path / format, voices="all")
        assert tally.claims == len(row["claims"])
        assert not tally.left["records that are not whole"]


def test_the_command(lines: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, lines, "--format", "cameo", "-o", tmp_path / "x.tsv", "--all-voices")
    assert (code, err) == (0, "")
    assert "11 written, from 15 claims of 3 reports" in out
    assert "left out: 2 events without a day" in out
    code, out, err = run(capfd, lines, "--format", "gdelt", "-o", tmp_path / "y.tsv")
    assert code == 2
    assert "choose --only-paper" in err
    code, out, err = run(capfd, lines, "--format", "csv", "-o", tmp_path / "y", "--only-paper", "--all-voices")
    assert code == 2
    assert "exclude each other" in err
    code, out, err = run(capfd, lines, "--format", "csv", "-o", lines)
    assert code == 2
    assert "name another file" in err
    assert lines.read_text(encoding="utf-8").startswith("{")


def test_a_line_that_is_no_record_is_told_and_passed_over(
    lines: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    good = lines.read_bytes()
    lines.write_bytes(b"not json\n\n" + good + b'{"a": 1}\n\xff\xfe\n' + b"[" * 100_000 + b"\n")
    code, out, err = run(capfd, lines, "--format", "csv", "-o", tmp_path / "x.csv")
    assert code == 0
    assert [line.partition("records.jsonl, ")[2] for line in err.splitlines()] == [
        "line 1: no record of a report; left out",
        "line 6: no record of a report; left out",
        "line 7: no record of a report; left out",
        "line 8: no record of a report; left out",
    ]
    assert "from 15 claims of 3 reports" in out


def test_a_line_longer_than_any_record(
    lines: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_LONGEST", 20_000)
    good = lines.read_bytes()
    lines.write_bytes(b'{"a": "' + b"x" * 50_000 + b'"}\n' + good + b"y" * 20_000)
    code, out, err = run(capfd, lines, "--format", "csv", "-o", tmp_path / "x.csv")
    assert code == 0
    assert [line.partition("records.jsonl, ")[2] for line in err.splitlines()] == [
        "line 1: longer than any record; left out",
        "line 5: longer than any record; left out",
    ]
    assert "from 15 claims of 3 reports" in out


def test_what_cannot_be_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, tmp_path / "no.jsonl", "--format", "csv", "-o", tmp_path / "x")
    assert code == 2
    assert "it cannot be read (No such file or directory)" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS)
def test_from_a_store(tmp_path: Path, format: str, lines: Path) -> None:
    rows = [made_up.border(), made_up.plain()]
    with Writer(tmp_path / "s.sayso") as writer:
        run = writer.begin_run(version="1", model="0" * 64, settings={})
        writer.load("shard", rows, run=run)
        writer.finish_run(run, state="done")
    write(format, records(tmp_path / "s.sayso", pytest.fail), tmp_path / "one", voices="all")
    write(format, rows, tmp_path / "two", voices="all")
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


_WORDS = st.text(
    st.one_of(st.sampled_from(list("aB .,;\n\t\r\x00\x0b\x85\u2028<>&\"'|🚑é\ud800")), st.characters()),
    min_size=3,
    max_size=120,
)


@cache
def _guessing() -> Tools:
    return Tools(Lexicon(), FakeEncoder())


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(_WORDS.filter(lambda text: any(c.isalpha() for c in text)))
def test_whatever_was_read_is_written(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Readings of nonsense by an encoder that guesses go through every format."""
    reading = pipeline.read(Document("d", text), tools=_guessing())
    row = reading.to_dict()
    folder = tmp_path_factory.mktemp("x")
    for format in FORMATS:
        tally = write(format, [row], folder / format, voices="all")
        assert tally.reports == 1
        assert not tally.left["records that are not whole"]
