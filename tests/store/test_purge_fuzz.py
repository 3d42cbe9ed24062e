"""Random histories of every command, one person purged, and then every byte searched for a word.

`pytest tests/store/test_purge_fuzz.py --purge-histories 2000` is the whole of it.
"""

import os
import random
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.capture.drafts import new_draft
from clientlog.queries.clients import exact_client
from clientlog.store.doctor import examine
from clientlog.store.journal_file import open_to_look

Cli = Callable[..., Any]

WORD = "zanzibar"
"""Stands in every text that belongs to the person alone, and in each of their names."""

STEPS = 18
"""How many commands a history has before the purge."""


@dataclass
class History:
    """One journal and what may happen to it; everything is drawn from one seed."""

    cli: Cli
    folder: Path
    chance: random.Random
    journal: Path
    handle: str = f"{WORD}-reyes"
    steps: list[tuple[str, ...]] = field(default_factory=list)
    counter: int = 0
    done: set[str] = field(default_factory=set)
    """The commands that were carried out at least once."""
    others: dict[str, None] = field(default_factory=dict)
    """The handles of those who were to be merged: where that failed or was undone, others still."""

    def run(self, *arguments: str, journal: Path | None = None) -> int:
        """Run one command; what makes no sense at this point is refused, and that is well."""
        self.steps.append(arguments)
        code = int(self.cli(*arguments, CLIENTLOG_DB=str(journal or self.journal)).code)
        assert code in {0, 1, 2, 3, 4}, (code, self.steps)
        if code == 0:
            self.done.add(_name(arguments))
        return code

    def word(self) -> str:
        """A text that is theirs alone."""
        self.counter += 1
        return f"about {WORD}{self.counter} things"

    def live(self) -> None:
        """Do one thing at random."""
        self.chance.choice(ACTIONS)(self)


GROUPS = ("client", "conflict", "import", "org")
"""The commands with commands of their own."""


def _name(arguments: tuple[str, ...]) -> str:
    return " ".join(arguments[:2]) if arguments[0] in GROUPS else arguments[0]


def _records(history: History) -> None:
    """Write something about them."""
    who, text = history.handle, history.word()
    history.run(
        *history.chance.choice(
            [
                ("note", who, text),
                ("topic", who, text),
                ("promise", who, text, "--due", "+9d"),
                ("promise", who, text, "--theirs", "--due", "+3d"),
                ("touch", who, text),
                ("plan", who, "--at", "fri 15:00", "--title", text),
                ("log", who, text, "--promise", f"{text} due:+8d"),
                ("action", who, text, "--theirs"),
                ("conflict", "open", who, text),
                ("conflict", "step", _ref(history, "conflict"), text),
                ("break", _ref(history, "promise"), "--why", text),
                ("drop", _ref(history, "topic"), "--why", text),
                ("renegotiate", _ref(history, "promise"), "--to", "+20d", "--why", text),
                ("edit", _ref(history, "note"), text),
                ("done", _ref(history, "promise")),
                ("rm", _ref(history, "note"), "--yes"),
                ("snooze", f"undated-promise:{who}", "--until", "+9d"),
            ]
        )
    )


NEW: dict[str, tuple[str, ...]] = {
    "note": ("note",), "promise": ("promise",), "topic": ("topic",),
    "conflict": ("conflict", "open"),
}  # fmt: skip
"""The command that makes a record of each table."""


def _ref(history: History, table: str) -> str:
    """Return a record of theirs, after making one where there is none."""
    for attempt in range(2):
        with closing(open_to_look(history.journal)) as db:
            numbers = db.execute(
                f"SELECT {table}.id FROM {table} JOIN client ON client.id = client_id"
                " WHERE handle = ?",
                (history.handle,),
            ).fetchall()
        if numbers or attempt:
            break
        history.run(*NEW[table], history.handle, history.word())
    return f"{table[0]}{history.chance.choice(numbers or [(9999,)])[0]}"


def _upkeep(history: History) -> None:
    """Change what is known of them."""
    who, text = history.handle, history.word()
    history.run(
        *history.chance.choice(
            [
                ("client", "edit", who, "--vision", text, "--role", text),
                ("client", "edit", who, "--org", f"{WORD} works"),
                ("client", "edit", who, "--email", f"{WORD}{history.counter}@example.org"),
                ("client", "alias", who, f"Dee {WORD} {history.counter}"),
                ("client", "away", who, "--until", "+9d"),
                ("client", "unarchive", who)
                if _is_archived(history)
                else ("client", "archive", who, "--yes"),
            ]
        )
    )


