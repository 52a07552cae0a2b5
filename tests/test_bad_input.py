"""Whatever comes in: a clear error or a problem in the record, never a traceback, never a span outside the text."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.cli import run
from sayso.errors import EmptyText
from sayso.stage import Tools
from tests.test_record import CHECK

SENTENCE = "The minister said that the talks with the envoy would go on. "

REFUSED = {
    "empty": (b"", "there is no text in it"),
    "blank": (b" \r\n\t \n", "there is no text in it"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "this is a PDF, not text"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is an image (PNG), not text"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "this is an image (JPEG), not text"),
    "gzip": (gzip.compress(b"text"), "this is a gzip archive, not text"),
    "docx": (b"PK\x03\x04\x14\0\x06\0", "this is a ZIP archive or an Office document, not text"),
    "binary": (bytes(range(256)) * 20, "this is binary data, not text"),
    "scripts.html": (b"<html><head><script>" + b"var a=1;" * 5000 + b"</script></head></html>", "there is no article"),
    "deep.html": (b"<html><body>" + b"<div>" * 3000 + b"<p>" + SENTENCE.encode() * 10, "there is no article"),
    "empty.html": (b"<!DOCTYPE html>", "there is no article"),
}

ODD = {
    "nul": (SENTENCE.encode() + b"\0\0 " + SENTENCE.encode(), "control characters (the first is U+0000)"),
    "escape": (SENTENCE.encode() + b"\x1b[31mred", "control characters (the first is U+001B)"),
    "invalid": (SENTENCE.encode() + "é".encode() + b"\xff\xfe", "bytes that are no UTF-8"),
    "cp1252": (SENTENCE.encode() + b"\x93caf\xe9\x94", "the bytes are not UTF-8"),
    "one-word": (b"x" * 1_000_000, "a word of 1,000,000 characters"),
    "endless": ((b"and the minister said that " * 2000)[:50_000], "50,000 characters without a sentence end"),
    "arabic": ("قال الوزير يوم الخميس إن المحادثات ستستمر. ".encode() * 5, "the report is in Arabic"),
    "hebrew": ("השר אמר ביום חמישי כי השיחות יימשכו. ".encode() * 5, "the report is in Hebrew"),
    "french": (
        "Le ministre a déclaré jeudi que les pourparlers continueraient. ".encode() * 5,
        "in French, not in English",
    ),
}

QUIET = {
    "line-ends": (SENTENCE + "\r\n" + SENTENCE + "\r" + SENTENCE + "\n\n\u2028" + SENTENCE).encode(),
    "right-to-left": (SENTENCE + "\u202bאמר השר\u202c \u200f" + SENTENCE).encode(),
    "combining": (SENTENCE + "e\u0301" * 300 + " 👨‍👩‍👧‍👦 " + SENTENCE).encode(),
    "broken.html": f"<html><body><div><p>{SENTENCE * 5}<p><b>{SENTENCE * 5}<table><tr></div><![CDATA[".encode(),
    "braces": ("{" + SENTENCE + "} [not JSON]").encode(),
}


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    """All spans of a record, wherever they stand: pairs of integers are nothing else there."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        if len(value) == 2 and all(isinstance(v, int) for v in value):
            yield value[0], value[1]
        else:
            for inner in value:
                yield from _spans(inner)


def check(record: dict[str, Any]) -> None:
    """Fails where a record does not fit the schema, or a span of it does not lie in its text."""
    CHECK.validate(record)
    length = len(record["text"])
    assert all(0 <= start <= end <= length for start, end in _spans(record))


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(
    name: str, tmp_path: Path, fake: Tools, capsys: pytest.CaptureFixture[str]
) -> None:
    content, message = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    assert run(["read", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"sayso: error: {path}: {message}")
    assert err.count("\n") == 1
    assert ";" in err, "it says what to do"


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_a_problem(name: str, tmp_path: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    content, message = ODD[name]
    path = tmp_path / name
    path.write_bytes(content)
    [reading] = _read(path)
    record = reading.to_dict()
    check(record)
    told = [p for p in record["problems"] if message in p["what"]]
    assert len(told) == 1
    assert told[0]["advice"]
    assert run(["read", str(path)]) == 0
    out, err = capsys.readouterr()
    assert "Problems" in out
    assert err == ""
    assert "\x1b" not in out
    assert "\0" not in out


@pytest.mark.parametrize("name", QUIET)
def test_what_is_only_unusual_is_read(name: str, tmp_path: Path, fake: Tools) -> None:
    path = tmp_path / name
    path.write_bytes(QUIET[name])
    [reading] = _read(path)
    check(reading.to_dict())
    assert reading.problems == ()
    assert reading.sentences


@pytest.mark.parametrize("name", ODD)
def test_the_same_from_python(name: str, fake: Tools) -> None:
    text = ODD[name][0].decode("utf-8", "surrogateescape")
    reading = sayso.read(text)
    assert reading.document.text == text
    check(reading.to_dict())


def test_lone_surrogates(fake: Tools, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = SENTENCE + "\ud83d said \udc00\udc00. " + SENTENCE
    reading = sayso.read(text)
    assert reading.document.text == text
    check(reading.to_dict())
    assert "lone surrogate" in reading.problems[0].what
    assert reading.problems[0].where is not None
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a", "text": "' + SENTENCE.encode() + b'\\ud83d said"}')
    for options in (["--json"], []):
        assert run(["read", str(path), *options]) == 0
    out = capsysbinary.readouterr().out
    assert b"\\ud83d said" in out


def test_python_refuses_blank_text(fake: Tools) -> None:
    with pytest.raises(EmptyText):
        sayso.read(" \n ")


@pytest.mark.parametrize("given", ["yesterday", "2023-02-30", "9999-01-01", ""])
def test_bad_dates(given: str, example: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(example), "--date", given]) == 2
    assert "date" in capsys.readouterr().err or given == "9999-01-01"


def _read(path: Path) -> list[sayso.Reading]:
    from sayso import pipeline  # noqa: PLC0415 - the fixture has set its tools by now
    from sayso.ingest import documents  # noqa: PLC0415

    return [pipeline.read(i.document, i.problems) for i in documents(str(path))]
