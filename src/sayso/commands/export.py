"""``sayso export``: what is in a store or a file of records, in another program's format."""

# What the command needs is imported inside it: `sayso --help` must not wait for it.
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import click

from sayso.commands.filtering import filters

# as sayso.export.FORMATS has them, which a test checks
_FORMATS = (
    "plover", "polecat", "icews", "gdelt", "gdelt-mentions", "phoenix", "cameo", "csv", "parquet", "ftm", "graphml",
    "brat", "w3c", "inception",
)  # fmt: skip


@click.command()
@click.argument("store", metavar="STORE|RECORDS.jsonl")
@click.argument("words", metavar="[WORDS]", required=False)
@click.option("--format", "name", type=click.Choice(_FORMATS), required=True, help="The format to write.")
@click.option("-o", "--out", metavar="OUT", required=True, help="The file, or the new folder, to write.")
@click.option("--only-paper", is_flag=True, help="Leave out what any voice but the paper's says.")
@click.option("--all-voices", is_flag=True, help="Write what anybody says.")
@click.option("--dyad", metavar="A:B", help="AZE:IRN, what the one does to the other; AZE<>IRN, both directions.")
@filters
def export(store: str, name: str, out: str, only_paper: bool, all_voices: bool, **wanted: Any) -> None:
    """Write the claims of a store, or of records as JSON Lines, in a format of other programs.

    plover, csv, parquet, ftm, graphml, brat, w3c and inception hold who says something. polecat, icews, gdelt,
    gdelt-mentions, phoenix and cameo have no place for it: choose --only-paper or --all-voices. OUT.notes.txt says what
    was chosen, what was left out and what the columns hold.

    WORDS and the options below say which claims of a store, as in `sayso query`. Ties and figures then come only from
    the sentences of these claims.
    """
    from sayso.errors import InputError
    from sayso.export import records, write
    from sayso.query import Filter

    if only_paper and all_voices:
        raise InputError("--only-paper and --all-voices exclude each other; give one of them")
    voices: Literal["paper", "all"] | None = "paper" if only_paper else "all" if all_voices else None
    given = Filter(**wanted)
    asked = given if given.options() else None
    found = records(store, lambda trouble: click.echo(f"sayso: {trouble}", err=True), asked)
    if Path(out).resolve() == Path(store).resolve():
        raise InputError(f"{out}: this is what is to be exported; name another file to write")
    tally = write(name, found, out, voices=voices, asked=asked)
    click.echo(f"{out}: {tally.rows} written, from {tally.claims} claims of {tally.reports} reports")
    for why, number in sorted(tally.left.items()):
        click.echo(f"left out: {number} {why}")
