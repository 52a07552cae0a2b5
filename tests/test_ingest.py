"""What comes in: text, HTML, JSON Lines, standard input; dates; encodings."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sayso.errors import BadDate, EmptyText, InputError
from sayso.ingest import documents, report
from sayso.ingest.bytes import decode
from sayso.ingest.dates import day

SENTENCE = "The minister said on Thursday that the talks with the envoy would go on. "
PAGE = f"""<!DOCTYPE html><html><head><title>Talks go on</title>
<meta property="article:published_time" content="2023-04-06T10:00:00Z"><script>var said = "nothing";</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks go on</h1><p>{SENTENCE * 4}</p><p>{SENTENCE * 3}</p></article>
<footer>All rights reserved</footer></body></html>"""


def _file(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "  Line one.\r\nLine two.\rLine three.\n\n\tEnd.  "
    path = _file(tmp_path, "a.txt", text)
    [incoming] = documents(path, "2023-04-06")
    assert incoming.document.text == text
    assert incoming.document.published == date(2023, 4, 6)
    assert incoming.document.source == path
    assert incoming.problems == ()


def test_an_id_is_a_hash_of_text_and_date() -> None:
    ids = [report(t, d).document.id for t, d in [("Hi.", None), ("Hi.", None), ("Ho.", None), ("Hi.", "2023-04-06")]]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3
    assert report("Hi.", id="mine").document.id == "mine"


def test_html_gives_article_title_and_date(tmp_path: Path) -> None:
    [incoming] = documents(_file(tmp_path, "page", PAGE))
    document = incoming.document
    assert SENTENCE.strip() in document.text
    assert "Home" not in document.text
    assert "nothing" not in document.text
    assert document.title == "Talks go on"
    assert document.published == date(2023, 4, 6)


def test_the_date_given_counts_before_that_of_the_page(tmp_path: Path) -> None:
    [incoming] = documents(_file(tmp_path, "page.html", PAGE), "2022-01-02")
    assert incoming.document.published == date(2022, 1, 2)


def test_a_page_without_date_has_none(tmp_path: Path) -> None:
    page = PAGE.replace("2023-04-06T10:00:00Z", "")
    [incoming] = documents(_file(tmp_path, "page.html", page))
    assert incoming.document.published is None


def test_json_lines_give_one_report_a_line(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": SENTENCE, "published": "2023-04-06", "title": "T", "source": "S"},
        {"text": SENTENCE, "published": "2023-04-07T09:00:00+02:00"},
        {"id": 7, "text": SENTENCE},
    ]
    content = "\n\n".join(map(json.dumps, rows))
    for name in ("rows.jsonl", "rows"):
        path = _file(tmp_path, name, content)
        a, b, c = (i.document for i in documents(path, "2022-01-02"))
        assert (a.id, a.title, a.source, a.published) == ("a", "T", "S", date(2023, 4, 6))
        assert (b.source, b.published) == (f"{path}:3", date(2023, 4, 7))
        assert (c.id, c.published) == ("7", date(2022, 1, 2))


def test_long_json_lines_are_read_whole(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": SENTENCE * 2000} for n in range(3)]
    content = "\n".join(map(json.dumps, rows))
    for name in ("rows.jsonl", "rows"):
        found = [i.document for i in documents(_file(tmp_path, name, content))]
        assert [(d.id, len(d.text)) for d in found] == [(str(n), len(SENTENCE) * 2000) for n in range(3)]


def test_a_json_object_over_several_lines_is_read(tmp_path: Path) -> None:
    row = {"id": "a", "text": SENTENCE}
    assert [i.document.id for i in documents(_file(tmp_path, "a", json.dumps(row, indent=2)))] == ["a"]
    assert [i.document.id for i in documents(_file(tmp_path, "b", json.dumps([row, row])))] == ["a", "a"]


def test_a_bad_line_stops_no_others(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "text": SENTENCE})
    bad = ["{broken", '"text"', '{"id": "no"}', '{"id": "empty", "text": " "}', '{"id": "number", "text": 3}']
    found = list(documents(_file(tmp_path, "rows.jsonl", "\n".join([good, *bad, good]))))
    assert [i.document.id for i in found[:1] + found[-1:]] == ["good", "good"]
    for number, incoming in enumerate(found[1:-1], 2):
        [problem] = incoming.problems
        assert incoming.document.text == ""
        assert f"rows.jsonl:{number}: " in problem.what
        assert problem.advice


def test_a_bad_date_in_a_line_is_a_problem(tmp_path: Path) -> None:
    row = {"id": "a", "text": SENTENCE, "published": "last week"}
    [incoming] = documents(_file(tmp_path, "rows.jsonl", json.dumps(row)))
    assert incoming.document.published is None
    assert "'last week' is no date" in incoming.problems[0].what


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    [incoming] = documents("-")
    assert incoming.document.text == SENTENCE
    assert incoming.document.source == "standard input"


@pytest.mark.parametrize("path", ["no/such/file.txt", "ftp://example.org/report", "\0", "."])
def test_a_path_that_cannot_be_read(path: str) -> None:
    with pytest.raises(InputError, match=r".*; (check|name|give)"):
        list(documents(path))


@pytest.mark.parametrize(
    "given",
    [
        "2023-04-06",
        " 2023-04-06 ",
        "2023-04-06T12:30:00Z",
        "2023-04-06 12:30",
        date(2023, 4, 6),
        datetime(2023, 4, 6, 12, tzinfo=UTC),
    ],
)
def test_dates(given: str | date) -> None:
    assert day(given) == date(2023, 4, 6)


@pytest.mark.parametrize(
    "given",
    ["", "yesterday", "06/04/2023", "2023-4-6", "2023-02-30", "20230406", "2023-W14", "0000-01-01", "٢٠٢٣-٠٤-٠٦"],
)
def test_no_dates(given: str) -> None:
    with pytest.raises(BadDate, match="is no date; write it as YEAR-MONTH-DAY"):
        day(given)


def test_the_future_is_refused() -> None:
    with pytest.raises(BadDate, match="lies in the future"):
        day(date.today() + timedelta(days=2))  # noqa: DTZ011


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings(encoding: str) -> None:
    text = "Türkiye’s envoy – “no” 😀"
    assert decode(text.encode(encoding)).text == text
    assert decode(text.encode(encoding)).trouble is None


def test_windows_1252_is_recognised() -> None:
    decoded = decode("Türkiye’s “no”".encode("cp1252"))
    assert decoded.text == "Türkiye’s “no”"
    assert decoded.trouble is not None
    assert decoded.trouble[2].of(decoded.text) == "ü"


def test_what_a_page_declares_is_believed() -> None:
    page = '<html><meta charset="windows-1250"><p>Třebíč</p>'
    decoded = decode(page.encode("cp1250"))
    assert decoded.text == page
    assert decoded.trouble is None


def test_invalid_utf8_becomes_marks() -> None:
    decoded = decode("Türkiye ".encode() + b"\xff\xfe said")
    assert decoded.text == "Türkiye \ufffd\ufffd said"
    assert decoded.trouble is not None
    assert decoded.trouble[0] == "bytes that are no UTF-8, 2 in all"
    assert decoded.trouble[2].of(decoded.text) == "\ufffd"


def test_no_text_is_an_error() -> None:
    for text in ("", " \r\n\t\u2003"):
        with pytest.raises(EmptyText, match="give the text of the report"):
            report(text)
