"""``sayso serve``: the page, on this machine."""

# What the command needs is imported inside it: `sayso --help` must not wait for it.
# ruff: noqa: PLC0415

from __future__ import annotations

import click

from sayso.commands.options import model as model_option


@click.command()
@click.argument("store", metavar="[STORE]", required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0 takes a free one.")
@model_option("What reads a pasted report: ")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
def serve(store: str | None, port: int, model: str, open_it: bool) -> None:
    """Serve a page over a STORE, to look at who says what; without one, a box to paste a report in.

    It answers on this machine only, changes nothing in the store, and keeps nothing that is pasted. Ctrl-C ends it.
    """
    from sayso.web import serve as run

    def say(address: str) -> None:
        click.echo(f"{address}  (Ctrl-C ends it)")
        if open_it:
            click.launch(address)

    run(store, port=port, model=model, say=say)
