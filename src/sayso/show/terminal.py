"""A reading on the terminal: claims grouped by who says them, then ties, figures and problems."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from sayso.model.items import Claim, Voice
from sayso.model.text import Span, plain
from sayso.reading import Reading
from sayso.show import wording
from sayso.show.groups import Group, by_voice

_NARROWEST = 20
_STEP = 2
"""Columns that each level of nesting moves to the right."""


def show(reading: Reading, console: Console) -> None:
    """Prints the reading. The console decides about colour and width."""
    _heading(reading, console)
    for group in by_voice(reading):
        _group(reading, group, console)
    ties = [(item.id, wording.tie(reading, item), item.voices, item.sentence, item.cue) for item in reading.ties]
    figures = [(item.id, wording.figure(item), item.voices, item.sentence, item.span) for item in reading.figures]
    for title, rows in (("Ties", ties), ("Figures", figures)):
        if rows:
            console.print(Text(f"\n{title}", "bold magenta"))
        for id, words, voices, sentence, span in rows:
            _row(reading, id, words, voices, console)
            _print(console, _quoted(reading, sentence, span), 2 * _STEP)
    if not (reading.claims or ties or figures):
        console.print("\nNo political event, tie or figure was found in it.")
    if reading.problems:
        console.print(Text("\nProblems", "bold red"))
    for item in reading.problems:
        place = f" (at {item.where.start:,})" if item.where else ""
        words = f"{plain(item.what)}{place}: {plain(item.advice)}"
        _print(console, Text(words), _STEP)


def _heading(reading: Reading, console: Console) -> None:
    document = reading.document
    title = plain(document.title or document.source or document.id)
    published = f"published {document.published}" if document.published else "date not known"
    console.print(Text.assemble((title, "bold"), (f"  {published}", "dim")))


def _group(reading: Reading, group: Group, console: Console) -> None:
    level = max(len(group.speakers) - 1, 0) * _STEP
    arrow = "↳ " if level else ""
    style = "bold green" if not group.speakers else "bold cyan"
    console.print()
    _print(console, Text(arrow + group.heading, style), level)
    for claim in group.claims:
        _claim(reading, claim, level + _STEP, console)


def _claim(reading: Reading, claim: Claim, indent: int, console: Console) -> None:
    stance = wording.word("stance", claim.voices[-1].stance) if claim.voices else ""
    facts = [
        wording.who(reading, claim),
        wording.word("mood", claim.mood),
        wording.day(claim.time, reading),
        wording.parties(reading, (claim.place,)) if claim.place else "",
        wording.counts(claim),
    ]
    line = Text.assemble(
        (f"{stance}: " if stance else "", "italic"),
        (wording.event(claim), "bold"),
        (f" {wording.code(claim)} {claim.id}", "dim"),
    )
    _print(console, line, indent)
    _print(console, Text(" · ".join(f for f in facts if f)), indent + _STEP)
    _print(console, _quoted(reading, claim.sentence, claim.trigger), indent + _STEP)


def _row(reading: Reading, id: str, words: str, voices: tuple[Voice, ...], console: Console) -> None:
    told = wording.told(reading, voices)
    line = Text.assemble((f"{told}: " if told else "", "cyan"), (words, "bold"), (f" {id}", "dim"))
    _print(console, line, _STEP)


def _quoted(reading: Reading, sentence: int, span: Span) -> Text:
    before, words, after = wording.quote(reading, sentence, span)
    return Text.assemble("“", before, (words, "underline"), after, "”", style="dim")


def _print(console: Console, text: Text, indent: int) -> None:
    """Prints the text with all of its lines moved to the right, and no spaces at their ends."""
    for line in text.wrap(console, max(console.width - indent, _NARROWEST)):
        line.rstrip()
        console.print(Text.assemble(" " * indent, line), soft_wrap=True)
