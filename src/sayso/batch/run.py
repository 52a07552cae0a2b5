"""One run: what comes in is cut into shards, an engine reads them, their parts are loaded in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue

from sayso.batch import sinks
from sayso.batch.arrivals import count, refuse_own_output, told
from sayso.batch.engine import Engine, WorkerDied, engine_of
from sayso.batch.parts import Parts, Place
from sayso.batch.progress import Progress, face
from sayso.batch.reader import Part, Reader, joined, part_of, reader_of, unread
from sayso.batch.shards import Shard, cut
from sayso.batch.stopping import stoppable
from sayso.batch.tally import Summary, Tally
from sayso.errors import InputError, OutputError, SaysoError
from sayso.ingest import Incoming, Net, reports
from sayso.record import Row

SHARD_SIZE = 32
"""Reports: some seconds of one worker, so that little is lost when it dies and the shards of a day stay few."""
_AHEAD = 4
"""Shards that may be under way for each one that can be read at a time: enough that a slow one holds up nobody."""
_LOOK_UP = 0.5
"""Seconds after which a wait is broken off to see whether somebody wants to stop."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is to be made.

    ``published`` is the day of reports that give none themselves. ``engine`` is ``local`` with ``workers`` processes
    (None: one for each core) or ``dask`` with the ``scheduler`` at that address. ``again`` reads anew what was read
    before. ``net`` is what may be fetched.
    """

    model: str = "base"
    published: date | str | None = None
    engine: str = "local"
    workers: int | None = None
    scheduler: str | None = None
    shard_size: int = SHARD_SIZE
    again: bool = False
    net: Net = field(default_factory=Net)


def code(
    inputs: Sequence[str], out: Path, settings: Settings | None = None, *, reader: Reader | None = None
) -> Summary:
    """Reads all reports of ``inputs`` (see ``sayso.ingest.reports``) into ``out``: a store, ``.jsonl`` or ``.parquet``.

    A run that was cut short goes on where it was when it is made again, and one that is made twice changes nothing.
    ``reader`` is another reader than that of the model named in the settings. Ctrl-C and SIGTERM end it early, with
    ``stopped`` in the summary, as soon as what is in hand is in the store.
    Raises InputError, OutputError, StoreError, EngineError or DataError with what to do; trouble with single reports is
    a problem in their records, and what cannot become a report a row of its own.
    """
    how = settings or Settings()
    if how.shard_size < 1:
        raise InputError(f"shards of {how.shard_size} reports hold nothing; give 1 or more")
    place = Place(out)
    sinks.refuse_unknown(out)
    refuse_own_output(inputs, place)
    reads = reader or reader_of(how.model)
    coming = reports(inputs, how.published, net=how.net)
    tally = Tally()
    progress = Progress(tally, count(inputs))
    with ExitStack() as stack:
        parts = stack.enter_context(Parts(place))
        engine = engine_of(how.engine, reads, workers=how.workers, scheduler=how.scheduler)
        stack.callback(engine.close)
        noted = {"model": reads.model, "published": _day(how.published), "shard_size": how.shard_size}
        if how.again:
            parts.clear()
        sink = stack.enter_context(sinks.opened(place, parts, reads, noted, again=how.again))
        shown = stack.enter_context(face(progress, engine.note))
        stop = stack.enter_context(stoppable())
        salt = f"{reads.version} {reads.digest}"
        shards = cut(told(coming, shown.say), how.shard_size, salt, earlier=sink.earlier, enough=stop)
        try:
            is_done = _Run(engine, parts, sink, tally).go(shards, stop)
        except BaseException as error:
            with suppress(SaysoError):
                sink.end("stopped" if isinstance(error, KeyboardInterrupt) else "failed")
            raise
        sink.end("finished" if is_done else "stopped")
    return tally.summary(progress.seconds, stopped=not is_done)


@dataclass(slots=True, eq=False)
class _Pending:
    """A shard under way: ``rest`` is still to be read, ``asked`` is being read, ``pieces`` have been.

    ``whole`` = its part is on the disk.
    """

    shard: Shard
    rest: deque[Sequence[Incoming]]
    asked: Sequence[Incoming] = ()
    promise: Future[Part] | None = None
    pieces: list[Part] = field(default_factory=list)
    whole: bool = False


class _Run:
    """Keeps the engine busy and the output in order."""

    def __init__(self, engine: Engine, parts: Parts, sink: sinks.Sink, tally: Tally) -> None:
        self._engine, self._parts, self._sink, self._tally = engine, parts, sink, tally
        self._queue: deque[_Pending] = deque()
        self._answered: SimpleQueue[tuple[_Pending, Future[Part]]] = SimpleQueue()

    def go(self, shards: Iterable[Shard], stop: Callable[[], bool]) -> bool:
        """Reads and loads the shards; True where all of them were, False where somebody wanted to stop."""
        for shard in shards:
            self._take(shard)
            self._settle(0)
            while self._is_full() and not stop():
                self._settle(_LOOK_UP)
            if stop():
                break
        while self._is_reading():
            if stop():
                self._drop()
            self._settle(_LOOK_UP)
        # nothing is being read: what is left over, if anything, was dropped
        return not self._queue and not stop()

    def _take(self, shard: Shard) -> None:
        if self._sink.has(shard.key):
            self._tally.kept += len(shard)
            return
        pending = _Pending(shard, deque([shard.incoming]))
        self._queue.append(pending)
        if self._parts.find(shard.key):
            pending.whole = True
        elif shard.incoming:
            self._ask(pending)
        else:
            self._write(pending, part_of([]))

    def _ask(self, pending: _Pending) -> None:
        pending.asked = pending.rest.popleft()
        pending.promise = self._engine.submit(pending.asked)
        pending.promise.add_done_callback(lambda promise: self._answered.put((pending, promise)))

    def _settle(self, seconds: float) -> None:
        """Waits that long for an answer, takes all that are there, and loads what can be loaded."""
        with suppress(Empty):
            while True:
                self._hear(*self._answered.get(timeout=seconds))
                seconds = 0
        self._load()

    def _hear(self, pending: _Pending, promise: Future[Part]) -> None:
        """Takes an answer. Reports over which a worker dies are read one by one, so that one alone is to blame."""
        pending.promise = None
        if promise.cancelled():
            return
        try:
            piece = promise.result()
        except WorkerDied:
            if len(pending.asked) > 1:
                pending.rest.extend([one] for one in pending.asked)
                self._ask(pending)
                return
            piece = part_of([_killer(pending.asked[0])])
        pending.pieces.append(piece)
        self._tally.read += piece.reports
        if pending.rest:
            self._ask(pending)
        elif sum(p.reports for p in pending.pieces) == len(pending.shard.incoming):
            self._write(pending, joined(pending.pieces))

    def _write(self, pending: _Pending, part: Part) -> None:
        self._parts.write(pending.shard.key, part)
        # what is on the disk need not be held
        pending.pieces.clear()
        pending.whole = True

    def _load(self) -> None:
        while self._queue and self._queue[0].whole:
            shard = self._queue.popleft().shard
            part = self._parts.find(shard.key)
            if part is None:
                raise OutputError("a part that was just written is gone or damaged; give the same command again")
            self._sink.add(shard, part)
            self._tally.add(shard, part)

    def _drop(self) -> None:
        """Takes back what no worker has begun; what is left of a shard that is read report by report is left."""
        for pending in self._queue:
            pending.rest.clear()
            if pending.promise is not None:
                self._engine.drop(pending.promise)

    def _is_full(self) -> bool:
        return len(self._queue) >= _AHEAD * self._engine.slots

    def _is_reading(self) -> bool:
        return any(pending.promise is not None for pending in self._queue)


def _killer(incoming: Incoming) -> Row:
    what = "the process that read it died, and so did the one that tried again"
    advice = "nothing was read of it; most often memory was short: try it alone with `sayso read`"
    return unread(incoming, "killer", what, advice)


def _day(day: date | str | None) -> str | None:
    return None if day is None else str(day)
