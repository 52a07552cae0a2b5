"""What a stage is: a name, what it needs, what it makes, and a function from a reading to new items."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.encoder import Encoder
from sayso.lexicon import Lexicon
from sayso.model.items import Item
from sayso.reading import Reading


@dataclass(frozen=True, slots=True)
class Tools:
    """What every stage may use: the tables and the encoder, loaded once."""

    lexicon: Lexicon
    encoder: Encoder


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of reading.

    ``needs`` and ``makes`` are item types; the pipeline checks that every need is made by an earlier stage.
    ``run`` gets the reading so far and the tools and gives new items (problems among them); it changes nothing.
    """

    name: str
    needs: tuple[type, ...]
    makes: tuple[type, ...]
    run: Callable[[Reading, Tools], Iterable[Item]]
