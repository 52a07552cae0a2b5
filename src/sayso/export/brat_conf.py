"""The ``annotation.conf`` of brat: which types, roles and attributes there are."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.codes import MODES, EventType, Kind, Mood, Relation, Stance

CUE, TIME, FIGURE, OTHER = "Voice", "Time_expression", "Figure", "Other"
KINDS = {str(kind): str(kind).capitalize().replace("-", "_") for kind in Kind}
"""The type of a span, by the kind of its entity."""


def annotation_conf() -> Iterator[str]:
    """The lines of the file."""
    yield "[entities]\n"
    yield from (f"{type}\n" for type in dict.fromkeys((*KINDS.values(), TIME, FIGURE)))
    yield "\n[relations]\n"
    yield from (f"{relation}\tArg1:<ENTITY>, Arg2:<ENTITY>\n" for relation in Relation)
    yield "\n[events]\n"
    for type in EventType:
        yield f"{type}\tActor*:<ENTITY>, Recipient*:<ENTITY>, Place?:<ENTITY>, Time?:{TIME}\n"
    yield f"{CUE}\tSpeaker*:<ENTITY>, Content:<EVENT>\n"
    yield "\n[attributes]\n"
    types = "|".join(EventType)
    modes = sorted({mode for modes in MODES.values() for mode in modes})
    yield f"Mood\tArg:{types}, Value:{'|'.join(Mood)}\n"
    yield f"Mode\tArg:{types}, Value:{'|'.join(modes)}\n"
    yield f"Stance\tArg:{CUE}, Value:{'|'.join(Stance)}\n"
