"""Folders, patterns, links, and what is never opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ingest import documents
from sayso.ingest.incoming import Refused
from sayso.ingest.paths import files
from tests.ingest.made import OTHER, SENTENCE, put, split


def _found(given: str | Path, base: Path) -> list[str]:
    """The files, relative to the base; what was refused in brackets."""
    return [
        f"({Path(f.source).relative_to(base)})" if isinstance(f, Refused) else str(Path(f).relative_to(base))
        for f in files(str(given))
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files, some of them hidden."""
    for name in "b.txt a/z.txt a/c.txt a/b/x.txt c.md .hidden.txt .git/x.txt a/.b/y.txt é.txt".split():
        put(tmp_path, f"in/{name}", SENTENCE + name)
    return tmp_path / "in"


def test_folders_are_read_whole_and_sorted(folder: Path) -> None:
    assert _found(folder, folder) == "a/b/x.txt a/c.txt a/z.txt b.txt c.md é.txt".split()


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", "b.txt é.txt"),
        ("[bc].*", "b.txt c.md"),
        ("a/?.txt", "a/c.txt a/z.txt"),
        ("**/*.txt", "a/b/x.txt a/c.txt a/z.txt b.txt é.txt"),
        ("**", "a/b/x.txt a/c.txt a/z.txt b.txt c.md é.txt"),
        ("*", "a/b/x.txt a/c.txt a/z.txt b.txt c.md é.txt"),
        (".git/*", ".git/x.txt"),
        ("a/*/x.txt", "a/b/x.txt"),
    ],
)
def test_patterns(folder: Path, pattern: str, found: str) -> None:
    assert _found(folder / pattern, folder) == found.split()


def test_a_relative_pattern(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert list(files("*.txt")) == ["b.txt", "é.txt"]
    assert list(files("a")) == ["a/b/x.txt", "a/c.txt", "a/z.txt"]


def test_a_name_with_the_signs_of_a_pattern_is_a_name(tmp_path: Path) -> None:
    path = put(tmp_path, "a[1].txt", SENTENCE)
    assert list(files(path)) == [path]


@pytest.mark.parametrize("given", ["no*", "none", "a/**x", "\0", "\0*", "empty", "x" * 5_000])
def test_what_is_not_there_is_refused(folder: Path, given: str) -> None:
    (folder / "empty").mkdir()
    read, [refused] = split([str(folder / given), str(folder / "b.txt")])
    assert [i.document.text for i in read] == [SENTENCE + "b.txt"]
    assert refused.source == str(folder / given)


def test_links_in_a_circle(folder: Path) -> None:
    (folder / "a" / "up").symlink_to(folder)
    (folder / "a" / "b" / "self").symlink_to(folder / "a" / "b" / "self")
    (folder / "again").symlink_to(folder / "a")
    found = _found(folder, folder)
    assert [f for f in found if "(" not in f] == "a/b/x.txt a/c.txt a/z.txt b.txt c.md é.txt".split()
    assert set(_found(folder / "**" / "*.txt", folder)) == {"a/b/x.txt", "a/c.txt", "a/z.txt", "b.txt", "é.txt"}


def test_links_out_of_a_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = put(tmp_path, "out/secret.txt", OTHER)
    (folder / "d.txt").symlink_to(secret)
    (folder / "e").symlink_to(tmp_path / "out")
    (folder / "f.txt").symlink_to(folder / "b.txt")
    read, refused = split([str(folder)])
    assert all(OTHER not in i.document.text for i in read)
    assert [Path(r.source).name for r in refused if "leads out" in r.what] == ["d.txt", "e"]
    assert f"{folder}/f.txt" in {i.document.source for i in read}
    named, _ = split([str(folder / "d.txt")])
    assert named[0].document.text == OTHER, "a link that is named is meant"


def test_broken_links(folder: Path) -> None:
    (folder / "d.txt").symlink_to(folder / "none")
    read, [refused] = split([str(folder)])
    assert len(read) == 6
    assert refused.what == "this is a link to what is not there"


def test_pipes_and_devices_are_never_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = folder / "pipe.txt"
    os.mkfifo(pipe)
    real, names = os.open, []

    def noted(path: str, *more: int) -> int:
        names.append(path)
        return real(path, *more)

    monkeypatch.setattr("os.open", noted)
    read, refused = split([str(folder), str(pipe), "/dev/zero"])
    assert len(read) == 6
    assert [r.what for r in refused] == ["this is a pipe or a device, which is never opened"] * 3
    assert str(pipe) not in names and "/dev/zero" not in names
    with pytest.raises(InputError, match="send its data to `-`"):
        list(documents(str(pipe)))


def test_a_file_that_becomes_a_pipe_does_not_hang(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = folder / "pipe.txt"
    os.mkfifo(pipe)
    regular = (folder / "b.txt").stat()
    real = Path.stat
    monkeypatch.setattr(Path, "stat", lambda path, **more: regular if path == pipe else real(path, **more))
    with pytest.raises(InputError, match="a pipe or a device"):
        list(documents(str(pipe)))


def test_files_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: str, *more: int) -> int:
        if path.endswith("c.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path, *more)

    # not by its mode: an administrator reads what nobody may
    monkeypatch.setattr("os.open", refuse)
    read, [refused] = split([str(folder)])
    assert len(read) == 5
    assert refused.what == "it cannot be opened (Permission denied)"
    assert refused.advice == "check the name and who may read it"


def test_folders_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert _found(folder, folder) == ["(a)", "b.txt", "c.md", "é.txt"]


def test_deep_folders(tmp_path: Path) -> None:
    path = tmp_path
    for _ in range(300):
        path /= "a"
    path.mkdir(parents=True)
    put(path, "x.txt", SENTENCE)
    assert len(list(files(str(tmp_path)))) == 1
