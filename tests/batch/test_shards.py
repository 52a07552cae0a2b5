"""What comes in is cut the same way each time, keeps copies as copies, and gives each report an id of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from evaluation import made_up
from sayso.batch.shards import Shard, cut
from sayso.ingest import Incoming, Refused
from sayso.model.text import Document

TEXTS = [made_up.report(n, words=40)["text"] for n in range(7)]
REPORTS = [Incoming(Document(f"r{n}", text, date(2024, 1, 2), None, f"{n}.txt")) for n, text in enumerate(TEXTS)]


def shards(arrivals: Iterable[Incoming | Refused], size: int = 3, salt: str = "v1") -> list[Shard]:
    return list(cut(arrivals, size, salt))


def test_shards_hold_everything_in_its_order() -> None:
    made = shards(REPORTS)
    assert [len(s) for s in made] == [3, 3, 1]
    assert [i.document.id for s in made for i in s.incoming] == [f"r{n}" for n in range(7)]


def test_a_key_stands_for_all_that_changes_a_part() -> None:
    keys = [s.key for s in shards(REPORTS)]
    assert keys == [s.key for s in shards(REPORTS)]
    assert len({*keys, *(s.key for s in shards(REPORTS, salt="v2"))}) == 6
    other = [*REPORTS[:5], Incoming(Document("r5", TEXTS[5] + " More."))]
    assert [a == b.key for a, b in zip(keys, shards(other), strict=False)] == [True, False]
    later = Incoming(Document("r0", TEXTS[0], date(2024, 1, 3), None, "0.txt"))
    assert shards([later, *REPORTS[1:3]])[0].key != keys[0]


def test_copies_are_kept_but_not_read() -> None:
    copy = Incoming(Document("c", TEXTS[0], date(2024, 1, 4), "Again", "other.txt"))
    (made,) = shards([*REPORTS[:2], copy])
    assert [i.document.id for i in made.incoming] == ["r0", "r1"]
    (row,) = made.copies
    assert row == {
        "id": "c",
        "source": "other.txt",
        "published": "2024-01-04",
        "title": "Again",
        "text": TEXTS[0],
        "copy_of": "r0",
    }


def test_rows_without_text_are_not_copies_of_each_other() -> None:
    (made,) = shards([Incoming(Document("a:1", "")), Incoming(Document("a:2", ""))])
    assert len(made.incoming) == 2
    assert not made.copies


def test_refusals_count_as_arrivals() -> None:
    no = [Refused(f"{n}.pdf", "a PDF", "save it as text") for n in range(4)]
    made = shards([*no, REPORTS[0]])
    assert [(len(s.refused), len(s.incoming)) for s in made] == [(3, 0), (1, 1)]
    assert made[0].key != shards([*no[1:], REPORTS[0]])[0].key


def test_enough_ends_it_without_a_broken_shard() -> None:
    seen: list[Incoming] = []

    def arrivals() -> Iterable[Incoming]:
        for report in REPORTS:
            seen.append(report)
            yield report

    made = list(cut(arrivals(), 3, "v1", enough=lambda: len(seen) > 4))
    assert [len(s) for s in made] == [3]
    assert len(seen) == 5
