"""``sayso query``: the claims of a store that are wanted."""

# What the command needs is imported inside it: `sayso --help` must not wait for it.
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sayso.commands.filtering import filters

_ON_A_SCREEN = 25


@click.command()
@click.argument("store", metavar="STORE")
@click.argument("words", metavar="[WORDS]", required=False)
@click.option("--dyad", metavar="A:B", help="AZE:IRN, what the one does to the other; AZE<>IRN, both directions.")
@filters
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="How many; 25 on the terminal, else all.")
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="How many are passed over first.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, one claim a line.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one claim a line, with parties and voices inside.")
@click.option("--parquet", metavar="OUT", help="Write a Parquet file.")
def query(  # noqa: PLR0913 - one for each way of writing claims
    *,
    store: str,
    words: str | None,
    dyad: str | None,
    limit: int | None,
    offset: int,
    as_csv: bool,
    as_json: bool,
    parquet: str | None,
    **wanted: Any,
) -> None:
    """Find claims in a STORE: newest first.

    WORDS is a full-text question, such as 'arrest* AND (Baku OR Azerbaijan)', which the claim's sentence must answer.
    Words side by side must all stand there; "..." is a phrase, * behind a word any ending, NOT takes away; operators
    are in capitals. An option that is given more than once asks for any of its values.
    """
    from sayso.errors import InputError
    from sayso.query import open_store

    if as_csv + as_json + (parquet is not None) > 1:
        raise InputError("--csv, --json and --parquet cannot go together; give one of them")
    on_a_screen = not (as_csv or as_json or parquet)
    with open_store(store) as opened:
        found = opened.claims(
            words=words,
            dyad=dyad,
            limit=_ON_A_SCREEN if limit is None and on_a_screen else limit,
            offset=offset,
            **wanted,
        )
        if parquet is not None:
            from sayso.query.frames import write_parquet

            count = write_parquet(found.flat(), Path(parquet))
            click.echo(f"{count:,} claims written to {parquet}")
        elif as_csv or as_json:
            from sayso.query.columns import COLUMNS
            from sayso.query.lines import csv_lines, json_lines, print_lines

            print_lines(csv_lines(list(COLUMNS), found.flat()) if as_csv else json_lines(found))
        else:
            from rich.console import Console

            from sayso.query.terminal import show_claims

            show_claims(found, Console(highlight=False, emoji=False, markup=False))
