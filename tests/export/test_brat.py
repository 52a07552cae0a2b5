"""brat stand-off: a strict reader, written from the description of the format, takes every line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from tests.export.conftest import Export
from tests.export.made_up import border, records, undated

_NAME = r"[A-Za-z0-9_-]+"
_TEXT_BOUND = re.compile(rf"(T\d+)\t({_NAME}) (\d+ \d+(?:;\d+ \d+)*)\t(.+)\Z")
_EVENT = re.compile(rf"(E\d+)\t({_NAME}):(T\d+)((?: {_NAME}:[TE]\d+)*)\Z")
_RELATION = re.compile(rf"(R\d+)\t({_NAME}) Arg1:(T\d+) Arg2:(T\d+)\Z")
_ATTRIBUTE = re.compile(rf"(A\d+)\t({_NAME}) ([ER]\d+) ({_NAME})\Z")
_REFERENCE = re.compile(r"(N\d+)\tReference (T\d+) ([^:\s]+:\S+)\t(.+)\Z")
_NOTE = re.compile(r"(#\d+)\tAnnotatorNotes ([TER]\d+)\t(.+)\Z")


@dataclass
class Event:
    type: str
    trigger: str
    arguments: list[tuple[str, str]]


@dataclass
class Standoff:
    """What a folder holds of one report."""

    text: str
    marks: dict[str, tuple[str, list[tuple[int, int]]]] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    relations: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def words(self, id: str) -> str:
        return " ".join(self.text[start:end] for start, end in self.marks[id][1])


def configuration(folder: Path) -> dict[str, dict[str, str]]:
    """The sections of annotation.conf: each name with what may stand by it."""
    sections: dict[str, dict[str, str]] = {}
    section = ""
    for line in (folder / "annotation.conf").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            sections[section] = {}
        elif line:
            name, _, rest = line.partition("\t")
            assert name not in sections[section], name
            sections[section][name] = rest
    assert set(sections) == {"entities", "relations", "events", "attributes"}
    return sections


def read(text_file: Path, conf: Mapping[str, Mapping[str, str]]) -> Standoff:
    """The annotations of one report; any line that is not as it must be is an error."""
    # as brat opens it: no line end is translated
    with text_file.open(encoding="utf-8", newline="") as file:
        found = Standoff(file.read())
    # a program that does translate them must see the same offsets
    assert found.text == text_file.read_text(encoding="utf-8")
    ids: set[str] = set()
    raw = text_file.with_suffix(".ann").read_bytes().decode("utf-8")
    assert raw == "" or raw.endswith("\n")
    assert raw.split("\n")[:-1] == raw.splitlines()
    for line in raw.splitlines():
        id = line.split("\t")[0]
        assert id not in ids
        ids.add(id)
        _line(line, found, conf)
    for event in found.events.values():
        assert found.marks[event.trigger][0] == event.type
        roles = [role for role, _ in event.arguments]
        assert len(roles) == len(set(roles))
        allowed = {part.split(":")[0].strip(" *?") for part in conf["events"][event.type].split(",")}
        assert {role.rstrip("0123456789") for role in roles} <= allowed
        assert all(target in found.marks or target in found.events for _, target in event.arguments)
    assert all({a, b} <= set(found.marks) for _, a, b in found.relations.values())
    assert all(target in found.events for _, target, _ in found.attributes)
    assert all(target in ids for target, _ in found.notes)
    assert all(target in found.marks for target, _ in found.references)
    return found


def _line(line: str, found: Standoff, conf: Mapping[str, Mapping[str, str]]) -> None:
    match line[0]:
        case "T":
            id, type, places, words = _matched(_TEXT_BOUND, line)
            spans = [(int(a), int(b)) for a, b in (place.split(" ") for place in places.split(";"))]
            assert type in conf["entities"] or type in conf["events"]
            assert all(0 <= a < b <= len(found.text) for a, b in spans)
            assert all(end <= start for (_, end), (start, _) in pairwise(spans))
            assert all("\n" not in found.text[a:b] for a, b in spans)
            assert words == " ".join(found.text[a:b] for a, b in spans)
            found.marks[id] = (type, spans)
        case "E":
            id, type, trigger, arguments = _matched(_EVENT, line)
            assert type in conf["events"]
            pairs = [tuple(argument.split(":")) for argument in arguments.split()]
            found.events[id] = Event(type, trigger, [(role, target) for role, target in pairs])
        case "R":
            id, type, one, other = _matched(_RELATION, line)
            assert type in conf["relations"]
            found.relations[id] = (type, one, other)
        case "A":
            _, name, target, value = _matched(_ATTRIBUTE, line)
            assert value in conf["attributes"][name].split("Value:")[1].split("|")
            found.attributes.append((name, target, value))
        case "N":
            _, target, reference, _ = _matched(_REFERENCE, line)
            found.references.append((target, reference))
        case _:
            _, target, note = _matched(_NOTE, line)
            found.notes.append((target, note))


def _matched(pattern: re.Pattern[str], line: str) -> tuple[str, ...]:
    match = pattern.match(line)
    assert match, line
    return match.groups()


@pytest.fixture
def folder(exported: Export) -> Path:
    return exported("brat")


def _of(folder: Path, prefix: str) -> Standoff:
    (file,) = folder.glob(f"{prefix}*.txt")
    return read(file, configuration(folder))


def test_every_report_is_read_strictly(folder: Path) -> None:
    files = sorted(folder.glob("*.txt"))
    assert len(files) == len(records()) == len(list(folder.glob("*.ann")))
    conf = configuration(folder)
    found = [read(file, conf) for file in files]
    claims = sum(event.type != "Voice" for one in found for event in one.events.values())
    assert claims == sum(len(row["claims"]) for row in records())


def test_offsets_are_those_of_the_record(folder: Path) -> None:
    row, found = border(), _of(folder, "border")
    assert len(found.text) == len(row["text"])
    triggers = [found.marks[e.trigger][1] for e in found.events.values() if e.type != "Voice"]
    assert sorted(triggers) == sorted([tuple(claim["trigger"])] for claim in row["claims"])
    assert len(_of(folder, "no_date").text) == len(undated()["text"])


def test_voices_stand_around_what_they_say(folder: Path) -> None:
    found = _of(folder, "border")
    said = {target: (id, e) for id, e in found.events.items() for role, target in e.arguments if role == "Content"}
    stances = {target: value for name, target, value in found.attributes if name == "Stance"}
    assaults = [id for id, e in found.events.items() if e.type == "ASSAULT" and found.words(e.trigger) == "attack"]
    denied, confirmed = assaults
    around, event = said[denied]
    assert (stances[around], found.words(event.trigger)) == ("denies", "denied")
    around, event = said[confirmed]
    assert (stances[around], found.words(event.trigger)) == ("confirms", "confirmed")
    around, event = said[around]
    assert stances[around] == "asserts"
    assert [found.words(target) for role, target in event.arguments if role == "Speaker"] == ["Tbilisi"]
    assert around not in said
    # the voice that no words stand for is not lost
    assert (confirmed, "voice 3: somebody unnamed asserts") in found.notes


def test_several_parties_of_a_role_are_numbered(folder: Path) -> None:
    found = _of(folder, "border")
    accused = next(e for e in found.events.values() if e.type == "ACCUSE")
    assert [(role, found.words(target)) for role, target in accused.arguments] == [
        ("Actor", "Georgia"), ("Actor2", "Armenia"), ("Recipient", "Russian troops"),
    ]  # fmt: skip
    assert ("T1", "ISO3166:GEO") in found.references
    assert ("ally", "T1", "T2") in found.relations.values()


def test_a_span_over_a_line_end_is_broken(folder: Path) -> None:
    found = _of(folder, "no_date")
    broken = [spans for _, spans in found.marks.values() if len(spans) > 1]
    assert broken