def _is_archived(history: History) -> bool:
    with closing(open_to_look(history.journal)) as db:
        rows = db.execute(
            "SELECT archived_at IS NOT NULL FROM client WHERE handle = ?", (history.handle,)
        )
        return bool(next(rows, (0,))[0])


def _rename(history: History) -> None:
    new = f"{WORD}-{history.counter}"
    if history.run("client", "edit", history.handle, "--handle", new, "--name", f"Dana {new}") == 0:
        history.handle = new


def _reenter(history: History) -> None:
    history.run("client", "rm", history.handle, "--yes")
    if history.chance.random() < 0.5:
        history.run("undo")
    else:
        history.run("client", "add", f"Dana {WORD}", "--handle", history.handle)


def _merge(history: History) -> None:
    history.counter += 1
    other = f"other-{WORD}-{history.counter}"
    history.others[other] = None
    history.run("client", "add", f"Old {other}", "--handle", other, "--vision", history.word())
    if history.chance.random() < 0.7:
        history.run("note", other, history.word())
    history.run("client", "merge", other, history.handle, "--yes")


def _part(history: History) -> None:
    """They are taken for somebody else, directly or through a third, and that is taken back."""
    history.counter += 1
    third = f"pat-{history.counter}"
    history.run("client", "add", "Pat Doe", "--handle", third)
    ways = [[(history.handle, "sam")], [(history.handle, third), (third, "sam")]]
    merges = history.chance.choice(ways)
    codes = [history.run("client", "merge", *pair, "--yes") for pair in merges]
    if steps := codes.count(0):
        history.run("undo", str(steps), "--yes")


def _delegate(history: History) -> None:
    history.run("promise", "sam", "call back", "--owner", f"Dana {WORD}")


def _others(history: History) -> None:
    history.run("note", "sam", "likes tea")
    history.run("plan", "sam", "--with", history.handle, "--at", "fri 16:00", "--title", "all")


def _undo(history: History) -> None:
    history.run(*history.chance.choice([("undo",), ("redo",), ("undo", "2", "--yes")]))


def _backup(history: History) -> None:
    link = history.folder / "link.db"
    link.unlink(missing_ok=True)
    link.symlink_to(history.journal)
    history.run("backup", journal=history.chance.choice([history.journal, link]))


def _restore(history: History) -> None:
    backups = sorted(
        (history.folder / "state" / "clientlog" / "backups").glob("*/*_manual.clientlog-backup")
    )
    if backups:
        history.run("restore", str(history.chance.choice(backups)), "--yes")
        # What was drafted before names clients by numbers that may be others' now (privacy.md).
        for path in (history.folder / "state" / "clientlog").rglob("*"):
            if path.suffix in {".md", ".html"}:
                path.unlink()


