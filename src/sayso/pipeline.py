"""Reads a report: checks the order of the stages, runs them, keeps what went wrong as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sayso.encoder import MODELS, Encoder
from sayso.errors import InputError, PipelineError
from sayso.language import foreign
from sayso.lexicon import Lexicon
from sayso.model.items import Problem
from sayso.model.problems import problem
from sayso.model.text import Document
from sayso.reading import Reading
from sayso.stage import Stage, Tools
from sayso.stages import STAGES


def read(
    document: Document,
    problems: Iterable[Problem] = (),
    *,
    tools: Tools | None = None,
    stages: Sequence[Stage] = STAGES,
) -> Reading:
    """The reading of a document. ``problems`` are those met on its way in; they come first in the reading.

    A text without words, or in another language, is not read: the reading holds the problems only. An InputError
    inside a stage ends the reading there and becomes a problem of it; any other error is raised.
    Raises PipelineError for stages in an order that cannot work, DataError for a broken table or model file.
    """
    reading = Reading(document).plus(problems)
    for _, reading in steps(document, problems, tools=tools, stages=stages):  # noqa: B007 - the last one counts
        pass
    return reading


def steps(
    document: Document,
    problems: Iterable[Problem] = (),
    *,
    tools: Tools | None = None,
    stages: Sequence[Stage] = STAGES,
) -> Iterator[tuple[str, Reading]]:
    """The name of each stage and the reading after it, one after the other, as ``read`` runs them."""
    check(tuple(stages))
    with_what = shared_tools() if tools is None else tools
    reading = Reading(document).plus(problems)
    if not document.text.strip():
        return
    other = foreign(document, with_what.lexicon)
    if other is not None:
        yield "language", reading.plus([other])
        return
    for stage in stages:
        try:
            reading = reading.plus(stage.run(reading, with_what))
        except InputError as error:
            advice = "the reading ends here; what earlier stages made is kept"
            stopped = problem(document.id, (stage.name, "stopped"), f"{stage.name} could not read on: {error}", advice)
            yield stage.name, reading.plus([stopped])
            return
        yield stage.name, reading


@cache
def check(stages: tuple[Stage, ...]) -> None:
    """Raises PipelineError where a stage needs items that no earlier one makes, or two have one name."""
    made: set[type] = set()
    names: set[str] = set()
    for stage in stages:
        missing = [kind.__name__ for kind in stage.needs if kind not in made]
        if missing:
            raise PipelineError(
                f"the stage {stage.name} needs {' and '.join(missing)}, which no stage before it makes; "
                "move it further down in stages/__init__.py"
            )
        if stage.name in names:
            raise PipelineError(f"there are two stages named {stage.name}; rename one of them")
        made.update(stage.makes)
        names.add(stage.name)


@cache
def shared_tools(model: str = MODELS[0], threads: int | None = None) -> Tools:
    """The tables and the encoder, loaded once for the whole process.

    ``model`` is one of the encoder's MODELS, ``threads`` the number of threads it may use (None: all cores).
    Raises InputError for a model that is not there, DataError where a file of the package is missing or broken.
    """
    return Tools(_lexicon(), Encoder(model, threads))


@cache
def _lexicon() -> Lexicon:
    return Lexicon()
