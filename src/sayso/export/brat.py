"""brat stand-off: a folder with a ``.txt`` and an ``.ann`` for each report, and ``annotation.conf`` for all.

Names and parties are spans; a claim is an event with its parties; a voice is an event ``Voice`` whose content is the
claim or the next voice; ties are relations; moods, modes and stances are attributes; countries are references.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.export.brat_conf import CUE, FIGURE, KINDS, OTHER, TIME, annotation_conf
from sayso.export.cells import line
from sayso.export.files import named
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.report import UNNAMED, Linked, Numbered, Report, Says, Told, Who
from sayso.export.tally import Tally
from sayso.model.text import Span

_NOT_IN_A_LINE = re.compile("[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What a reader might take for the end of a line or refuse; ``\\n`` alone ends lines."""
_LINE = re.compile(r"[^\n]+")


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes the folder."""
    path.mkdir()
    write_lines(path / "annotation.conf", annotation_conf())
    for name, report in named(reports, tally):
        text = _NOT_IN_A_LINE.sub(" ", report.text)
        (path / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        (path / f"{name}.ann").write_text("".join(_Marks(report, text).lines()), encoding="utf-8", newline="")
        tally.rows += len(report.claims)


@dataclass(slots=True)
class _Marks:
    """The annotations of one report, numbered as brat numbers them."""

    report: Report
    text: str
    out: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    spans: dict[tuple[Span, str], str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """All lines of the ``.ann`` file."""
        for span, _, entity in self.report.mentions:
            if entity is None:
                self.mark(span, OTHER)
            else:
                self.party(self.report.entities[entity], span)
        for span, _ in self.report.times:
            self.mark(span, TIME)
        for claim in self.report.claims:
            self.claim(claim)
        for tie in self.report.ties:
            self.tie(tie)
        for figure in self.report.figures:
            self.figure(figure)
        yield from self.out

    def add(self, letter: str, *cells: str) -> str:
        """Adds a line; gives its id."""
        self.numbers[letter] = self.numbers.get(letter, 0) + 1
        id = f"{letter}{self.numbers[letter]}"
        self.out.append("\t".join((id, *cells)) + "\n")
        return id

    def mark(self, span: Span, type: str) -> str | None:
        """The text-bound annotation of a span and type, made if it is not there; None for a span without words."""
        if (span, type) in self.spans:
            return self.spans[span, type]
        parts = [m.span() for m in _LINE.finditer(self.text, span.start, span.end)]
        if not parts:
            return None
        places = ";".join(f"{start} {end}" for start, end in parts)
        id = self.add("T", f"{type} {places}", " ".join(self.text[start:end] for start, end in parts))
        self.spans[span, type] = id
        return id

    def party(self, who: Who, span: Span | None) -> str | None:
        """The annotation of a party's words, with a reference to its state; None where there are no words."""
        if span is None:
            return None
        known = (span, KINDS[who.kind]) in self.spans
        id = self.mark(span, KINDS[who.kind])
        if id is not None and not known and who.country is not None:
            self.add("N", f"Reference {id} ISO3166:{who.country}", line(who.name) or UNNAMED)
        return id

    def claim(self, claim: Told) -> None:
        """An event, its attributes and the voices around it."""
        trigger = self.mark(claim.trigger, claim.type)
        if trigger is None:
            return
        arguments, missing = self.arguments(claim)
        event = self.add("E", " ".join((f"{claim.type}:{trigger}", *arguments)))
        self.add("A", f"Mood {event} {claim.mood}")
        if claim.mode is not None:
            self.add("A", f"Mode {event} {claim.mode}")
        notes = [*missing, *(f"{what}={value}" for what, value in claim.counts.items())]
        if claim.time_value is not None:
            notes.append(f"time={claim.time_value}")
        content = event
        for at in range(len(claim.voices) - 1, -1, -1):
            voice = claim.voices[at]
            around = self.voice(voice, claim, content)
            if around is None:
                notes.append(f"voice {at + 1}: {_told(voice)}")
            else:
                content = around
        self.note(event, notes)

    def arguments(self, claim: Told) -> tuple[list[str], list[str]]:
        """The arguments of an event, and notes on the parties that no words of the report stand for."""
        arguments, missing = [], []
        for role, parties in (("Actor", claim.actors), ("Recipient", claim.recipients), ("Place", _one(claim.place))):
            found = 0
            for who in parties:
                span = who.span or self.report.nearest(who, claim.sentence, claim.trigger)
                id = self.party(who, span)
                if id is None:
                    missing.append(f"{role}: {line(who.name) or UNNAMED}")
                    continue
                found += 1
                # a second argument of a role has a number, as in Actor2
                arguments.append(f"{role}{found if found > 1 else ''}:{id}")
        if claim.time_span is not None and (time := self.mark(claim.time_span, TIME)) is not None:
            arguments.append(f"Time:{time}")
        return arguments, missing

    def voice(self, voice: Says, claim: Told, content: str) -> str | None:
        """A voice around a claim or another voice; None where no words stand for it at all."""
        spans = [self.report.nearest(who, claim.sentence, voice.cue or claim.trigger) for who in voice.speakers]
        at = voice.cue or next((span for span in spans if span is not None), None)
        cue = None if at is None else self.mark(at, CUE)
        if cue is None:
            return None
        said = [
            id for who, span in zip(voice.speakers, spans, strict=True) if (id := self.party(who, span)) is not None
        ]
        arguments = [f"Speaker{n if n > 1 else ''}:{id}" for n, id in enumerate(said, 1)]
        event = self.add("E", " ".join((f"{CUE}:{cue}", *arguments, f"Content:{content}")))
        self.add("A", f"Stance {event} {voice.stance}")
        if len(said) < len(voice.speakers) or not voice.speakers:
            self.note(event, [_told(voice)])
        return event

    def tie(self, tie: Linked) -> None:
        """Relations between the parties of a tie."""
        for a in tie.a:
            for b in tie.b:
                one = self.party(a, a.span or self.report.nearest(a, tie.sentence, tie.cue))
                other = self.party(b, b.span or self.report.nearest(b, tie.sentence, tie.cue))
                if one is None or other is None:
                    continue
                relation = self.add("R", f"{tie.relation} Arg1:{one} Arg2:{other}")
                what = [f"what={tie.what}"] if tie.what else []
                self.note(relation, [*what, *(f"voice {n}: {_told(v)}" for n, v in enumerate(tie.voices, 1))])

    def figure(self, figure: Numbered) -> None:
        """The words of a figure, with its value in a note."""
        id = self.mark(figure.span, FIGURE)
        if id is None:
            return
        values = {"value": figure.value, "unit": figure.unit, "of": figure.of}
        notes = [f"{what}={value}" for what, value in values.items() if value is not None]
        self.note(id, [*notes, *(f"voice {n}: {_told(v)}" for n, v in enumerate(figure.voices, 1))])

    def note(self, id: str, notes: Sequence[str]) -> None:
        """A note on an annotation, if there is anything to say."""
        if notes:
            self.add("#", f"AnnotatorNotes {id}", line("; ".join(notes)))


def _one(who: Who | None) -> tuple[Who, ...]:
    return () if who is None else (who,)


def _told(voice: Says) -> str:
    return f"{' and '.join(who.name for who in voice.speakers) or UNNAMED} {voice.stance}"


FORMAT = Format(
    "brat",
    "brat stand-off, a folder with annotation.conf",
    write,
    holds_voices=True,
    folder=True,
    notes=(
        "A claim is an event; an event Voice around it says on whose say-so it stands, the outermost voice "
        "outermost. A claim without a Voice is what the paper says itself. Where a voice carries over from a "
        "sentence before, the words that name the speaker are its trigger; what no words stand for is in a note.",
        "Offsets count characters of the .txt, which are those of the report; control characters in it became spaces.",
    ),
)
