"""The corpora in ``../shared`` as gold records: the form of the JSON record, with the layers that a corpus has.

Each function takes the path of a file (``.jsonl`` or ``.jsonl.gz``) and gives its records in order; offsets are code
points of the record's ``text``, from 0. All raise ``sayso.errors.InputError`` for a file that is missing or broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.evaluation import Record, read_gold


def annotated(path: Path) -> list[Record]:
    """Files whose records have the form already: the gold, and PolNeAR cut into sentences."""
    return read_gold(path)


def polnear(path: Path) -> list[Record]:
    """PolNeAR: attributions. Those without any words, of which there are a few, are left out."""
    return [
        {
            "id": r["id"],
            "title": r["title"],
            "published": r["date"],
            "text": r["text"],
            "attributions": [a for a in r["attributions"] if a["source"] or a["cue"] or a["content"]],
        }
        for r in read_gold(path)
    ]


def times(path: Path) -> list[Record]:
    """TimeBank and AQUAINT: time expressions. The date of a report is the day of its creation time."""
    return [
        {"id": r["id"], "published": r["published"][:10], "text": r["text"], "times": r["times"]}
        for r in read_gold(path)
    ]


def worldwide(path: Path) -> list[Record]:
    """English Worldwide Newswire: names. Names inside names do not count.

    The text of an article is its paragraphs, each on a line of its own. An address before the text has been taken out.
    """
    return [_article(r) for r in read_gold(path)]


def _article(record: Record) -> Record:
    mentions: list[dict[str, Any]] = []
    start = 0
    for paragraph in record["sentences"]:
        offsets = _offsets(paragraph["text"], paragraph["tokens"])
        for first, last, label in _names(paragraph["tags"]):
            span = [start + offsets[first][0], start + offsets[last][1]]
            mentions.append({"span": span, "label": label, "entity": None})
        start += len(paragraph["text"]) + 1
    text = "\n".join(paragraph["text"] for paragraph in record["sentences"])
    return {"id": record["id"], "published": None, "text": text, "mentions": mentions}


def _offsets(text: str, tokens: list[str]) -> list[tuple[int, int]]:
    """Where each token stands in the text, in which they stand in order. Raises ValueError where one does not."""
    offsets = []
    end = 0
    for token in tokens:
        start = text.index(token, end)
        end = start + len(token)
        offsets.append((start, end))
    return offsets


def _names(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """First token, last token and label of each stretch of BIO tags; an I that follows no B of its kind begins one."""
    first: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        if first is not None and tag != "I-" + tags[first][2:]:
            yield first, i - 1, tags[first][2:]
            first = None
        if first is None and tag != "O":
            first = i
