"""``sayso code``: many reports into a store or a file."""

# What the command needs is imported inside it: `sayso --help` must not wait for it.
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sayso.commands.options import model

STOPPED = 130
"""The exit code of a run that was asked to stop, as of other programs that Ctrl-C ends."""


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--out", metavar="OUT", required=True, help="A store, or a file named x.jsonl or x.parquet.")
@click.option("--date", "published", metavar="D", help="The day of reports that give none, as in 2023-04-06.")
@model()
@click.option("--workers", type=int, metavar="N", help="Processes that read; one for each core if not given.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Processes of this machine, or a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDR", help="The cluster's scheduler, as in tcp://10.0.0.1:8786.")
@click.option("--shard-size", type=int, default=32, show_default=True, metavar="N", help="Reports in a unit of work.")
@click.option("--again", is_flag=True, help="Read anew what has been read before.")
@click.option("--follow", is_flag=True, help="Fetch the pages that feeds link to.")
@click.option("--feed-cache", metavar="FILE", help="Remembers feeds here, so that an unchanged one is not sent again.")
@click.option("--allow-private", is_flag=True, help="Fetch also from this machine and from private networks.")
def code(
    inputs: tuple[str, ...], out: str, follow: bool, feed_cache: str | None, allow_private: bool, **how: Any
) -> int:
    """Read many reports into a store, crash-safe: the same command goes on where it was.

    INPUT is a file of any kind that `sayso read` takes, CSV, Parquet, a feed, a WARC, a folder or pattern of them, an
    address, or - for standard input. Copies, also of what is in the store already, are linked to their original and not
    read. Ctrl-C finishes what is in hand; once more stops at once.
    """
    from sayso.batch import Settings
    from sayso.batch import code as run
    from sayso.errors import InputError
    from sayso.ingest import Net

    net = Net(follow, allow_private, None if feed_cache is None else Path(feed_cache))
    done = run(inputs, Path(out), Settings(net=net, **how))
    click.echo(f"{out}: {done}")
    if done.stopped:
        click.echo("stopped; give the same command again to go on", err=True)
        return STOPPED
    if not done.arrivals:
        raise InputError(f"{', '.join(inputs)}: there are no reports in it; check the names")
    return 0
