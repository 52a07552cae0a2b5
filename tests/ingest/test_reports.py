"""Many inputs of all formats at once: told by content, in order, with nothing lost beside what is bad."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from sayso.errors import BadDate, InputError
from sayso.ingest import Incoming, Net, documents, reports
from tests.ingest.made import OTHER, SENTENCE, http, packed, page, put, record, rss, split

ROWS = "".join(
    json.dumps({"id": i, "text": t, "published": "2023-04-06"}) + "\n" for i, t in [("a", SENTENCE), ("b", OTHER)]
)
FEED = rss(
    f"<item><guid>1</guid><description>{SENTENCE}</description><pubDate>Thu, 06 Apr 2023 10:00:00 GMT</pubDate></item>"
)
META = '<meta property="article:published_time" content="2023-04-06T10:00:00Z">'
WARC = packed([record("https://news.example/a", http(page(head=META)))])


def _parquet(**columns: list[object]) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out, row_group_size=2)
    return out.getvalue()


FORMATS: dict[str, tuple[bytes, list[str | None]]] = {
    "text": (SENTENCE.encode(), [None]),
    "html": (page(head=META).encode(), ["2023-04-06"]),
    "jsonl": (ROWS.encode(), ["2023-04-06"] * 2),
    "json": (json.dumps([{"text": SENTENCE, "date": "2023-04-06"}], indent=1).encode(), ["2023-04-06"]),
    "csv": (f"date,text\n2023-04-06,{SENTENCE}\n".encode(), ["2023-04-06"]),
    "tsv": (f"date\ttext\n2023-04-06\t{SENTENCE}\n".encode(), ["2023-04-06"]),
    "rss": (FEED.encode(), ["2023-04-06"]),
    "parquet": (_parquet(text=[SENTENCE, OTHER], published=["2023-04-06", None]), ["2023-04-06", None]),
    "warc.gz": (WARC, ["2023-04-06"]),
    "warc": (gzip.decompress(WARC), ["2023-04-06"]),
    "jsonl.gz": (gzip.compress(ROWS.encode()), ["2023-04-06"] * 2),
    "jsonl.bz2": (bz2.compress(ROWS.encode()), ["2023-04-06"] * 2),
    "jsonl.xz": (lzma.compress(ROWS.encode()), ["2023-04-06"] * 2),
    "html.gz": (gzip.compress(page(head=META).encode()), ["2023-04-06"]),
    "csv.gz": (gzip.compress(f"date,text\n2023-04-06,{SENTENCE}\n".encode()), ["2023-04-06"]),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("named", [True, False])
def test_each_format_is_told_by_its_content(tmp_path: Path, name: str, named: bool) -> None:
    content, dates = FORMATS[name]
    read, refused = split([put(tmp_path, f"news.{name}" if named else "news", content)])
    assert refused == []
    assert [i.document.published and i.document.published.isoformat() for i in read] == dates
    assert all(SENTENCE.strip() in i.document.text or OTHER.strip() in i.document.text for i in read)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_from_standard_input(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    content, dates = FORMATS[name]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    read, refused = split(["-"])
    assert refused == []
    assert len(read) == len(dates)


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"parquet"}))
def test_each_format_through_a_pipe(name: str) -> None:
    content, dates = FORMATS[name]
    code = "import sayso.ingest as i; print(*[type(x).__name__ for x in i.reports(['-'])])"
    done = subprocess.run([sys.executable, "-c", code], input=content, capture_output=True, check=True)
    assert done.stdout.split() == [b"Incoming"] * len(dates)


def test_parquet_through_a_pipe_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = "import sayso.ingest as i; print(*i.reports(['-']))"
    done = subprocess.run([sys.executable, "-c", code], input=FORMATS["parquet"][0], capture_output=True, check=True)
    assert b"cannot be read from a pipe" in done.stdout
    _, [fault] = split([put(tmp_path, "a.gz", gzip.compress(FORMATS["parquet"][0]))])
    assert fault.advice == "name the file itself"


def test_the_content_counts_before_the_name(tmp_path: Path) -> None:
    found = [split([put(tmp_path, name, page())])[0][0] for name in ("a.txt", "a.jsonl", "a.csv")]
    assert [i.document.title for i in found] == ["Talks go on"] * 3


def test_a_mixed_folder_is_read_in_order_and_goes_on_after_trouble(tmp_path: Path) -> None:
    for number, (name, (content, _)) in enumerate(sorted(FORMATS.items())):
        put(tmp_path, f"{number:02}.{name}", content)
    put(tmp_path, "01b.pdf", b"%PDF-1.7\n")
    put(tmp_path, "03b", b"")
    put(tmp_path, "05b.parquet", b"PAR1 broken")
    read, refused = split([str(tmp_path)])
    assert [Path(r.source).name for r in refused if "same" not in r.what] == ["01b.pdf", "03b", "05b.parquet"]
    assert {i.document.id for i in read} >= {"a", "b"}
    again, _ = split([str(tmp_path)])
    assert again == read


def test_an_explicit_date_counts_only_where_there_is_none(tmp_path: Path) -> None:
    path = put(tmp_path, "a.parquet", FORMATS["parquet"][0])
    read, _ = split([path, put(tmp_path, "a.txt", SENTENCE + OTHER)], "2022-01-02")
    assert [i.document.published for i in read] == [date(2023, 4, 6), date(2022, 1, 2), date(2022, 1, 2)]


def test_a_date_that_is_none_is_an_error_at_once() -> None:
    with pytest.raises(BadDate):
        reports(["-"], "yesterday")


def test_parquet_types(tmp_path: Path) -> None:
    columns = {
        "body": pa.array([SENTENCE, OTHER, None, "three", "four"]).dictionary_encode(),
        "date": pa.array([1_680_739_200_000_000_001, None, 0, 0, 0], pa.timestamp("ns")),
        "id": pa.array([1, 2, 3, 4, 5]),
        "words": pa.array([1, 2, 3, 4, 5]),
    }
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out, row_group_size=2)
    read, [refused] = split([put(tmp_path, "a.parquet", out.getvalue())])
    assert [i.document.id for i in read] == ["1", "2", "4", "5"]
    assert [i.document.published for i in read[:2]] == [date(2023, 4, 6), None]
    assert (refused.source[-2:], refused.id) == (":3", "3")


def test_a_parquet_file_without_texts(tmp_path: Path) -> None:
    _, [refused] = split([put(tmp_path, "a.parquet", _parquet(id=[1], words=["x"]))])
    assert "no column has the text (the columns are: id, words)" in refused.what


def test_a_broken_row_group_leaves_the_others(tmp_path: Path) -> None:
    texts = [f"{SENTENCE} {n}" for n in range(6)]
    out = io.BytesIO()
    parquet.write_table(pa.table({"text": texts}), out, row_group_size=2, compression="gzip", use_dictionary=False)
    data = bytearray(out.getvalue())
    column = parquet.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(0)
    start, size = column.data_page_offset, column.total_compressed_size
    data[start : start + size] = b"\xff" * size
    path = put(tmp_path, "a.parquet", bytes(data))
    read, [refused] = split([path])
    assert [i.document.text for i in read] == texts[:2] + texts[4:]
    assert refused.source == f"{path}:3-4"


def test_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    _, [refused] = split([put(tmp_path, "a.parquet", FORMATS["parquet"][0])])
    assert refused.advice == "pip install 'sayso[parquet]'"


@pytest.mark.parametrize("name", ["jsonl", "csv", "rss", "json"])
def test_one_report_is_read_the_same_way(tmp_path: Path, name: str) -> None:
    content, dates = FORMATS[name]
    assert len(list(documents(put(tmp_path, "a", content)))) == len(dates)


@pytest.mark.parametrize("name", ["warc", "warc.gz", "parquet", "jsonl.xz"])
def test_archives_are_no_single_report(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="not text"):
        list(documents(put(tmp_path, "a", FORMATS[name][0])))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_memory_does_not_grow_with_the_lines(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    rows = (json.dumps({"id": f"r{n}", "text": f"{SENTENCE}{n}"}) + "\n" for n in range(20_000))
    found = reports([put(tmp_path, "a", pack("".join(rows).encode()))], net=Net())
    first = next(found)
    for _ in range(1_999):
        next(found)
    tracemalloc.start()
    count = sum(1 for item in found if isinstance(item, Incoming))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(first, Incoming)
    assert count == 18_000
    assert peak < 3_000_000, "buffers, and the ids that were seen"
