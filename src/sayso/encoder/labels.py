"""The label sets of the heads. They are written into the model file, and read from there at run time."""

from __future__ import annotations

from sayso.model.codes import MODES, EventType, Mood, Relation, Stance

NAMES = ("Location", "Person", "Organization", "NORP", "Date", "Misc", "Money", "Facility", "Product")
TIMES = ("DATE", "TIME", "DURATION", "SET")
EVENTS = (*EventType, *Relation)
"""What a trigger can be: an event type, or the relation of a tie."""


def _bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    return ("O", *(f"{edge}-{label}" for label in labels for edge in "BI"))


TOKEN_HEADS: dict[str, tuple[str, ...]] = {
    "names": _bio(NAMES),
    "times": _bio(TIMES),
    "sources": _bio(("source",)),
    "cues": _bio(("cue",)),
    "contents": _bio(("content",)),
    "figures": _bio(("figure",)),
    # one shared I: a trigger is short, and what continues it has no type of its own
    "events": ("O", "I", *(f"B-{label}" for label in EVENTS)),
}
"""Heads that label every word, in the order of their columns."""

KINDS = ("event", "cue", "tie", "figure", "anaphor", "pair", "sentence", "predicate")
"""What the second network can be asked about. "anaphor" and the last three are for training only."""

ROLES = (
    "actor", "recipient", "place", "time", "cue1", "cue2", "source", "content", "antecedent", "a", "b",
)  # fmt: skip

ROLES_OF: dict[str, tuple[str, ...]] = {
    "event": ("actor", "recipient", "place", "time", "cue1", "cue2"),
    "cue": ("source", "content"),
    "tie": ("a", "b", "time", "cue1", "cue2"),
    "figure": ("cue1", "cue2"),
}
"""The roles that have a meaning in answer to a kind of question; others are not looked at."""

VOICES = ("none", "cue", "carry", "cue+cue", "carry+cue")
"""Shapes of a chain of voices, outermost first: a cue in the sentence, or one carried over from before."""

SPAN_HEADS: dict[str, tuple[str, ...]] = {
    "type": ("none", *EVENTS),
    "mode": tuple(f"{type}-{mode}" if mode else str(type) for type, modes in MODES.items() for mode in (None, *modes)),
    "mood": tuple(Mood),
    "voices": VOICES,
    "stance1": tuple(Stance),
    "stance2": tuple(Stance),
    "real": ("no", "yes"),
}
"""Heads that classify the marked span, in the order of their columns."""
