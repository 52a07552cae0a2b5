"""Input that is broken, or made to do harm: a clear refusal, nothing lost of the rest, memory and time bounded."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import re
import subprocess
import sys
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ingest import reports
from sayso.ingest.bytes import decode
from sayso.ingest.html import is_page, words_of
from sayso.ingest.incoming import Incoming, Refused
from sayso.ingest.limits import LARGEST_REPORT, MOST_TAGS
from sayso.ingest.packed import unpacked
from sayso.ingest.streams import Stream, lines
from tests.ingest.made import OTHER, SENTENCE, page, put, split

GOOD = json.dumps({"id": "good", "text": SENTENCE}) + "\n"
LAST = json.dumps({"id": "last", "text": OTHER}) + "\n"


def test_a_bad_line_costs_one_line(tmp_path: Path) -> None:
    bad = [
        "{broken",
        '"text"',
        "null",
        "[1]",
        '{"id": "no"}',
        '{"text": {"a": 1}}',
        '{"text": ""}',
        "[" * 100_000,
        "\x00",
    ]
    path = put(tmp_path, "a.jsonl", GOOD + "\n".join(bad) + "\n" + LAST)
    read, refused = split([path])
    assert [i.document.id for i in read] == ["good", "last"]
    assert [r.source for r in refused] == [f"{path}:{n}" for n in range(2, 11)]
    assert refused[4].id == "no"


def test_a_line_of_200_megabytes_is_read_past(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(GOOD.encode() + b'{"id": "x", "text": "')
        for _ in range(200):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n' + LAST.encode())
    tracemalloc.start()
    read, [refused] = split([str(path)])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [i.document.id for i in read] == ["good", "last"]
    assert refused.source == f"{path}:2"
    assert re.search(r"a line of 200,000,0\d\d bytes, more than the 10,000,000", refused.what)
    assert peak < 40_000_000


def test_the_longest_line_that_is_read(tmp_path: Path) -> None:
    file = io.BytesIO(b"a" * 10 + b"\r\n" + b"b" * 11 + b"\n" + b"c" * 30 + b"\n\nd")
    found = [(line.number, line.data, line.length) for line in lines(file, 10)]
    assert found == [(1, b"a" * 10 + b"\r", 10), (2, None, 11), (3, None, 30), (4, b"\n", 0), (5, b"d", 1)]


BOMBS = {
    "gzip": gzip.compress(b"\n" * 60_000_000),
    "members": gzip.compress(b"\n" * 9_000_000) * 10,
    "bzip2": bz2.compress(b"\n" * 60_000_000),
    "xz": lzma.compress(b"\n" * 60_000_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    path, after = put(tmp_path, "a.gz", BOMBS[name]), put(tmp_path, "b.jsonl", GOOD)
    read, [refused] = split([path, after])
    assert [i.document.id for i in read] == ["good"]
    assert "expand more than 200-fold" in refused.what
    assert "unpack it and name the unpacked file" in refused.advice


def test_what_comes_before_a_bomb_is_kept(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl.gz", gzip.compress(GOOD.encode()) + gzip.compress(b" " * 60_000_000))
    read, [refused] = split([path])
    assert [i.document.id for i in read] == ["good"]
    assert "bomb" in refused.what


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_cut_archive_keeps_its_whole_lines(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    rows = "".join(
        json.dumps({"id": f"r{n}", "text": f"{SENTENCE}{os.urandom(20).hex()}"}) + "\n" for n in range(3_000)
    )
    data = b"".join(pack(rows[start : start + 50_000].encode()) for start in range(0, len(rows), 50_000))
    read, refused = split([put(tmp_path, "a", data[:-300])])
    assert 2_000 < len(read) < 3_000
    assert [i.document.id for i in read] == [f"r{n}" for n in range(len(read))]
    assert refused[-1].what.endswith(f"data are cut off after {len(data) - 300:,} bytes")


def test_a_broken_archive(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(os.urandom(50_000).hex().encode()))
    data[20_000:20_100] = b"\xff" * 100
    for content in (bytes(data), b"\x1f\x8bnothing", gzip.compress(GOOD.encode()) + b"rubbish"):
        _, refused = split([put(tmp_path, "a", content)])
        assert any(re.search("broken near byte|cut off", r.what) for r in refused)


def test_zeros_after_an_archive_are_padding(tmp_path: Path) -> None:
    read, refused = split([put(tmp_path, "a", gzip.compress(GOOD.encode()) + bytes(100_000))])
    assert ([i.document.id for i in read], refused) == (["good"], [])


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    _, [refused] = split([put(tmp_path, "a", gzip.compress(gzip.compress(GOOD.encode())))])
    assert refused.what == "an archive in an archive"


def test_members_of_any_size_are_joined() -> None:
    data = b"".join(gzip.compress(bytes([n % 256]) * n) for n in range(400))
    file: Stream = unpacked(data, io.BytesIO(data), "x")
    assert file.read() == b"".join(bytes([n % 256]) * n for n in range(400))


def test_xz_that_asks_for_much_memory(tmp_path: Path) -> None:
    data = bytearray(lzma.compress(GOOD.encode()))
    # the first block states the size of its dictionary, and a check sum over that
    length = (data[12] + 1) * 4
    data[data.index(b"\x21\x01", 12) + 2] = 38
    data[8 + length : 12 + length] = zlib.crc32(data[12 : 8 + length]).to_bytes(4, "little")
    _, [refused] = split([put(tmp_path, "a", bytes(data))])
    assert "Memory usage limit exceeded" in refused.what


PAGES = {
    "entities": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + f"]><html><body><p>{SENTENCE * 5}&h;</p></body></html>",
    "file": f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><html><p>{SENTENCE * 5}&x;</p></html>",
    "nested": "<html><body>" + "<div>" * 50_000 + f"<p>{SENTENCE * 10}",
    "nested-spans": f"<html><body><p>{SENTENCE * 5}" + "<span>a " * 50_000,
    "tables": "<html><body>" + "<table><tr><td>" * 30_000 + SENTENCE * 5,
    "attributes": "<html><body><p " + "a=b " * 200_000 + f">{SENTENCE * 5}",
    "unclosed": "<html><body><p" + "<" * 90_000,
    "comments": "<html>" + "<!--" * 90_000,
    "script": "<html><script type='application/ld+json'>" + "{" * 100_000 + f"</script><p>{SENTENCE * 5}",
    "meta": "<html><head>" + "<meta name='date' content='13 13 13'>" * 10_000 + f"<body><p>{SENTENCE * 5}",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_made_to_do_harm(tmp_path: Path, name: str) -> None:
    begun = time.process_time()
    items = list(reports([put(tmp_path, "a.html", PAGES[name]), put(tmp_path, "b.jsonl", GOOD)]))
    assert time.process_time() - begun < 10
    first, last = items
    assert isinstance(last, Incoming)
    if isinstance(first, Incoming):
        assert len(first.document.text) < len(PAGES[name]) + 100, "nothing was expanded"


def test_a_page_of_too_many_tags(tmp_path: Path) -> None:
    _, [refused] = split([put(tmp_path, "a", "<html><body>" + "<p>x" * MOST_TAGS)])
    assert refused.what == "an HTML page with 100,002 tags, more than the 100,000 of a report"


@pytest.mark.parametrize(
    "bad", ["<!-- x -->" * 6_000 + "x", "<!--" * 20_000, "<?x?>" * 12_000, "<!DOCTYPE a [" * 5_000]
)
def test_no_beginning_takes_long_to_tell(tmp_path: Path, bad: str) -> None:
    begun = time.process_time()
    is_page(bad)
    split([put(tmp_path, "a", bad)])
    assert time.process_time() - begun < 2


def test_a_piece_of_html_made_to_do_harm() -> None:
    assert words_of("<div>" * 5_000 + "deep") in ("", "deep")
    assert words_of("<p>a\x00\ud800b</p><!-- no --><?no?>") == "a b"
    assert words_of("") == ""


@pytest.mark.parametrize(
    "charset", ["punycode", "unicode_escape", "utf-7", "idna", "hex", "zlib", "rot13", "no-such", "\0"]
)
def test_codecs_that_no_page_is_written_in(charset: str) -> None:
    assert decode(b"caf\xe9 " * 1_000, charset).text == "café " * 1_000


LARGE = b"".join(b"word%d " % n for n in range(LARGEST_REPORT // 10))
REFUSED = {
    "pdf": (b"%PDF-1.7\n", "this is a PDF"),
    "zip": (b"PK\x03\x04\x14\0", "this is a ZIP archive"),
    "zstd": (b"\x28\xb5\x2f\xfd\0", "this is a Zstandard archive"),
    "binary": (bytes(range(256)) * 20, "this is binary data"),
    "empty": (b"", "there is no text in it"),
    "blank": (b" \n\t", "there is no text in it"),
    "parquet": (b"PAR1" + bytes(100), "a broken Parquet file"),
    "parquet.end": (bytes(b"PAR1" + b"x" * 50 + b"\xff\xff\xff\x7fPAR1"), "a broken Parquet file"),
    "warc": (b"WARC/1.0\r\n\r\n", "cut off"),
    "warc.gz": (gzip.compress(b"WARC/1.0\r\nrubbish"), ""),
    "csv": (b"text\n", None),
    "no.csv": (b"a,b\n1,2\n", "no column has the text"),
    "blank.csv": (b"\n\n", "no column has the text"),
    "large": (LARGE, "over 10,000,000 bytes"),
    "large.json": (b"{" + LARGE, "over 10,000,000 bytes"),
    "large.html": (b"<html><p>" + LARGE, "over 10,000,000 bytes"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_what_cannot_be_read_is_refused_and_the_rest_is_read(tmp_path: Path, name: str, pack: type) -> None:
    content, what = REFUSED[name]
    data = content if name == "warc.gz" else pack(content)
    path = put(tmp_path, f"a.{name}", data)
    read, refused = split([path, put(tmp_path, "b.jsonl", GOOD)])
    assert [i.document.id for i in read] == ["good"]
    if what is None:
        assert refused == []
    elif data is content or "parquet" not in name:
        assert what in refused[0].what
        assert refused[0].source.startswith(path)
    else:
        assert "cannot be read from a pipe or an archive" in refused[0].what


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_rows_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    read, refused = split([put(tmp_path, "a", (GOOD + "{bad\n" + LAST).encode(encoding))])
    assert [i.document.text for i in read] == [SENTENCE, OTHER]
    assert [r.source[-2:] for r in refused] == [":2"]


def test_an_encoding_that_changes_on_the_way(tmp_path: Path) -> None:
    latin = json.dumps({"id": "x", "text": "café " * 3}, ensure_ascii=False).encode("cp1252")
    read, _ = split([put(tmp_path, "a.jsonl", GOOD.encode() + latin + b"\n" + LAST.encode())])
    assert read[1].document.text == "café café café "
    assert "not UTF-8" in read[1].problems[0].what
    assert read[0].problems == read[2].problems == ()


def test_ids_that_no_store_could_hold(tmp_path: Path) -> None:
    ids = ["x" * 5_000, "a\x00b", "\ud800", "a\nb", "fine/é 1"]
    rows = "".join(json.dumps({"id": i, "text": f"{SENTENCE}{n}"}) + "\n" for n, i in enumerate(ids))
    read, _ = split([put(tmp_path, "a.jsonl", rows)])
    assert [re.fullmatch("r[0-9a-f]{10}", i.document.id) is not None for i in read] == [True] * 4 + [False]
    assert [i.document.id for i in read if not i.problems] == ["fine/é 1"]


def test_an_input_that_breaks_mid_way_costs_only_its_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(file: Stream, source: str, published: object) -> Iterator[Incoming | Refused]:
        yield Refused(source, "one", "two")
        raise InputError(f"{source}: gone; look for it")

    monkeypatch.setattr("sayso.ingest.jsonl.rows", broken)
    path = put(tmp_path, "a.jsonl", GOOD)
    read, refused = split([path, put(tmp_path, "b.txt", SENTENCE)])
    assert [r.what for r in refused] == ["one", "gone"]
    assert refused[1].advice == "look for it"
    assert len(read) == 1


def test_a_disk_that_fails_mid_way_costs_only_that_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class _Failing(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 0:
                raise OSError(5, "Input/output error")
            return super().readline(size)

    path = put(tmp_path, "a.jsonl", GOOD + LAST)
    monkeypatch.setattr("sayso.ingest.sources.opened", lambda p: _Failing(Path(p).read_bytes()))
    read, [refused] = split([path])
    assert [i.document.id for i in read] == ["good"]
    assert (refused.source, refused.what) == (path, "it cannot be read on (Input/output error)")


def test_no_file_beside_the_given_ones_is_touched(tmp_path: Path) -> None:
    put(tmp_path, "secret.txt", OTHER)
    path = put(tmp_path, "in/a.html", page(head="<base href='file:///'><link rel='x' href='../secret.txt'>"))
    code = (
        "import sys\n"
        "opened = []\n"
        "from sayso.ingest import reports\n"
        "list(reports([sys.argv[1]]))\n"  # everything that reading needs is loaded by now
        "watched = ('open', 'socket.connect', 'socket.getaddrinfo')\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event in watched else 0)\n"
        "list(reports([sys.argv[1]]))\n"
        "print(*(o for o in opened if not o.isdigit()))"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [path]
