"""CSV and Parquet: read with pandas and pyarrow, the same in both, and fit for Stata."""

from __future__ import annotations

import builtins
import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pyarrow import dataset

from sayso.errors import OutputError
from sayso.export import wide, write
from tests.export.conftest import Export
from tests.export.made_up import records


def test_names_of_columns_are_fit_for_stata() -> None:
    names = [column.name for column in wide.COLUMNS]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name) for name in names)


def test_csv(exported: Export) -> None:
    path = exported("csv")
    found = pd.read_csv(path, parse_dates=["published"])
    assert list(found.columns) == [column.name for column in wide.COLUMNS]
    # lines end where rows end: no cell holds a line end or a tab
    raw = path.read_bytes().decode("utf-8")
    assert raw.count("\n") == len(found) + 1 == len(raw.splitlines())
    assert "\t" not in raw
    joint = found[found["claim_id"] == "c01"]
    assert list(joint["dyad"]) == [1, 2]
    assert list(joint["dyads"]) == [2, 2]
    assert list(joint["actor_iso3"]) == ["GEO", "ARM"]
    assert list(joint["actor_cow"]) == [372, 371]
    assert set(joint["recipient_fips"]) == {"RS"}
    assert set(joint["actors"]) == {"Georgia; Armenia"}
    # voices are kept
    nested = found[found["claim_id"] == "c04"].iloc[0]
    assert nested["voices"] == 3
    assert nested["voice_chain"] == "Georgia > a witness > somebody unnamed"
    assert nested["stance_chain"] == "asserts > confirms > asserts"
    assert nested["cue_chain"] == "said > confirmed > -"
    assert nested["cue_offsets"] == "164:168 > 183:192 > -"
    assert (nested["outer_voice_iso3"], nested["outer_stance"], nested["inner_stance"]) == ("GEO", "asserts", "asserts")
    # PLOVER's rules are not applied: what was told is told
    planned = found[found["claim_id"] == "c05"].iloc[0]
    assert (planned["type"], planned["mood"]) == ("AID", "planned")
    told = found[found["claim_id"] == "c02"].iloc[0]
    assert records()[0]["text"][told["trigger_start"] : told["trigger_end"]] == told["trigger"] == "shelling"
    assert told["counts"] == "dead=6; injured=>=10"


def test_parquet_holds_the_same(exported: Export) -> None:
    parts = dataset.dataset(exported("parquet"), partitioning="hive")
    found = parts.to_table().to_pandas().sort_values(["claim_id", "dyad"])
    plain = pd.read_csv(exported("csv")).sort_values(["claim_id", "dyad"])
    assert len(found) == len(plain)
    for name in ("claim_id", "actor_iso3", "actor_cow", "stance_chain", "sentence", "score", "probability"):
        assert list(found[name].dropna()) == list(plain[name].dropna()), name
        assert list(found[name].isna()) == list(plain[name].isna()), name
    assert set(found["published"].dropna()) == {date(2024, 10, 23), date(2023, 2, 5)}


def test_parquet_is_partitioned_by_year_and_month(exported: Export) -> None:
    folder = exported("parquet")
    places = {str(path.relative_to(folder).parent) for path in folder.rglob("*.parquet")}
    nowhere = "__HIVE_DEFAULT_PARTITION__"
    assert places == {"year=2024/month=10", "year=2023/month=2", "year=2019/month=1", f"year={nowhere}/month={nowhere}"}
    year = dataset.dataset(folder, partitioning="hive").to_table(filter=dataset.field("year") == 2019).to_pylist()
    assert [row["claim_id"] for row in year] == ["c08"]


def test_parquet_is_the_same_twice(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write("parquet", records(), tmp_path / name)
    files = [sorted((tmp_path / name).rglob("*.parquet")) for name in ("a", "b")]
    assert len(files[0]) == 4
    assert [file.read_bytes() for file in files[0]] == [file.read_bytes() for file in files[1]]


def test_parquet_of_nothing(tmp_path: Path) -> None:
    write("parquet", [], tmp_path / "x")
    assert (tmp_path / "x").is_dir()


def test_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(OutputError, match=r"pip install 'sayso\[parquet\]'"):
        write("parquet", records(), tmp_path / "x")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
