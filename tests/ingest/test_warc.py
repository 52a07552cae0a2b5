"""Web archives: which responses are reports, their dates, and what is kept of an archive that breaks off."""

from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from sayso.ingest.limits import LARGEST_REPORT
from tests.ingest.made import OTHER, SENTENCE, http, packed, page, put, record, split

A, B, C = (f"https://news.example/{name}" for name in "abc")
META = '<meta property="article:published_time" content="2023-04-06T10:00:00Z">'


def _three() -> list[bytes]:
    return [record(address, http(page(text))) for address, text in ((A, SENTENCE), (B, OTHER), (C, SENTENCE + OTHER))]


def test_reports_are_responses_of_pages_and_texts(tmp_path: Path) -> None:
    records = [
        record("", b"software: x\r\n", "warcinfo"),
        record(A, b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(A, http(page(head=META))),
        record(B, http(OTHER, "text/plain")),
        record("https://news.example/gone", http(page(OTHER), status="404 Not Found")),
        record("https://news.example/logo", http(b"\x89PNG\r\n", "image/png")),
        record("https://news.example/empty", b""),
        record("https://news.example/odd", b"no head at all"),
        record(A, b"{}", "metadata"),
    ]
    read, refused = split([put(tmp_path, "a.warc.gz", packed(records))])
    assert [(i.document.source, i.document.published) for i in read] == [(A, date(2023, 4, 6)), (B, None)]
    assert read[0].document.title == "Talks go on"
    assert read[1].document.text == OTHER
    assert refused == []


def test_ids_come_from_addresses(tmp_path: Path) -> None:
    one, _ = split([put(tmp_path, "a.warc", record(A, http(page())))])
    other, _ = split([put(tmp_path, "b.warc", record(A, http(page(OTHER))))])
    assert one[0].document.id == other[0].document.id
    assert one[0].document.text != other[0].document.text


def test_dates_of_page_then_address_then_given_and_never_that_of_capture(tmp_path: Path) -> None:
    dated = "https://news.example/2023/04/05/talks"
    records = [
        record(dated, http(page(head=META))),
        record(dated + "-2", http(page(OTHER))),
        record(C, http(page("Rain fell. "))),
    ]
    path = put(tmp_path, "a.warc", b"".join(records))
    assert [i.document.published for i in split([path])[0]] == [date(2023, 4, 6), date(2023, 4, 5), None]
    given = [i.document.published for i in split([path], "2022-01-02")[0]]
    assert given == [date(2023, 4, 6), date(2023, 4, 5), date(2022, 1, 2)]


def test_bodies_are_decoded(tmp_path: Path) -> None:
    text = "Türkiye’s envoy said that talks would go on. "
    data = page(text).encode()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(data[n : n + 100]), data[n : n + 100]) for n in range(0, len(data), 100))
    records = [
        record(A, http(gzip.compress(data), extra="Content-Encoding: gzip\r\n")),
        record(B, http(chunks + b"0\r\n\r\n", extra="Transfer-Encoding: chunked\r\n")),
        record(C, http(page(text).encode("cp1254"), "text/html; charset=windows-1254")),
        record(f"{A}2", http(data, extra="Transfer-Encoding: chunked\r\n")),
    ]
    read, refused = split([put(tmp_path, "a.warc", b"".join(records))])
    assert refused == []
    assert [i.document.text.count("Türkiye’s envoy") for i in read] == [7] * 4
    assert all(not i.problems for i in read)


def test_an_archive_written_by_a_library(tmp_path: Path) -> None:
    out = io.BytesIO()
    made = WarcRecord()
    made.init_headers(WarcRecordType.response)
    made.headers["WARC-Target-URI"] = A
    made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content(http(page()))
    made.write(out)
    [found], refused = split([put(tmp_path, "a.warc", out.getvalue())])
    assert (found.document.source, refused) == (A, [])


@pytest.mark.parametrize("cut", [1, 40, 200, 300])
@pytest.mark.parametrize("is_packed", [True, False])
def test_a_cut_archive_keeps_what_came_before(tmp_path: Path, cut: int, is_packed: bool) -> None:
    records = _three()
    data = packed(records) if is_packed else b"".join(records).rstrip()
    path = put(tmp_path, "a.warc", data[:-cut])
    read, [refused] = split([path])
    # the last byte of a packed record is a check sum: all of the record is there without it
    is_whole = is_packed and cut == 1
    assert [i.document.source for i in read] == ([A, B, C] if is_whole else [A, B])
    assert "cut off" in refused.what
    assert refused.source == f"{path}:{4 if is_whole else 3}"


def test_rubbish_after_a_record(tmp_path: Path) -> None:
    read, [refused] = split([put(tmp_path, "a.warc", _three()[0] + b"rubbish\r\n" * 50)])
    assert [i.document.source for i in read] == [A]
    assert "the records from here on are lost" in refused.what


def test_a_bomb_in_a_body_costs_one_record(tmp_path: Path) -> None:
    one, two, three = _three()
    bomb = record(
        "https://news.example/bomb", http(gzip.compress(b"a" * 60_000_000), extra="Content-Encoding: gzip\r\n")
    )
    path = put(tmp_path, "a.warc", packed([one, bomb, two, three]))
    read, [refused] = split([path])
    assert [i.document.source for i in read] == [A, B, C]
    assert refused.source == f"{path}:2"
    assert f"{LARGEST_REPORT:,}" in refused.what


@pytest.mark.parametrize(
    ("coding", "body"), [("br", b"x"), ("gzip", b"no gzip"), ("gzip", gzip.compress(b"a" * 99)[:-9])]
)
def test_a_coding_that_cannot_be_undone(tmp_path: Path, coding: str, body: bytes) -> None:
    broken = record(A, http(body, extra=f"Content-Encoding: {coding}\r\n"))
    read, [refused] = split([put(tmp_path, "a.warc", broken + _three()[1])])
    assert [i.document.source for i in read] == [B]
    assert coding in refused.what


def test_pages_that_are_none_cost_one_record(tmp_path: Path) -> None:
    records = [
        record(A, http("<html><script>x</script></html>")),
        record(B, http(b"%PDF-1.7", "text/plain")),
        *_three()[2:],
    ]
    read, refused = split([put(tmp_path, "a.warc", b"".join(records))])
    assert [i.document.source for i in read] == [C]
    assert ["no article" in refused[0].what, "a PDF" in refused[1].what] == [True, True]
