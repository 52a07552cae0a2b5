"""Records cut down to the claims that a filter asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sayso.errors import InputError
from sayso.query.filter import Filter
from sayso.query.where import where
from sayso.record import Row
from sayso.store import Store
from sayso.store.exact import held
from sayso.store.statements import statement


def wanted_records(store: Store, asked: Filter) -> Iterator[Row]:
    """The records of reports with claims that a filter asks for, in the order of the store, one at a time.

    Of the claims they have those alone, of the ties and figures those in a sentence of theirs; else they are whole.
    Raises QueryError for a question that cannot be understood.
    """
    conditions = where(asked)
    for id, claims in store.rows(conditions.put_into(statement("sayso.query", "by_report")), conditions.values):
        try:
            (record,) = store.records([id])
        except InputError:
            # somebody who writes meanwhile has made it a copy of another
            continue
        yield _cut(record, {int(n): claim for n, claim in json.loads(claims).items()})


def _cut(record: Row, wanted: Mapping[int, str]) -> Row:
    # the id too: the report may have been read anew since
    claims = [claim for n, claim in enumerate(record["claims"]) if wanted.get(n) == held(claim["id"])]
    sentences = {claim["sentence"] for claim in claims}
    beside = {layer: [item for item in record[layer] if item["sentence"] in sentences] for layer in ("ties", "figures")}
    return {**record, "claims": claims, **beside}
