"""Files to import, to export to, and to open as a journal, that are not what they should be."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.bad_inputs.person import Person

HEAD = '{"version": 1, "format": "clientlog", "schema": 1, "records": ['
CLIENT = (
    '{"record": "client", "uuid": "00000000-0000-4000-8000-000000000002", "number": 9,'
    ' "recorded_at": "2026-11-20T11:00:00Z", "changed_at": "2026-11-20T11:00:00Z",'
    ' "zone": "UTC", "handle": "zoe", "name": "Zoe", "direction": "up", "by_hand": true}'
)
WHOLE = f"{HEAD}{CLIENT}]}}"

WRONG: dict[str, tuple[str, str]] = {
    "100,000 brackets": ("[" * 100_000, "the document must be one object"),
    "100,000 brackets inside": (HEAD + "[" * 100_000, "records[0]"),
    "NaN": ('{"version": NaN}', "version: NaN"),
    "1e400": ('{"version": 1e400}', "version: 1e400"),
    "a key twice": (WHOLE.replace('"number"', '"zone": "UTC", "number"'), "records[0].zone"),
    "half a letter": (WHOLE.replace('"Zoe"', '"\\ud800"'), "records[0].name"),
    "a wrong type": (WHOLE.replace('"Zoe"', "7"), "records[0].name"),
    "NUL": (WHOLE.replace('"Zoe"', '"a\\u0000b"'), "records[0].name"),
    "cut off": (WHOLE[:-20], "records[0]"),
    "nothing": ("", "the file ends here"),
    "escape sequences": ('{"\x1b[31m": 1}', ""),
}


@pytest.mark.parametrize("name", WRONG)
def test_json_that_is_wrong_is_refused(person: Person, name: str) -> None:
    """Exit 1, with the path of what is wrong, and nothing is imported."""
    content, path = WRONG[name]
    file = person.file("wrong.json", content)
    before = person.export()
    ended = person.run("import", "json", str(file))
    assert ended.code == 1
    assert f"{file}: {path}" in ended.err
    assert ended.warnings[-1] == "nothing was imported"
    assert person.export() == before


UNREAD: dict[str, tuple[str, str]] = {
    "a folder": (".", "Is a directory"),
    "an endless device": ("/dev/zero", "not a file or a pipe"),
    "an empty device": ("/dev/null", "not a file or a pipe"),
    "a missing file": ("none.json", "No such file"),
    "a file in a missing folder": ("none/none.json", "No such file"),
    "a file in a file": ("journal.db/none.json", "Not a directory"),
    "a link to itself": ("loop", "Too many levels of symbolic links"),
    "huge": ("huge.json", "must be one object"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_is_not_imported(person: Person, name: str) -> None:
    """Exit 1, at once, with the file's name."""
    file, says = UNREAD[name]
    if file == "loop":
        (person.home / file).symlink_to(person.home / file)
    if file == "huge.json":
        os.truncate(person.file(file), 50_000_001)
    before = person.export()
    ended = person.run("import", "json", file)
    assert ended.code == 1
    assert ended.warnings[0].startswith(f"{file}: ")
    assert says in ended.err
    assert person.export() == before


