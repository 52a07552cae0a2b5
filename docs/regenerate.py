"""Runs what the documents show and puts the outputs in place; fills their tables from the measured figures.

usage: python docs/regenerate.py [--check]

In a ```console block each line that begins with ``$`` is run in the project's folder; in a ```python block the lines
behind ``>>>`` are, one document after the other in one namespace each. What follows them is replaced by what comes
out. A table between ``<!-- figures:SET -->`` and ``<!-- /figures -->`` is made from ``evaluation/measured.json``.
``--check`` writes nothing and exits 1 where a document does not say what comes out.
"""

from __future__ import annotations

import argparse
import contextlib
import doctest
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MEASURED = ROOT / "evaluation" / "measured.json"

_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"<!-- figures:([\w-]+) -->\n.*?<!-- /figures -->", re.DOTALL)
_TRUST = re.compile(r"<!-- calibration -->\n.*?<!-- /calibration -->", re.DOTALL)
_DECIMAL = re.compile(r"\b[01]\.\d+\b")
_SECONDS = 120
_SLACK = 0.03


def documents() -> list[Path]:
    """The documents whose outputs and tables are kept true."""
    return [ROOT / "README.md", ROOT / "MODEL_CARD.md", *sorted((ROOT / "docs").glob("*.md"))]


def regenerated(text: str, measured: dict[str, Any] | None = None) -> str:
    """The text of a document with the outputs and tables that the code gives now.

    Raises CalledProcessError for a command that fails, and what a line of Python raises.
    """
    namespace: dict[str, Any] = {}
    outputs: dict[str, Callable[[str], str]] = {"console": console, "python": lambda block: python(block, namespace)}
    text = _BLOCK.sub(lambda m: f"```{m[1]}\n{outputs[m[1]](m[2])}```", text)
    figures = json.loads(MEASURED.read_text(encoding="utf-8")) if measured is None else measured
    text = _TRUST.sub(lambda _: f"<!-- calibration -->\n{trust(figures)}<!-- /calibration -->", text)
    return _TABLE.sub(lambda m: f"<!-- figures:{m[1]} -->\n{table(figures, m[1])}<!-- /figures -->", text)


def console(block: str) -> str:
    """The commands of a block, each with its output."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_run(command)}" for command in commands)


def _run(command: str) -> str:
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))),
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(  # noqa: S602 - the commands are those of our own documents, pipes among them
        command,
        shell=True,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=_SECONDS,
        check=True,
    )
    lines = done.stdout.decode().splitlines()
    return "".join(line.rstrip() + "\n" for line in lines)


def python(block: str, namespace: dict[str, Any]) -> str:
    """The examples of a block, each with its output; the names they set stay in the namespace."""
    out = []
    for example in doctest.DocTestParser().get_examples(block):
        first, *more = example.source.splitlines()
        out += [f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in more), _output(example.source, namespace)]
    return "".join(out)


def _output(source: str, namespace: dict[str, Any]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.chdir(ROOT):
        exec(compile(source, "<document>", "single"), namespace)  # noqa: S102 - lines of our own documents
    return printed.getvalue()


def table(measured: dict[str, Any], name: str) -> str:
    """The measures of a set as Markdown, with F1 for each model, precision and recall for the first of them.

    ``measured`` has models, then sets, then measures; a line says so where nothing was measured.
    """
    sets = {model: groups[name] for model, groups in measured.items() if name in groups}
    if not sets:
        return "not measured yet\n"
    best, *others = sets
    head = ["measure", "in the gold", "precision", "recall", *(f"F1, {model}" for model in sets)]
    rows = [head, ["---"] * len(head)]
    for measure, told in sets[best].items():
        cells = [f"{told['precision']:.3f}", f"{told['recall']:.3f}", f"{told['f1']:.3f}"]
        cells += [f"{sets[model][measure]['f1']:.3f}" for model in others]
        rows.append([measure, f"{told['gold']:,.0f}", *cells])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def trust(measured: dict[str, Any]) -> str:
    """How far the scores of claims can be trusted, as Markdown: the calibration error, precision against share."""
    told = {model: groups["calibration"] for model, groups in measured.items() if "calibration" in groups}
    if not told:
        return "not measured yet\n"
    best, *others = told
    head = ["surest claims", *(f"{what}, {model}" for model in told for what in ("score from", "precision"))]
    rows = [head, ["---"] * len(head)]
    for at, point in enumerate(told[best]["curve"]):
        points = [point, *(told[model]["curve"][at] for model in others)]
        rows.append([f"{point['share']:.0%}", *(f"{p[key]:.3f}" for p in points for key in ("score", "precision"))])
    errors = "; ".join(f"{model} {told[model]['error']:.3f}" for model in told)
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"Expected calibration error: {errors}.\n\n{table}"


def same(one: str, other: str) -> bool:
    """True for texts that differ in nothing but the last places of probabilities.

    The encoder rounds a little differently from processor to processor. Tables come from a file and must be the same.
    """
    if [m[0] for m in _TABLE.finditer(one)] != [m[0] for m in _TABLE.finditer(other)]:
        return False
    if _DECIMAL.sub("#", one) != _DECIMAL.sub("#", other):
        return False
    pairs = zip(_DECIMAL.findall(one), _DECIMAL.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= _SLACK for a, b in pairs)


def main() -> int:
    """Regenerates or checks all documents; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a document is not true")
    check = parser.parse_args().check
    stale = 0
    for path in documents():
        old = path.read_text(encoding="utf-8")
        new = regenerated(old)
        if check and not same(old, new):
            stale += 1
            print(f"{path.relative_to(ROOT)}: not true any more")
        if not check and old != new:
            print(f"{path.relative_to(ROOT)}: written anew")
            path.write_text(new, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
