"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def model(what: str = "") -> Callable[[Command], Command]:
    """``--model``, with what it is for at the head of its help."""
    # the encoder's MODELS, which would load numpy
    return click.option(
        "--model", type=click.Choice(["base", "small"]), default="base", show_default=True,
        help=f"{what}base reads better, small is faster.",
    )  # fmt: skip
