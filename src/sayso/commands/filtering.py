"""The options that say which claims are wanted, the same in every command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_WHO = "a country (AZE), or a name as the reports have it; * stands for any letters"

_OPTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--type", {"metavar": "T", "multiple": True, "help": "PLOVER type, such as COERCE."}),
    ("--mode", {"metavar": "M", "multiple": True, "help": "PLOVER mode, such as arrest."}),
    ("--quad", {"metavar": "1-4", "multiple": True, "help": "1, 2 verbal, material cooperation; 3, 4 conflict."}),
    ("--mood", {"metavar": "M", "multiple": True, "help": "happened, ongoing, planned, possible, wanted or not."}),
    ("--actor", {"metavar": "WHO", "multiple": True, "help": f"Who does it: {_WHO}."}),
    ("--recipient", {"metavar": "WHO", "multiple": True, "help": "To whom it is done, likewise."}),
    ("--party", {"metavar": "WHO", "multiple": True, "help": "Actor or recipient, likewise."}),
    ("--place", {"metavar": "WHERE", "multiple": True, "help": "Where, likewise."}),
    (
        "--voice",
        {
            "metavar": "WHO|paper|any",
            "multiple": True,
            "help": "Who says so, anywhere in the chain of voices, likewise; the paper itself; anybody but the paper.",
        },
    ),
    ("--stance", {"metavar": "S", "multiple": True, "help": "How that voice stands to it: asserts, denies, ..."}),
    ("--outermost", {"is_flag": True, "help": "Only the outermost voice of a chain counts."}),
    ("--since", {"metavar": "D", "help": "First day, as in 2023-04-06, 2023-04 or 2023."}),
    ("--until", {"metavar": "D", "help": "Last day, likewise."}),
    (
        "--on",
        {
            "type": click.Choice(["event", "published"]),
            "default": "event",
            "show_default": True,
            "help": "Days of the event (the report's where it tells none), or of the report.",
        },
    ),
    ("--min-score", {"type": float, "metavar": "X", "help": "Least score of PLOVER, -10 (conflict) to 10."}),
    ("--max-score", {"type": float, "metavar": "X", "help": "Largest score of PLOVER."}),
    ("--min-probability", {"type": float, "metavar": "P", "help": "Least probability of the claim, 0 to 1."}),
    ("--report", {"metavar": "ID", "multiple": True, "help": "Only claims of this report."}),
    (
        "--in",
        {
            "type": click.Choice(["sentence", "report"]),
            "default": "sentence",
            "show_default": True,
            "help": "Where the words must stand: in the claim's sentence, or anywhere in its report.",
        },
    ),
)


def filters(command: Command) -> Command:
    """Gives a command the options of a filter; they come as keywords, to be made into one by ``filter_from``."""
    for name, settings in reversed(_OPTIONS):
        parameter = "within" if name == "--in" else name[2:].replace("-", "_")
        command = click.option(name, parameter, **settings)(command)
    return command
