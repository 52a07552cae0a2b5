"""Who does the reading: an engine takes reports and promises their part."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Protocol

from sayso.batch.reader import Part, Reader
from sayso.errors import EngineError, InputError
from sayso.ingest import Incoming

ENGINES = ("local", "dask")


class WorkerDied(Exception):
    """The process that read some reports died over them, and so did the one that tried again."""


class Engine(Protocol):
    """Reads reports somewhere else. Promises are kept in any order."""

    @property
    def slots(self) -> int:
        """How many shards can be read at the same time; may change while the engine runs."""

    def submit(self, incoming: Sequence[Incoming]) -> Future[Part]:
        """The promise of a part.

        It raises WorkerDied where workers die over it, EngineError where there are none, and whatever a Reader raises.
        """

    def drop(self, promise: Future[Part]) -> bool:
        """Takes back what nobody has begun to read; False where it is being read and will be kept."""

    def note(self) -> str:
        """What a person who waits should know, such as that there are no workers; else empty."""

    def close(self) -> None:
        """Ends the workers, whatever they are doing."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def engine_of(name: str, reader: Reader, *, workers: int | None = None, scheduler: str | None = None) -> Engine:
    """The engine of that name: ``local`` with ``workers`` processes, or ``dask`` with the scheduler at an address.

    Raises InputError for settings that do not go together, EngineError where the scheduler cannot be reached.
    """
    if name == "dask":
        if scheduler is None:
            raise InputError(
                "--engine dask needs --scheduler ADDR; `dask scheduler` prints it, as in tcp://10.0.0.1:8786"
            )
        if workers is not None:
            raise InputError("--workers is for --engine local; a cluster has the workers that were started for it")
        from sayso.batch.cluster import Cluster  # noqa: PLC0415 - distributed takes a second to load

        return Cluster(reader, scheduler)
    if name != "local":
        raise InputError(f"there is no engine {name!r}; there are {' and '.join(ENGINES)}")
    if scheduler is not None:
        raise InputError("--scheduler goes with --engine dask")
    if workers is not None and workers < 1:
        raise InputError(f"{workers} workers read nothing; give 1 or more")
    from sayso.batch.local import Local  # noqa: PLC0415

    return Local(reader, workers or cores())


__all__ = ["ENGINES", "Engine", "EngineError", "WorkerDied", "cores", "engine_of"]
