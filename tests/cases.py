"""Cases that a linguist can edit: Markdown with prose, tables of examples, and what each must be read as.

A table's header names its columns, each row below is a case. A line ``Published: 2023-04-06`` holds for the tables
after it, up to the next heading. A pipe inside a cell is written ``\\|``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.model.text import Span

FOLDER = Path(__file__).parent / "cases"
_SETTING = re.compile(r"([A-Z][a-z]+): (\S.*)\Z")
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a table, with the settings that hold for it; ``name`` is ``FILE:LINE``."""

    name: str
    cells: dict[str, str]
    settings: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def cases(stage: str) -> list[Case]:
    """All cases of a stage, from ``tests/cases/STAGE/*.md``. Raises ValueError where there are none."""
    found = [case for file in sorted((FOLDER / stage).glob("*.md")) for case in _of_file(file)]
    if not found:
        raise ValueError(f"no cases in {FOLDER / stage}")
    return found


def _of_file(file: Path) -> Iterator[Case]:
    settings: dict[str, str] = {}
    header: list[str] | None = None
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            settings = {}
        if setting := _SETTING.match(line):
            settings = {**settings, setting[1].lower(): setting[2]}
        if not line.startswith("|"):
            header = None
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in _CELL.split(line.strip().strip("|"))]
        if header is None:
            header = cells
        elif not set(line) <= set("|-: "):
            if len(cells) != len(header):
                raise ValueError(f"{file.name}, line {number}: {len(cells)} cells under {len(header)} headings")
            yield Case(f"{file.name}:{number}", dict(zip(header, cells, strict=True)), settings)


def unmarked(marked: str, *pairs: tuple[str, str]) -> tuple[str, list[list[Span]]]:
    """A text without its marks, and for each pair of marks (``("[", "]")``) the spans that they enclosed."""
    marks = re.compile("|".join(re.escape(mark) for pair in pairs for mark in pair))
    text, last = "", 0
    open_at: list[int] = [0] * len(pairs)
    spans: list[list[Span]] = [[] for _ in pairs]
    for match in marks.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        for number, (opening, closing) in enumerate(pairs):
            if match.group() == opening:
                open_at[number] = len(text)
            elif match.group() == closing:
                spans[number].append(Span(open_at[number], len(text)))
    return text + marked[last:], spans
