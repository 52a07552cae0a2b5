"""Reads the development sets and fails where a figure has fallen below its floor.

usage: python -m evaluation.gate [--model base|small] [--full] [--raise] [--write]

--model  the model that reads: the best one of the package where none is given; each has its floors
--full   reads every report; without it, the first 40 of the large sets (``floors.json`` keeps floors for both)
--raise  sets floors to just below what was measured, where that is higher; no floor ever goes down
--write  (with --full) writes all figures to ``measured.json``, from which the tables in the documents are filled

Without ``../shared`` there is nothing to measure: that is said, and the gate is open.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from evaluation import calibration
from evaluation.sets import SETS, SHARED, Set
from sayso.encoder import MODELS
from sayso.evaluation import Record, Table

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
MEASURED = HERE / "measured.json"

CALIBRATED = "gold-dev"
"""The set on which the scores of claims are compared with how often they are right."""

Floors = dict[str, dict[str, float]]


def main(arguments: list[str] | None = None) -> int:
    """Measures and compares; gives the exit code: 1 where a figure lies below its floor."""
    wanted = _arguments(arguments)
    if not (SHARED / "gold").is_dir():
        print(f"{SHARED} is not here: nothing is measured, no floor is checked.")
        return 0
    mode = "full" if wanted.full else "sample"
    all_floors: dict[str, dict[str, Floors]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    floors = all_floors[wanted.model]
    tables: dict[str, Table] = {}
    claims: list[calibration.Judged] = []
    for name, table, records, readings in measured(wanted.model, full=wanted.full):
        tables[name] = table
        if name == CALIBRATED:
            claims = calibration.judged(records, readings)
    below = sum(_report(group, tables[group.name], floors[mode].get(group.name, {})) for group in _in(tables))
    print(f"\nexpected calibration error of the claim score, {CALIBRATED}: {calibration.expected_error(claims):.3f}")
    if wanted.raise_floors:
        floors[mode] = raised(floors[mode], tables)
        FLOORS.write_text(json.dumps(all_floors, indent=1) + "\n", encoding="utf-8")
    if wanted.write:
        figures = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.exists() else {}
        figures[wanted.model] = {name: table.figures() for name, table in tables.items()}
        figures[wanted.model]["calibration"] = {
            "error": round(calibration.expected_error(claims), 4),
            "curve": calibration.curve(claims),
        }
        MEASURED.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(f"{below} figures below their floor" if below else "no figure below its floor")
    return 1 if below else 0


def measured(model: str, *, full: bool) -> Iterator[tuple[str, Table, list[Record], dict[str, Record]]]:
    """Name, figures, gold and readings of each set, or of the sample of it; says how long each took."""
    for group in SETS:
        records = group.records(full=full)
        if not records:
            continue
        began = time.monotonic()
        readings = group.readings(records, model)
        yield group.name, group.measure(records, readings), records, readings
        seconds = time.monotonic() - began
        print(f"{group.name}: {len(records)} texts in {seconds:.0f} s", file=sys.stderr, flush=True)


def raised(floors: Floors, tables: Mapping[str, Table]) -> Floors:
    """Floors that are at least the old ones, and the measured figures less each set's slack, cut to three places."""
    new = {name: dict(figures) for name, figures in floors.items()}
    for group in _in(tables):
        for measure in group.goals:
            reached = math.floor((tables[group.name][measure].f1 - group.slack) * 1000) / 1000
            kept = new.setdefault(group.name, {})
            kept[measure] = max(kept.get(measure, 0.0), reached)
    return new


def _in(tables: Mapping[str, Table]) -> list[Set]:
    return [group for group in SETS if group.name in tables]


def _report(group: Set, table: Table, floors: Mapping[str, float]) -> int:
    """Prints the figures of a set beside their floors and goals; gives how many lie below their floor."""
    print(f"\n{group.name:56} {'F1':>6} {'floor':>6} {'goal':>6}")
    below = 0
    for measure, goal in group.goals.items():
        reached, floor = table[measure].f1, floors.get(measure, 0.0)
        below += reached < floor
        remark = "BELOW ITS FLOOR" if reached < floor else "short of the goal" if reached < goal else ""
        print(f"  {measure:54} {reached:6.3f} {floor:6.3f} {goal or '':>6} {remark}".rstrip())
    return below


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--model", choices=MODELS, default=MODELS[0], help="the model that reads")
    parser.add_argument("--full", action="store_true", help="read every report of every set")
    parser.add_argument("--raise", action="store_true", dest="raise_floors", help="raise floors to what was measured")
    parser.add_argument("--write", action="store_true", help="write measured.json (needs --full)")
    wanted = parser.parse_args(arguments)
    if wanted.write and not wanted.full:
        parser.error("--write needs --full: the documents give figures of whole sets")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
