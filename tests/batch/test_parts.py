"""A part is there as a whole or not at all."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from sayso.batch.lines import packed, records, unpacked
from sayso.batch.parts import Parts, Place
from sayso.batch.reader import Part, joined, part_of
from sayso.errors import OutputError
from sayso.record import json_line

ROWS = [{"id": str(n), "text": "é \u2028 \ud800 \\ud800", "claims": [1] * n, "problems": []} for n in range(3)]
PART = part_of(ROWS)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "out.jsonl")


def test_lines_come_back_as_they_were() -> None:
    assert list(records(PART.data)) == ROWS
    assert b"".join(unpacked(PART.data)) == b"".join(map(json_line, ROWS))
    assert (PART.reports, PART.claims, PART.problems) == (3, 3, 0)


def test_packing_depends_on_nothing_but_the_lines() -> None:
    assert packed(map(json_line, ROWS)) == packed(map(json_line, ROWS))
    assert gzip.decompress(packed([])) == b""
    assert unpacked(packed([])) == []


def test_pieces_make_the_same_records_as_the_whole() -> None:
    whole = joined([part_of(ROWS[:1]), part_of([]), part_of(ROWS[1:])])
    assert list(records(whole.data)) == ROWS
    assert (whole.reports, whole.claims, whole.problems) == (PART.reports, PART.claims, PART.problems)


def test_a_part_is_found_again(place: Place) -> None:
    with Parts(place) as parts:
        assert parts.find("k") is None
        parts.write("k", PART)
        assert parts.find("k") == PART
    with Parts(place) as parts:
        assert parts.find("k") == PART
        parts.remove("k")
        assert parts.find("k") is None
    assert not place.folder.exists(), "an empty folder is not left behind"


@pytest.mark.parametrize("harm", ["data", "manifest", "no manifest", "no data", "other"])
def test_half_a_part_does_not_count(place: Place, harm: str) -> None:
    with Parts(place) as parts:
        parts.write("k", PART)
        data, manifest = place.folder / "k.part", place.folder / "k.json"
        match harm:
            case "data":
                data.write_bytes(PART.data[:-1])
            case "manifest":
                manifest.write_bytes(manifest.read_bytes()[:-5])
            case "no manifest":
                manifest.unlink()
            case "no data":
                data.unlink()
            case "other":
                manifest.write_text(json.dumps(json.loads(manifest.read_bytes()) | {"shard": "l"}))
        assert parts.find("k") is None


def test_what_a_kill_left_is_swept(place: Place) -> None:
    place.folder.mkdir()
    left = place.folder / "k.part.tmp"
    left.write_bytes(b"half")
    with Parts(place):
        assert not left.exists()


def test_parts_that_belong_to_no_shard_are_removed(place: Place) -> None:
    with Parts(place) as parts:
        for key in "abc":
            parts.write(key, PART)
        parts.keep_only({"b"})
        assert [parts.find(key) for key in "abc"] == [None, PART, None]
        parts.clear()
        assert parts.find("b") is None


def test_one_run_at_a_time(place: Place) -> None:
    told = r"another run of `sayso code` is writing this output; wait"
    with Parts(place), pytest.raises(OutputError, match=told), Parts(place):
        pass
    with Parts(place) as parts:
        assert parts.find("k") is None


def test_a_full_disk_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    with Parts(place) as parts:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match=r"No space left on device\); make room .* what has been read is kept"):
            parts.write("k", PART)
        assert parts.find("k") is None


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    nowhere = Place(tmp_path / "nowhere" / "out.jsonl")
    with pytest.raises(OutputError, match=r"nowhere.*cannot be written"), Parts(nowhere):
        pass


def test_a_part_says_what_is_in_it() -> None:
    assert part_of([]) == Part(packed([]), 0, 0, 0)
