"""Claims, series and what is in a store, as tables on the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.model.text import plain
from sayso.query.claims import Result
from sayso.query.columns import speaker
from sayso.query.facets import Counts
from sayso.query.series import Series
from sayso.query.stats import Stats
from sayso.record import Row

_AROUND = 70
"""Code points of a sentence shown on each side of the trigger."""
_BAR = 20


def show_claims(result: Result, console: Console) -> None:
    """Prints claims as a table: when, who did what to whom, on whose say-so, the words; and how many more there are."""
    total = result.total()
    table = _table("day", "who → what → whom", "on whose say-so", "words")
    table.columns[0].no_wrap = True
    for claim in result:
        table.add_row(_when(claim), _event(claim), _voices(claim), _words(claim))
    if not table.row_count:
        console.print("No claim is like that." if not total else f"There are only {total:,} claims like that.")
        return
    console.print(table)
    shown = f"{result.offset + 1:,} to {result.offset + table.row_count:,} of " if table.row_count < total else ""
    console.print(Text(f"{shown}{total:,} {'claim' if total == 1 else 'claims'}", "dim"))


def show_series(series: Series, console: Console) -> None:
    """Prints a series as a table, and what is not counted in it."""
    rows = series.rows()
    if not rows:
        console.print("No claim is counted.")
    else:
        table = _table(*rows[0], "")
        largest = max((abs(row["value"]) for row in rows if row["value"] is not None), default=0)
        for row in rows:
            share = abs(row["value"] or 0) / largest if largest else 0
            table.add_row(*(_figure(value) for value in row.values()), "█" * round(share * _BAR))
        console.print(table)
    for note in series.notes():
        console.print(Text(note, "dim"), soft_wrap=True)


def show_stats(stats: Stats, console: Console) -> None:
    """Prints what is in a store."""
    share = stats.share_voiced
    facts = {
        "reports": f"{stats.reports:,} read, {stats.copies:,} near copies",
        "published": _span(stats.first_published, stats.last_published),
        "claims": f"{stats.claims:,}" + ("" if share is None else f", {share:.0%} of them with a voice"),
        "days they tell of": _span(stats.first_day, stats.last_day),
        "ties": f"{stats.ties:,}",
        "figures": f"{stats.figures:,}",
        "entities": f"{stats.entities:,}",
        "refused": f"{stats.refused:,} inputs did not become a report",
    }
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in facts.items():
        table.add_row(Text(name, "bold"), value)
    console.print(table)
    for title, counts in (
        ("Types", stats.types),
        ("Quads", stats.quads),
        ("Moods", stats.moods),
        ("Outermost voice", stats.voices),
        ("Its stance", stats.stances),
        ("Actors", stats.actors),
        ("Recipients", stats.recipients),
        ("Problems", stats.problems),
    ):
        _counts(title, counts, console)
    _runs(stats.runs, console)


def _runs(runs: Iterable[Row], console: Console) -> None:
    table = _table("run", "started", "state", "reports", "version", "model")
    for run in runs:
        names = ("run", "started", "state", "reports", "version")
        table.add_row(*(plain(str(run[name])) for name in names), plain(run["model"][:12]))
    if table.row_count:
        console.print(Text("\nRuns", "bold"))
        console.print(table)


def _counts(title: str, counts: Counts, console: Console) -> None:
    if not counts:
        return
    console.print(Text(f"\n{title}", "bold"))
    largest = max(count for _, count in counts)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="cyan")
    for value, count in counts:
        table.add_row(Text(plain(str(value))), f"{count:,}", "█" * max(round(count / largest * _BAR), 1))
    console.print(table)


def _table(*names: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name)
    return table


def _when(claim: Row) -> str:
    first, last = claim["day_first"], claim["day_last"]
    if first == last:
        return first or ""
    return plain(claim["time_value"] or "")


def _event(claim: Row) -> Text:
    actors, recipients = (", ".join(plain(p["name"]) for p in claim[role]) for role in ("actors", "recipients"))
    code = f"{claim['type']}-{claim['mode']}" if claim["mode"] else claim["type"]
    facts = [
        claim["mood"],
        f"at {plain(claim['place']['name'])}" if claim["place"] else "",
        ", ".join(f"{plain(what)} {plain(value)}" for what, value in claim["counts"].items()),
        plain(claim["id"]),
    ]
    return Text.assemble(
        f"{actors or 'somebody'} → ",
        (code, "bold"),
        f" → {recipients}" if recipients else "",
        ("\n" + " · ".join(fact for fact in facts if fact), "dim"),
    )


def _voices(claim: Row) -> Text:
    """The chain of voices, each under the one that cites it."""
    if claim["paper"]:
        return Text("the paper", "green")
    lines = Text()
    for level, voice in enumerate(claim["voices"]):
        lines.append("\n" + "  " * (level - 1) + "↳ " if level else "")
        lines.append(plain(speaker(voice)), "cyan")
        lines.append(f" {voice['stance']}")
    return lines


def _words(claim: Row) -> Text:
    """The sentence around the trigger, which is underlined."""
    sentence = claim["sentence"] or ""
    at = claim["trigger_at"] if claim["trigger_at"] is not None else 0
    past = at + claim["trigger_end"] - claim["trigger_start"]
    if not 0 <= at <= past <= len(sentence):
        return Text(plain(sentence))
    before, after = _shortened(sentence[:at], sentence[past:])
    return Text.assemble(before, (plain(sentence[at:past]), "underline"), after)


def _shortened(before: str, after: str) -> tuple[str, str]:
    gap, rest = (" " if before[-1:].isspace() else ""), (" " if after[:1].isspace() else "")
    before, after = plain(before), plain(after)
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return before + gap, rest + after


def _span(first: str | None, last: str | None) -> str:
    return f"{first} to {last}" if first else "no day known"


def _figure(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value or "")
