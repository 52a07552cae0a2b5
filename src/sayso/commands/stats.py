"""``sayso stats``: what is in a store."""

# What the command needs is imported inside it: `sayso --help` must not wait for it.
# ruff: noqa: PLC0415

from __future__ import annotations

import click


@click.command()
@click.argument("store", metavar="STORE")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def stats(store: str, as_json: bool) -> None:
    """Print what is in a STORE: how much, of what, from when, who says it, and what went wrong."""
    from sayso.query import open_store

    with open_store(store) as opened:
        found = opened.stats()
    if as_json:
        import json

        click.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from sayso.query.terminal import show_stats

    show_stats(found, Console(highlight=False, emoji=False, markup=False))
