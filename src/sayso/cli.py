"""The command line: words only; each command calls one function of the package.

What cannot be done is told in one line on standard error, ``sayso: error: ...``, with exit code 2.
"""

# What a command needs is imported inside it: `sayso --help` must not wait for the encoder.
# ruff: noqa: PLC0415

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from sayso import __version__
from sayso.commands.code import code
from sayso.commands.export import export
from sayso.commands.options import model as model_option
from sayso.commands.query import query
from sayso.commands.series import series
from sayso.commands.serve import serve
from sayso.commands.stats import stats
from sayso.errors import InputError, OutputError, SaysoError
from sayso.reading import Reading

_REPORT = click.argument("report", metavar="FILE|URL|-")
_DATE = click.option("--date", "published", metavar="D", help="The day the report appeared, as in 2023-04-06.")

_MODEL = model_option()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sayso")
def cli() -> None:
    """Reads news reports: who says who did what to whom, when, where, and on whose say-so."""


@cli.command()
@_REPORT
@_DATE
@_MODEL
@click.option("--json", "as_json", is_flag=True, help="Print the whole record, one JSON object a line.")
@click.option("--html", "page_file", metavar="OUT", help="Write one self-contained page to this file.")
def read(report: str, published: str | None, model: str, as_json: bool, page_file: str | None) -> None:
    """Read a report and print its claims, grouped by who says them.

    FILE is text, HTML, JSON Lines or CSV (id, text, published, title, source) or a feed; URL is the address of a page
    or a feed; - is standard input.
    """
    from sayso.show import page

    readings = _readings(report, published, model)
    if page_file is not None:
        found = list(readings)
        if len(found) != 1:
            raise InputError(f"{report}: {len(found)} reports, but a page shows one; give a file with one report")
        _write(page_file, page(found[0]))
        readings = iter(found)
    for number, reading in enumerate(readings):
        if as_json:
            _print_record(reading)
        elif page_file is None:
            _print_reading(reading, first=number == 0)
    if page_file is not None and not as_json:
        click.echo(f"written to {page_file}")


@cli.command()
@click.argument("item", metavar="ID")
@_REPORT
@_DATE
@_MODEL
def why(item: str, report: str, published: str | None, model: str) -> None:
    """Print what made an item: head and probability, or rule and row, down to the words.

    ID is one that `sayso read` printed for the same report, read with the same date. FILE may also be a record that
    `sayso read --json` wrote.
    """
    from sayso.show import why as chain

    for reading in _readings(report, published, model):
        lines = chain(reading, item)
        if lines is not None:
            click.echo("\n".join(lines))
            return
    raise InputError(
        f"{report}: it has no item {item}; `sayso read` prints the ids (give the same --date, on which they depend)"
    )


@cli.command()
@click.argument("gold", metavar="GOLD.jsonl")
@click.option("--readings", metavar="F", help="Score these records instead of reading the texts of GOLD.")
@_MODEL
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate(gold: str, readings: str | None, model: str, as_json: bool) -> None:
    """Score readings against annotated reports, layer by layer."""
    from sayso import evaluation
    from sayso import read as read_text

    records = evaluation.read_gold(gold)
    if readings is None:
        found = dict(evaluation.read_with(partial(read_text, model=model), records))
    else:
        found = {record["id"]: record for record in evaluation.read_gold(readings)}
    table = evaluation.evaluate(records, found)
    click.echo(table.to_json() if as_json else table.to_text())


cli.add_command(code)
cli.add_command(export)
cli.add_command(query)
cli.add_command(series)
cli.add_command(serve)
cli.add_command(stats)


def main() -> None:
    """The command ``sayso``; ends the process with the exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs a command line without the program's name; gives the exit code: 0, or 2 where it cannot be done."""
    for stream in (sys.stdout, sys.stderr):
        # a character that the terminal cannot show is no reason to stop
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        ended = cli.main(args=list(arguments), prog_name="sayso", standalone_mode=False)
    except click.ClickException as error:
        return _error(error.format_message())
    except SaysoError as error:
        return _error(str(error))
    except click.Abort:
        return 130
    except BrokenPipeError:
        # whoever reads our output has seen enough; the interpreter must not try to flush it
        sys.stdout = io.StringIO()
        return 0
    return ended if isinstance(ended, int) else 0


def _error(message: str) -> int:
    click.echo(f"sayso: error: {message}", err=True)
    return 2


def _readings(path: str, published: str | None, model: str) -> Iterator[Reading]:
    from sayso import pipeline
    from sayso.ingest import documents

    for incoming in documents(path, published):
        yield pipeline.read(incoming.document, incoming.problems, tools=pipeline.shared_tools(model))


def _print_record(reading: Reading) -> None:
    from sayso.record import json_line

    # bytes: JSON is UTF-8 whatever the terminal is set to
    sys.stdout.flush()
    sys.stdout.buffer.write(json_line(reading.to_dict()))
    sys.stdout.buffer.flush()


def _print_reading(reading: Reading, *, first: bool) -> None:
    from rich.console import Console

    from sayso.show import show

    if not first:
        click.echo()
    show(reading, Console(highlight=False, emoji=False, markup=False))


def _write(path: str, page: str) -> None:
    try:
        Path(path).write_text(page, encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise OutputError(f"{path}: it cannot be written ({reason}); name a file in a folder of yours") from None
