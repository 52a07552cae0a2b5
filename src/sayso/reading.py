"""A reading: a document and the layers of items read out of it so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar, cast

from sayso.model.items import Attribution, Claim, Entity, Figure, Item, Mention, Problem, Sentence, Tie, TimeExpression
from sayso.model.text import Document, Span
from sayso.record import record

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with typed layers. ``reading[Claim]`` is the tuple of its claims, in the order they were made."""

    document: Document
    layers: Mapping[type, tuple[Item, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, kind: type[T]) -> tuple[T, ...]:
        return cast(tuple[T, ...], self.layers.get(kind, ()))

    def plus(self, items: Iterable[Item]) -> Reading:
        """A new reading with the items added to their layers. An item whose id is there already replaces it."""
        layers = {kind: {item.id: item for item in layer} for kind, layer in self.layers.items()}
        for item in items:
            layers.setdefault(type(item), {})[item.id] = item
        return Reading(self.document, MappingProxyType({k: tuple(v.values()) for k, v in layers.items()}))

    def inside(self, span: Span, kind: type[T]) -> tuple[T, ...]:
        """The items of a layer whose ``span`` lies inside the given one."""
        return tuple(item for item in self[kind] if span.contains(item.span))  # type: ignore[attr-defined]

    def words(self, span: Span) -> str:
        """The words of a span of the document's text."""
        return span.of(self.document.text)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in text order."""
        return self[Sentence]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Words that name or stand for entities."""
        return self[Mention]

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Parties, places and speakers."""
        return self[Entity]

    @property
    def times(self) -> tuple[TimeExpression, ...]:
        """Time expressions and what they mean."""
        return self[TimeExpression]

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who is given as saying which words."""
        return self[Attribution]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Events, each as one chain of voices tells it."""
        return self[Claim]

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Standing relations, as told."""
        return self[Tie]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Numbers, as told."""
        return self[Figure]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and why."""
        return self[Problem]

    def sentence_of(self, span: Span) -> Sentence | None:
        """The sentence in which the span starts; None outside all sentences."""
        at = bisect_right(self[Sentence], span.start, key=lambda s: s.span.start) - 1
        found = self[Sentence][at] if at >= 0 else None
        return found if found is not None and span.start < found.span.end else None

    def to_dict(self) -> dict[str, Any]:
        """The record of the report, ready for ``json.dumps``; ``data/record.schema.json`` says what it holds."""
        return record(self.document, self.layers)
