"""For INCEpTION: a folder with a UIMA CAS XMI file for each report, in DKPro's built-in layers, and ``TypeSystem.xml``.

INCEpTION imports these with the format "UIMA CAS XMI (XML 1.0)" into any project: the layers are those every project
has. Names are Named entities, a claim is a Semantic predicate, its parties, place, time and voices are its Semantic
arguments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import quoteattr

from sayso.export.cells import fit, line
from sayso.export.files import named
from sayso.export.format import Format
from sayso.export.report import Report, Told, Who
from sayso.export.tally import Tally
from sayso.model.text import Span

_PACKAGES = {
    "meta": "metadata", "segmentation": "segmentation", "ner": "ner", "semantics": "semantics",
}  # fmt: skip
_NAMESPACE = "http:///de/tudarmstadt/ukp/dkpro/core/api/{}/type.ecore"
_WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_VALUES = {"person": "PER", "place": "LOC", "state": "LOC", "facility": "LOC", "document": "OTH", "other": "OTH"}
"""INCEpTION's own values for named entities: PER, LOC, ORG, OTH; organisations are all the others."""
_LABELS = {"Person": "PER", "Location": "LOC", "Facility": "LOC", "Organization": "ORG"}
_SOFA = 1


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes the folder."""
    path.mkdir()
    types = (resources.files("sayso.export") / "inception_types.xml").read_text(encoding="utf-8")
    (path / "TypeSystem.xml").write_text(types, encoding="utf-8", newline="")
    for name, report in named(reports, tally):
        (path / f"{name}.xmi").write_text("".join(_Cas(report).lines()), encoding="utf-8", newline="")
        tally.rows += len(report.claims)


@dataclass(slots=True)
class _Cas:
    """The annotations of one report, as elements with numbers. UIMA counts UTF-16 units, not characters."""

    report: Report
    units: list[int] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)
    indexed: list[int] = field(default_factory=list)
    arguments: dict[Span, int] = field(default_factory=dict)
    last: int = _SOFA

    def __post_init__(self) -> None:
        at = 0
        for character in self.report.text:
            self.units.append(at)
            at += 2 if character > "\uffff" else 1
        self.units.append(at)

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        self.document()
        for span, label, entity in self.report.mentions:
            self.name(span, label, None if entity is None else self.report.entities[entity])
        for claim in self.report.claims:
            self.claim(claim)
        spaces = " ".join(f'xmlns:{p}="{_NAMESPACE.format(package)}"' for p, package in _PACKAGES.items())
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" {spaces} '
        yield 'xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n'
        yield from self.elements
        text = _attribute(self.report.text)
        yield f'<cas:Sofa xmi:id="{_SOFA}" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString={text}/>\n'
        yield f'<cas:View sofa="{_SOFA}" members="{" ".join(map(str, self.indexed))}"/>\n</xmi:XMI>\n'

    def add(self, type: str, span: Span | None, **features: str | None) -> int:
        """Adds an element; gives its number. What has a span is in the index."""
        self.last += 1
        values: dict[str, str | None] = {}
        if span is not None:
            self.indexed.append(self.last)
            values = {"sofa": str(_SOFA), "begin": str(self.units[span.start]), "end": str(self.units[span.end])}
        given = {name: value for name, value in (values | features).items() if value is not None}
        attributes = " ".join(f"{name}={_attribute(value)}" for name, value in given.items())
        self.elements.append(f'<{type} xmi:id="{self.last}" {attributes}/>\n')
        return self.last

    def document(self) -> None:
        """The document itself, its sentences and its words; every annotation begins and ends at a word's edge."""
        report = self.report
        whole = Span(0, len(report.text))
        title = line(report.title or report.id)
        self.add("meta:DocumentMetaData", whole, language="en", documentId=report.id, documentTitle=title)
        for sentence in report.sentences:
            self.add("segmentation:Sentence", sentence)
        edges = sorted({edge for span in self.marked() for edge in (span.start, span.end)})
        for sentence in report.sentences:
            for word in _WORD.finditer(report.text, sentence.start, sentence.end):
                inside = [edge for edge in edges if word.start() < edge < word.end()]
                for start, end in pairwise((word.start(), *inside, word.end())):
                    self.add("segmentation:Token", Span(start, end))

    def marked(self) -> Iterator[Span]:
        """The spans that annotations will have."""
        yield from (span for span, _, _ in self.report.mentions)
        for claim in self.report.claims:
            yield claim.trigger
            yield from (span for _, span in self.roles(claim))

    def name(self, span: Span, label: str, who: Who | None) -> None:
        """A named entity, whose identifier is the state that it belongs to."""
        value = _LABELS.get(label, "OTH") if who is None else _VALUES.get(who.kind, "ORG")
        state = None if who is None or who.country is None else f"urn:iso:std:iso:3166:{who.country}"
        self.add("ner:NamedEntity", span, value=value, identifier=state)

    def claim(self, claim: Told) -> None:
        """A semantic predicate, whose category is type, mode and mood, and its arguments."""
        code = f"{claim.type}-{claim.mode}" if claim.mode else claim.type
        links = []
        for role, span in self.roles(claim):
            if span not in self.arguments:
                self.arguments[span] = self.add("semantics:SemArg", span)
            links.append(self.add("semantics:SemArgLink", None, role=role, target=str(self.arguments[span])))
        category = f"{code} ({claim.mood})"
        self.add("semantics:SemPred", claim.trigger, category=category, arguments=" ".join(map(str, links)) or None)

    def roles(self, claim: Told) -> Iterator[tuple[str, Span]]:
        """What stands in which role: the words of parties, place and time, and of each voice, outermost first."""
        for role, parties in (("actor", claim.actors), ("recipient", claim.recipients), ("place", (claim.place,))):
            for who in parties:
                if who is not None and (span := who.span or self.nearest(who, claim, claim.trigger)) is not None:
                    yield role, span
        if claim.time_span is not None:
            yield "time", claim.time_span
        for at, voice in enumerate(claim.voices, 1):
            for who in voice.speakers:
                if (span := self.nearest(who, claim, voice.cue or claim.trigger)) is not None:
                    yield f"voice {at} {voice.stance}", span
            if voice.cue is not None:
                yield f"cue {at} {voice.stance}", voice.cue

    def nearest(self, who: Who, claim: Told, at: Span) -> Span | None:
        """The words that name a party."""
        return self.report.nearest(who, claim.sentence, at)


def _attribute(words: str) -> str:
    # an XML reader makes spaces of line ends and tabs in attributes unless they are written as numbers
    return quoteattr(fit(words), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


FORMAT = Format(
    "inception",
    "INCEpTION, a folder of UIMA CAS XMI files in its built-in layers",
    write,
    holds_voices=True,
    folder=True,
    notes=(
        "Import the .xmi files with the format “UIMA CAS XMI (XML 1.0)”. Named entity: names; Semantic predicate: "
        "claims, with type, mode and mood as category; Semantic argument: actor, recipient, place, time, and “voice "
        "1 asserts”, “cue 1 asserts” and so on, the outermost voice first. A claim without voices is what the paper "
        "says itself.",
        "Counts, ties and figures have no layer there and are not written. Offsets are UTF-16 units, as UIMA wants "
        "them.",
    ),
)
