"""CSV and TSV: columns by any sensible name, quotes that do not close, fields as large as reports."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from sayso.ingest.limits import LARGEST_REPORT
from tests.ingest.made import OTHER, SENTENCE, put, split


def _table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["news.csv", "news"])
def test_columns_are_known_by_name(tmp_path: Path, delimiter: str, name: str) -> None:
    text = f'{SENTENCE}\n\nShe said "no", then; left\tat|once.'
    content = _table([["ID", "Pub_Date", "Headline", "Body", "URL"], ["a", "2023-04-06", "T", text, "S"]], delimiter)
    [found], refused = split([put(tmp_path, name, content)])
    document = found.document
    assert (document.id, document.title, document.source, document.published) == ("a", "T", "S", date(2023, 4, 6))
    assert document.text == text
    assert not refused


def test_rows_without_date_get_that_of_their_address_or_the_one_given(tmp_path: Path) -> None:
    rows = [["text", "url"], [SENTENCE, "https://news.example/2023/04/06/a"], [OTHER, "https://news.example/a"]]
    read, _ = split([put(tmp_path, "a.csv", _table(rows))], "2022-01-02")
    assert [i.document.published for i in read] == [date(2023, 4, 6), date(2022, 1, 2)]


def test_a_quote_that_is_never_closed_costs_one_line(tmp_path: Path) -> None:
    lines = ["id,text", f"a,{SENTENCE}", f'b,"{SENTENCE}', f"c,{OTHER}", f"d,{OTHER}x"]
    path = put(tmp_path, "a.csv", "\n".join(lines))
    read, refused = split([path])
    assert [i.document.id for i in read] == ["a", "c", "d"]
    [fault] = refused
    assert fault.source == f"{path}:3"
    assert "quote" in fault.what


def test_two_stray_quotes_do_not_swallow_what_is_between(tmp_path: Path) -> None:
    lines = ["id,text,title", 'a,"one', "b,two words,B", 'c,three words,"C', 'd,four" words,D']
    read, refused = split([put(tmp_path, "a.csv", "\n".join(lines))])
    assert [i.document.id for i in read] == ["b", "d"]
    assert [r.source[-2:] for r in refused] == [":2", ":4"]
    assert read[1].document.text == 'four" words'


def test_quotes_inside_fields_are_words(tmp_path: Path) -> None:
    content = 'id\ttext\na\tHe said "no\nb\t"Yes," she said, and left.\nc\t"A ""quoted"" word"\n'
    read, refused = split([put(tmp_path, "a.tsv", content)])
    assert [i.document.text for i in read] == ['He said "no', "Yes, she said, and left.", 'A "quoted" word']
    assert not refused


def test_more_fields_than_columns_are_refused_and_fewer_are_not(tmp_path: Path) -> None:
    content = "id,text,title\na,one, two,three\nb,four\n\nc,,T\n"
    read, refused = split([put(tmp_path, "a.csv", content)])
    assert [(i.document.id, i.document.text) for i in read] == [("b", "four")]
    assert [r.what for r in refused] == ["4 fields, but 3 columns", "there is no text in it"]
    assert refused[1].id == "c"


def test_a_table_without_a_text(tmp_path: Path) -> None:
    read, refused = split([put(tmp_path, "a.csv", "id,date,words\na,2023-04-06,Hello\n")])
    assert not read
    assert "no column has the text (the columns are: id, date, words)" in refused[0].what
    assert "name the column" in refused[0].advice


def test_large_fields(tmp_path: Path) -> None:
    large, too_large = SENTENCE * 20_000, "x" * (LARGEST_REPORT + 1)
    read, refused = split([put(tmp_path, "a.csv", f"id,text\na,{large}\nb,{too_large}\nc,{OTHER}\n")])
    assert [(i.document.id, len(i.document.text)) for i in read] == [("a", len(large)), ("c", len(OTHER))]
    assert "10,000,003 bytes" in refused[0].what


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path, "a.csv", "id,text\r\na,Türkiye’s envoy\r\nb,“No”\r\n".encode(encoding))
    read, refused = split([path])
    assert [(i.document.id, i.document.text) for i in read] == [("a", "Türkiye’s envoy"), ("b", "“No”")]
    assert [bool(i.problems) for i in read] == [encoding == "cp1252"] * 2
    assert not refused


def test_nul_characters_are_kept_and_told(tmp_path: Path) -> None:
    [found], _ = split([put(tmp_path, "a.csv", "id,text\na,one\0 two\n")])
    assert found.document.text == "one\0 two"
    assert "control characters" in found.problems[0].what
