"""``sayso series``: the claims of a store counted over time."""

# What the command needs is imported inside it: `sayso --help` must not wait for it.
# ruff: noqa: PLC0415

from __future__ import annotations

from typing import Any

import click

from sayso.commands.filtering import filters


@click.command()
@click.argument("store", metavar="STORE")
@click.argument("words", metavar="[WORDS]", required=False)
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month", "quarter", "year"]),
    default="month",
    show_default=True,
    help="The period that is counted by.",
)
@click.option(
    "--measure",
    type=click.Choice(["count", "score", "score-sum", "share-voiced"]),
    default="count",
    show_default=True,
    help="Claims; mean or sum of PLOVER's scores; share of claims that somebody else than the paper makes.",
)
@click.option("--dyad", "dyads", multiple=True, metavar="A:B", help="AZE:IRN, or AZE<>IRN for both directions.")
@filters
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, one period a line.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one period a line.")
@click.option("--plot", "picture", metavar="OUT", help="Draw it: OUT.svg, OUT.png or OUT.html.")
def series(  # noqa: PLR0913 - one for each way of writing a series
    *,
    store: str,
    words: str | None,
    by: Any,
    measure: Any,
    dyads: tuple[str, ...],
    as_csv: bool,
    as_json: bool,
    picture: str | None,
    **wanted: Any,
) -> None:
    """Count the claims in a STORE over time, periods without any too.

    WORDS and the options say which claims, as in `sayso query`. A claim counts in a period when all days that it may
    cover lie within; what is not counted is told on standard error. --dyad may be given more than once.
    """
    from sayso.errors import InputError
    from sayso.query import open_store

    if as_csv and as_json:
        raise InputError("--csv and --json cannot go together; give one of them")
    with open_store(store) as opened:
        found = opened.series(by, measure, dyads=dyads, words=words, **wanted)
    if picture is not None:
        from sayso.query.plot import plot

        plot(found, picture, _title(measure, by, dyads))
        click.echo(f"written to {picture}", err=as_csv or as_json)
    if as_csv or as_json:
        from sayso.query.lines import csv_lines, json_lines, print_lines
        from sayso.query.series import columns

        rows = found.rows()
        print_lines(csv_lines(columns(bool(dyads)), rows) if as_csv else json_lines(rows))
        for note in found.notes():
            click.echo(note, err=True)
    elif picture is None:
        from rich.console import Console

        from sayso.query.terminal import show_series

        show_series(found, Console(highlight=False, emoji=False, markup=False))


def _title(measure: str, by: str, dyads: tuple[str, ...]) -> str:
    of = f" of {', '.join(dyads)}" if dyads else ""
    return f"Claims{of} by {by}" if measure == "count" else f"Claims{of} by {by}: {measure}"