def _import(history: History) -> None:
    """Take in what other programs hold of them; those files are not clientlog's."""
    history.counter += 1
    address = f"{WORD}{history.counter % 3}@example.org"
    if history.chance.random() < 0.5:
        name, kind = "people.vcf", "vcard"
        text = f"BEGIN:VCARD\nVERSION:3.0\nUID:{WORD}\nFN:Dana {WORD}\nEMAIL:{address}\nEND:VCARD\n"
    else:
        name, kind = "work.ics", "ical"
        text = (
            f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{history.word()}\nSUMMARY:{history.word()}\n"
            f"DTSTART:20261124T{9 + history.counter % 8:02}0000Z\nDURATION:PT30M\n"
            f"ATTENDEE;CN=Dana {WORD}:mailto:{address}\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    path = history.folder / name
    path.write_text(text)
    history.run("import", kind, str(path), *(("--create",) if kind == "ical" else ()))
    path.unlink()
    history.others |= dict.fromkeys(_handles(history))


def _move(history: History) -> None:
    history.counter += 1
    if history.journal.exists():
        history.journal = history.journal.rename(history.folder / f"moved{history.counter}.db")


def _draft(history: History) -> None:
    page = history.cli("show", history.handle, "--json", CLIENTLOG_DB=str(history.journal))
    if page.code == 0 and history.chance.random() < 0.5:
        new_draft(history.word(), history.word(), history.journal, None, [_number(history)])
    history.cli("agenda", history.handle, "--open", CLIENTLOG_DB=str(history.journal))


def _number(history: History) -> int:
    with closing(open_to_look(history.journal)) as db:
        return exact_client(db, history.handle).id


def _leftover(history: History) -> None:
    """A backup that was killed leaves a copy of the journal under an unfinished name."""
    for folder in (history.folder / "state" / "clientlog" / "backups").glob("*-*-*"):
        (folder / ".2026-11-20T120000Z_manual.abcdef01.new").write_bytes(
            history.journal.read_bytes()
        )


ACTIONS = (
    _records, _records, _records, _records, _upkeep, _upkeep, _rename, _reenter, _merge, _part,
    _delegate, _others, _undo, _undo, _backup, _backup, _restore, _import, _import, _move, _draft,
    _leftover,
)  # fmt: skip


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    """The seeds of the histories that are tried."""
    first, _, last = request.config.getoption("--purge-histories").rpartition(":")
    return range(int(first or 0), int(last))


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.mark.slow
def test_no_byte_of_a_purged_person_is_left(seeds: range, cli: Cli, tmp_path: Path) -> None:
    """Whatever happened before, and whatever stopped the purge the first time."""
    tried, done = set[str](), set[str]()
    for seed in seeds:
        folder = tmp_path / str(seed)
        folder.mkdir()
        with _state_in(folder):
            history = History(cli, folder, random.Random(seed), folder / "journal.db")
            history.run("client", "add", f"Dana {WORD}", "--handle", history.handle)
            history.run("client", "add", "Sam Li", "--handle", "sam")
            for _ in range(STEPS):
                history.live()
            _purge(history)
            assert _remains(folder) == [], f"{seed}: {history.steps}"
            checks = examine(history.journal, folder / "none", "UTC")
            tried |= {_name(step) for step in history.steps}
            done |= history.done
            wrong = [check for check in checks if not check.ok and "journal f" not in check.name]
            assert wrong == [], (seed, history.steps)
    if len(seeds) >= 40:
        assert tried == done, "a command that is always refused tries nothing"


@pytest.fixture(autouse=True)
def _home(cli: Cli, environment: dict[str, str]) -> Iterator[None]:
    _ENVIRONMENT.append(environment)
    yield
    _ENVIRONMENT.clear()


_ENVIRONMENT: list[dict[str, str]] = []


class _state_in:  # noqa: N801 - used like a function
    """Let the program and this process keep their state in the folder of one history."""

    def __init__(self, folder: Path) -> None:
        self.state = str(folder / "state")

    def __enter__(self) -> None:
        _ENVIRONMENT[0]["XDG_STATE_HOME"] = os.environ["XDG_STATE_HOME"] = self.state

    def __exit__(self, *_error: object) -> None:
        return None


def _purge(history: History) -> None:
    """Stop the purge once by a kill or a full disk, then purge until nothing remains."""
    command = ("client", "purge", history.handle, "--yes")
    stop = history.chance.choice([None, _killed, _full])
    if stop:
        stop(history, command)
    code = history.run(*command)
    # Undone renames, entries and merges may have made several people of the one.
    for handle in {**dict.fromkeys(_handles(history)), **history.others}:
        code = history.run("client", "purge", handle, "--yes")
    if code == 4:
        # The purge had gone through before it was stopped: any change finishes it.
        code = history.run("client", "add", "One more")
    assert code == 0, history.steps


def _handles(history: History) -> list[str]:
    """Return who has one of their names; a merge that was redone made them somebody else."""
    with closing(open_to_look(history.journal)) as db:
        rows = db.execute(
            "SELECT handle FROM client WHERE handle LIKE ?1 OR id IN"
            " (SELECT client_id FROM alias WHERE name LIKE ?1)",
            (f"%{WORD}%",),
        )
        return [handle for (handle,) in rows]


def _killed(history: History, command: tuple[str, ...]) -> None:
    child = os.fork()
    if child == 0:
        try:
            history.cli(*command, CLIENTLOG_DB=str(history.journal))
        finally:
            os._exit(0)
    time.sleep(history.chance.random() * 0.6)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _full(history: History, command: tuple[str, ...]) -> None:
    size = history.journal.stat().st_size
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            limit = int(size * history.chance.random())
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            history.cli(*command, CLIENTLOG_DB=str(history.journal))
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def _remains(folder: Path) -> list[str]:
    """Every file that holds the word, in any of the ways SQLite may keep it."""
    words = [WORD.encode(), WORD.upper().encode(), WORD.capitalize().encode()]
    words += [WORD.encode("utf-16-le"), WORD.encode("utf-16-be")]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word in path.read_bytes() for word in words)
    ]
