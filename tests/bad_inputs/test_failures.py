"""Disks, signals, other writers and bugs: what fails leaves nothing half done."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.bad_inputs.person import TIMEOUT, Ended, Person
from tests.bad_inputs.test_files import WHOLE


def _failed(ended: Ended) -> None:
    """Exit 1, in lines of the program's own."""
    assert ended.code == 1, (ended.out, ended.err)
    assert ended.err
    for line in ended.err.splitlines():
        assert line.startswith(("clientlog: ", "  hint: ")), ended.err


@pytest.fixture
def small(person: Person) -> Iterator[Path]:
    """A file system of one megabyte with this person's journal in it, and no room left."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("SKIPPED LOUDLY: mounting a small file system needs root")
    place = person.home / "small"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], check=False)
    if mounted.returncode:
        pytest.skip("SKIPPED LOUDLY: this machine does not let tests mount a file system")
    person.give(place)
    person.file("small/journal.db", person.journal.read_bytes())
    with suppress(OSError), (place / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096):
            continue
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


FULL: dict[str, tuple[str, ...]] = {
    "a change": ("note", "dana", "x" * 100_000, "--db", "small/journal.db"),
    "an import": ("import", "json", "other.json", "--db", "small/journal.db"),
    "a first change": ("client", "add", "Zoe", "--db", "small/new/journal.db"),
    "an export": ("export", "-o", "small/out.json"),
    "a backup": ("backup", "small/copy"),
}


@pytest.mark.parametrize("name", FULL)
def test_on_a_full_disk_nothing_is_stored(person: Person, small: Path, name: str) -> None:
    """Exit 1; the journal is as it was, and no part of a file is left."""
    text = WHOLE.replace('"by_hand"', f'"vision": "{"x" * 300_000}", "by_hand"')
    person.file("other.json", text)
    before = person.export(small / "journal.db")
    _failed(person.run(*FULL[name]))
    left = {str(one.relative_to(small)) for one in small.rglob("*") if one.is_file()}
    assert left <= {"filler", "journal.db", "journal.db-journal"}
    (small / "filler").unlink()
    assert person.export(small / "journal.db") == before


LIMITED: dict[str, str] = {
    "a change": "clientlog note dana x",
    "an import": "clientlog import json other.json",
    "an export": "clientlog export -o out.json",
    "a backup": "clientlog backup copy",
}


@pytest.mark.parametrize("name", LIMITED)
def test_above_the_limit_of_a_files_size_nothing_is_stored(person: Person, name: str) -> None:
    """Exit 1: a file may have 1,024 bytes, and the signal that says so kills nothing."""
    person.file("other.json", WHOLE)
    before = person.export()
    _failed(person.shell(f"ulimit -f 1; {LIMITED[name]}"))
    assert not (person.home / "out.json").exists()
    assert not (person.home / "copy").exists()
    assert person.export() == before


BROKEN: dict[str, tuple[str, str]] = {
    "writing the journal": ("journal.db", "pwrite64:error=EIO:when=1"),
    "writing what leads back": ("journal.db-journal", "pwrite64:error=EIO:when=2"),
    "no room for what leads back": ("journal.db-journal", "pwrite64:error=ENOSPC:when=1"),
    "syncing the journal": ("journal.db", "fdatasync:error=EIO:when=1"),
    "syncing what leads back": ("journal.db-journal", "fdatasync:error=EIO:when=1"),
    "opening what leads back": ("journal.db-journal", "openat:error=EIO:when=1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_input_or_output_error_stores_nothing(person: Person, tracer: str, name: str) -> None:
    """Exit 1, wherever in the change it comes."""
    before = person.export()
    _failed(person.run("note", "dana", "x", under=_injecting(person, tracer, *BROKEN[name])))
    assert person.export() == before


def _injecting(person: Person, tracer: str, file: str, what: str) -> list[str]:
    """strace, which does this to the calls that concern this file."""
    call = what.split(":", maxsplit=1)[0]
    chosen = ["-P", str(person.home / file), "-e", f"trace={call}", "-e", f"inject={what}"]
    return [tracer, "-f", "-o", "/dev/null", *chosen]


SIGNALS: dict[str, int] = {"INT": 130, "TERM": 143, "HUP": 129}
MOMENTS: dict[str, tuple[str, str]] = {
    "while reading": ("other.json", "read"),
    "in the transaction": ("journal.db-journal", "openat"),
}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_stops_an_import(person: Person, tracer: str, name: str, moment: str) -> None:
    """Exit 128 and the signal's number, and nothing is imported."""
    file, call = MOMENTS[moment]
    person.file("other.json", WHOLE)
    before = person.export()
    hit = _injecting(person, tracer, file, f"{call}:signal={name}:when=1")
    ended = person.run("import", "json", "other.json", under=hit)
    assert ended.code == SIGNALS[name]
    assert ended.out == ""
    assert person.export() == before


@pytest.mark.slow
def test_another_change_in_progress_is_waited_for(everybody: list[Person]) -> None:
    """Looks work; changes end after half a minute with exit 5, and nothing of them is stored."""
    before = [one.export() for one in everybody]
    # From here on nothing but SQLite may open the journals: closing a file drops its locks.
    others = [sqlite3.connect(one.journal, isolation_level=None) for one in everybody]
    for other in others:
        other.execute("BEGIN IMMEDIATE")
    waiting = [
        subprocess.Popen(
            [*one.command, "note", "dana", "x"],
            env=one.surroundings(),
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for one in everybody
    ]
    for one in everybody:
        assert "likes tea" in one.taken("list", "notes").out
    for process in waiting:
        out, err = process.communicate(timeout=TIMEOUT * 2)
        assert process.returncode == 5, err
        assert out == ""
        assert err.startswith("clientlog: another clientlog is writing; nothing was saved\n")
    for other in others:
        with closing(other):
            other.execute("ROLLBACK")
    assert [one.export() for one in everybody] == before


BUG = """
import {module} as module
def breaks(*_values, **_named):
    raise LookupError("what zanzibar is about")
module.{function} = breaks
"""
BUGS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "a look": ("clientlog.queries.clients", "find_client", ("show", "zanzibar")),
    "a change": ("clientlog.write.change", "Change.touched_refs", ("note", "dana", "zanzibar")),
    "JSON": ("clientlog.queries.clients", "find_client", ("show", "zanzibar", "--json")),
}


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_is_a_line_without_anybodys_data(person: Person, name: str) -> None:
    """Exit 70, and where the details lie: a file of their owner's, without data as well."""
    module, function, typed = BUGS[name]
    file = person.file("broken/sitecustomize.py", BUG.format(module=module, function=function))
    ended = person.refused(
        70, "this is a bug in clientlog (LookupError)", *typed, PYTHONPATH=str(file.parent)
    )
    assert "zanzibar" not in ended.out + ended.err
    (details,) = person.state.glob("bug-*.txt")
    assert str(details) in ended.err
    assert details.stat().st_mode & 0o777 == 0o600
    assert "in breaks" in details.read_text()
    assert "zanzibar" not in details.read_text()


def test_a_bug_without_a_place_for_its_details_is_a_line(person: Person) -> None:
    """Exit 70 all the same."""
    module, function, typed = BUGS["a look"]
    file = person.file("broken/sitecustomize.py", BUG.format(module=module, function=function))
    nowhere = {"XDG_STATE_HOME": "/dev/null/state", "PYTHONPATH": str(file.parent)}
    ended = person.refused(70, "this is a bug", *typed, **nowhere)
    assert ended.err.count("\n") == 1
