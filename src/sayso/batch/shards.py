"""Cuts what comes in into shards: the unit of work, of crash and of going on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from sayso.ingest import Duplicates, Earlier, Incoming, Refused
from sayso.model.text import Document
from sayso.record import Row


@dataclass(frozen=True, slots=True)
class Shard:
    """Some of what came in, in its order.

    ``key`` is a hash over all of it and over what reads it: the same key, the same part. ``copies`` are rows (id,
    source, published, title, text, copy_of) that are kept but not read.
    """

    key: str
    incoming: tuple[Incoming, ...]
    copies: tuple[Row, ...]
    refused: tuple[Refused, ...]

    def __len__(self) -> int:
        return len(self.incoming) + len(self.copies) + len(self.refused)


@dataclass(slots=True)
class _Open:
    """A shard that is being filled."""

    incoming: list[Incoming] = field(default_factory=list)
    copies: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.incoming) + len(self.copies) + len(self.refused)

    def close(self, salt: str) -> Shard:
        parts = (salt, self.incoming, self.copies, self.refused)
        key = blake2b("\x1f".join(map(repr, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return Shard(key, tuple(self.incoming), tuple(self.copies), tuple(self.refused))


def cut(
    arrivals: Iterable[Incoming | Refused],
    size: int,
    salt: str,
    *,
    earlier: Earlier | None = None,
    enough: Callable[[], bool] = lambda: False,
) -> Iterator[Shard]:
    """Shards of ``size`` arrivals each; the last one may be smaller. Lazy: holds one shard at a time.

    ``salt`` stands for all that changes how a report is read (version, model). A copy of a report that came before, in
    this run or among those of ``earlier``, is kept as a copy. No two arrivals may have the same id, as
    ``sayso.ingest.reports`` sees to. Stops, without the shard that is being filled, as soon as ``enough`` says so.
    """
    originals, filling = Duplicates(earlier=earlier), _Open()
    for arrival in arrivals:
        if enough():
            return
        _put(arrival, filling, originals)
        if len(filling) >= size:
            yield filling.close(salt)
            filling = _Open()
    if len(filling) and not enough():
        yield filling.close(salt)


def _put(arrival: Incoming | Refused, filling: _Open, originals: Duplicates) -> None:
    if isinstance(arrival, Refused):
        filling.refused.append(arrival)
        return
    document = arrival.document
    original = originals.original(document)
    if original is None:
        filling.incoming.append(arrival)
    else:
        filling.copies.append(_copy(document, original))


def _copy(document: Document, original: str) -> Row:
    return {
        "id": document.id,
        "source": document.source,
        "published": None if document.published is None else document.published.isoformat(),
        "title": document.title,
        "text": document.text,
        "copy_of": original,
    }
