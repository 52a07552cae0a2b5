"""Claims: each event mention as one chain of voices tells it.

The encoder proposes the trigger and its type and answers who does it to whom, where, when, how real it is and under
which voices; rules see to it that a mode belongs to its type, count the dead, and put entities and dates in.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.counts import counts
from sayso.left_out import filled
from sayso.model.codes import EventType, Mood
from sayso.model.items import Answer, Attribution, Claim, Entity, Item, Made, Mention, Sentence, Signals, TimeExpression
from sayso.model.text import stable_id
from sayso.reading import Reading
from sayso.roles import Roles
from sayso.stage import Stage, Tools


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """One claim an event that the encoder is sure enough of."""
    return filled(as_told(reading, tools), reading)


def as_told(reading: Reading, tools: Tools) -> list[Claim]:
    """The claims with the parties that their own words tell, before any that are left out are filled in."""
    roles = Roles(reading, tools.lexicon)
    return [
        _claim(reading, tools, roles, signals.id, answer)
        for signals in reading[Signals]
        for answer in signals.answers["events"]
    ]


def _claim(reading: Reading, tools: Tools, roles: Roles, signals: str, answer: Answer) -> Claim:
    trigger = answer.about.span
    type = EventType(answer.about.label)
    sentence = roles.sentence(trigger)
    mode = _mode(answer, type)
    moods = answer.classes["mood"]
    mood = Mood(max(moods, key=lambda m: moods[m]))
    actors, recipients = roles.sides(answer)
    told = {
        role: [m.span for m in answer.roles.get(role, ()) if sentence.span.overlaps(m.span)]
        for role in ("actor", "recipient")
    }
    return Claim(
        id=stable_id("c", reading.document.id, trigger, type),
        sentence=sentence.number,
        trigger=trigger,
        type=type,
        mode=mode,
        actors=actors,
        recipients=recipients,
        place=roles.place(answer),
        time=roles.time(answer),
        mood=mood,
        counts=counts(
            reading.document.text, sentence.span, trigger, type, told["recipient"], tools.lexicon,
            mode=mode, mood=mood, actors=told["actor"], kinds=roles.kinds((*actors, *recipients)),
        ),
        voices=roles.voices.chain(answer),
        made=Made("claims", "head:events", inputs=(sentence.id, signals), score=round(answer.about.score, 4)),
    )  # fmt: skip


def _mode(answer: Answer, type: EventType) -> str | None:
    """The likeliest mode among those of the type; the bare type stands for none."""
    mine = {m: p for m, p in answer.classes["mode"].items() if m == type or m.startswith(f"{type}-")}
    best = max(mine, key=lambda m: mine[m])
    return best.removeprefix(type).removeprefix("-") or None


STAGE = Stage(
    "claims", needs=(Sentence, Signals, Mention, Entity, TimeExpression, Attribution), makes=(Claim,), run=run
)