UNREADABLE: dict[str, tuple[str, ...]] = {
    "an import": ("import", "json", "closed.json"),
    "a restore": ("restore", "closed.json", "--yes"),
    "minutes": ("log", "dana", "--file", "closed.json"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_not_read(person: Person, name: str) -> None:
    """Exit 1 for an ordinary user; nothing is unreadable to root."""
    person.file("closed.json", WHOLE, mode=0o000)
    before = person.export()
    ended = person.run(*UNREADABLE[name])
    assert ("Permission denied" in ended.err) is person.ordinary
    if person.ordinary:
        assert ended.code == 1
        assert person.export() == before


PIPES: dict[str, str] = {
    "standard input": "cat whole.json | clientlog import json -",
    "a pipe with a name": "mkfifo -m 666 pipe; cat whole.json > pipe & clientlog import json pipe",
    "a redirected file": "clientlog import json - < whole.json",
}


@pytest.mark.parametrize("name", PIPES)
def test_a_pipe_is_imported(person: Person, name: str) -> None:
    """Where a pipe makes sense, it is read to its end."""
    person.file("whole.json", WHOLE)
    ended = person.shell(PIPES[name])
    assert ended.code == 0, ended.err
    assert '"handle": "zoe"' in person.export()


TAKEN: dict[str, str] = {
    "an existing file": "there.json",
    "a folder": "folder",
    "a link": "link",
    "a link to nothing": "loose",
    "a full device": "/dev/full",
}


def _take_places(person: Person) -> Path:
    kept = person.file("there.json", "kept")
    (person.home / "folder").mkdir()
    (person.home / "link").symlink_to(kept)
    (person.home / "loose").symlink_to(person.home / "nowhere")
    return kept


@pytest.mark.parametrize("name", TAKEN)
def test_an_export_takes_no_place(person: Person, name: str) -> None:
    """Exit 2 without --force, and what is there stays as it is."""
    kept = _take_places(person)
    person.refused(2, TAKEN[name], "export", "-o", TAKEN[name])
    assert kept.read_text() == "kept"
    assert not (person.home / "nowhere").exists()


@pytest.mark.parametrize("name", ["a folder", "a link", "a full device"])
def test_an_export_by_force_takes_the_place_of_files_alone(person: Person, name: str) -> None:
    """Exit 2 for what is no plain file, with --force as well."""
    kept = _take_places(person)
    person.refused(2, TAKEN[name], "export", "--force", "-o", TAKEN[name])
    assert kept.read_text() == "kept"


def test_an_export_is_written_to_the_side_and_synced(person: Person, tracer: str) -> None:
    """By force it is another file under the old name, which was on the disk before."""
    kept = person.file("there.json", "kept", mode=0o644)
    old = kept.stat().st_ino
    trace = person.home / "trace"
    calls = ("-e", "trace=fsync,rename", "-o", str(trace))
    ended = person.run("export", "--force", "-o", str(kept), under=[tracer, "-f", *calls])
    assert ended.code == 0, ended.err
    made = [
        line.split("(")[0].split()[-1] for line in trace.read_text().splitlines() if "(" in line
    ]
    assert made == ["fsync", "rename", "fsync"]
    assert kept.read_text() == person.export()
    assert kept.stat().st_ino != old
    assert kept.stat().st_mode & 0o777 == 0o600


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/null")


def _other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.executescript("CREATE TABLE note (text); INSERT INTO note VALUES ('theirs')")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as journal:
        journal.execute("PRAGMA user_version = 99")


JOURNALS: dict[str, Callable[[Path], object]] = {
    "a folder": _folder,
    "a text file": lambda path: path.write_text("Dear diary\n" * 1000),
    "a device": _device,
    "a link to itself": _loop,
    "another program's": _other_program,
    "no bytes": lambda path: path.write_bytes(b""),
    "cut in the middle of a page": lambda path: os.truncate(path, 50_000),
    "cut after its first page": lambda path: os.truncate(path, 4096),
    "newer": _newer,
}
USES: dict[str, tuple[str, ...]] = {
    "a look": ("list",),
    "a change": ("note", "dana", "x"),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("name", JOURNALS)
def test_what_is_no_whole_journal_is_left_alone(person: Person, name: str, use: str) -> None:
    """Exit 5, with its path, and not a byte of it is changed, nor a file put beside it."""
    JOURNALS[name](person.journal)
    before = _content(person)
    ended = person.run(*USES[use])
    assert ended.code == 5, ended.err
    first, *hint = ended.err.splitlines()
    assert first.startswith(f"clientlog: {person.journal}")
    assert len(hint) <= 1
    assert _content(person) == before


def _content(person: Person) -> dict[str, bytes | None]:
    """The name and content of everything in the home folder."""
    found = [one for one in person.home.iterdir() if one != person.state.parent]
    return {one.name: one.read_bytes() if one.is_file() else None for one in found}
