"""What is mapped over the shards: a pure function from reports to a part, the same on every machine."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso import __version__, pipeline
from sayso.batch.lines import packed
from sayso.encoder import digest_of, model_file
from sayso.errors import DataError, PipelineError
from sayso.ingest import Incoming
from sayso.model.problems import problem
from sayso.reading import Reading
from sayso.record import Row, json_line
from sayso.stage import Tools


@dataclass(frozen=True, slots=True)
class Part:
    """The records of some reports, in their order, as packed JSON Lines, and what was counted in them."""

    data: bytes
    reports: int
    claims: int
    problems: int


def joined(parts: Sequence[Part]) -> Part:
    """Several parts as one, in the order given."""
    return Part(
        b"".join(part.data for part in parts),
        sum(part.reports for part in parts),
        sum(part.claims for part in parts),
        sum(part.problems for part in parts),
    )


def part_of(records: Iterable[Row]) -> Part:
    """The part that holds these records."""
    rows = list(records)
    return Part(
        packed(json_line(row) for row in rows),
        len(rows),
        sum(len(row["claims"]) for row in rows),
        sum(len(row["problems"]) for row in rows),
    )


def one_thread(model: str) -> Tools:
    """The tools of a worker: a process or a thread of its own for each, so that the encoder gets one thread."""
    return pipeline.shared_tools(model, 1)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads shards; a value that can be sent to another machine.

    ``model`` is one of the encoder's MODELS; ``digest`` the SHA-256 of its file and ``version`` that of sayso, which
    must be the same where the work is done; ``tools`` gives the tools for a model.
    """

    model: str
    digest: str
    version: str = __version__
    tools: Callable[[str], Tools] = one_thread

    def ready(self) -> Tools:
        """The tools, loaded.

        Raises DataError where a file of the package is missing or broken, or this is another version of sayso or of
        its model than the one that sent the work.
        """
        tools = self.tools(self.model)
        if (self.version, self.digest) != (__version__, tools.encoder.digest):
            raise DataError(
                f"a worker has sayso {__version__} with model {tools.encoder.digest[:12]}, but the work comes from "
                f"sayso {self.version} with model {self.digest[:12]}; install the same sayso everywhere"
            )
        return tools

    def __call__(self, incoming: Sequence[Incoming]) -> Part:
        """The part of some reports. What a report gives does not depend on the others.

        A bug that raises stops its report only and becomes a problem of it. Raises DataError as ``ready`` does.
        """
        tools = self.ready()
        return part_of(_record(one, tools) for one in incoming)


def reader_of(model: str) -> Reader:
    """The reader with a model of this package.

    Raises InputError for a model that is not there, DataError where its file is missing.
    """
    return Reader(model, digest_of(model_file(model)))


def unread(incoming: Incoming, rule: str, what: str, advice: str) -> Row:
    """The record of a report that could not be read: its text, the problems met on its way in, and this one."""
    stopped = problem(incoming.document.id, ("batch", rule), what, advice)
    return Reading(incoming.document).plus([*incoming.problems, stopped]).to_dict()


def _record(incoming: Incoming, tools: Tools) -> Row:
    try:
        row = pipeline.read(incoming.document, incoming.problems, tools=tools).to_dict()
        json_line(row)
    except (DataError, PipelineError):
        # the package is broken, and with it every report
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it stops this report only
        advice = "nothing was read of it; please report the bug with this text. The other reports were read"
        return unread(incoming, "bug", f"a bug stopped the reading: {_told(error)}", advice)
    return row


def _told(error: Exception) -> str:
    """The last line of a traceback, and where in the program it was raised, without the machine's own paths."""
    last = traceback.format_exception_only(error)[-1].strip()
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last} ({Path(where.filename).name}, line {where.lineno})"
