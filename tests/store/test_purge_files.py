"""Backups, drafts and pages of a person who is purged."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.capture.drafts import list_drafts, new_draft
from clientlog.clock import Clock
from clientlog.errors import ClientlogError
from clientlog.store import backup, purge_files
from clientlog.store.backup import list_backups
from clientlog.store.identity import NOBODY, Identity, Owner, identify_or_nobody
from clientlog.store.journal_file import JournalUpgraded
from clientlog.store.paths import state_folder
from clientlog.store.purge_files import Person, Sweep, has_changed, sweep
from tests.store import released
from tests.store.purging import SECRET, purge, remains

Cli = Callable[..., Any]


def test_backups_are_the_journals_by_whatever_path_they_were_made(
    person: Cli, journal: Path, tmp_path: Path
) -> None:
    """A link, another spelling, a hard link, the place before a move: K1 as well."""
    (tmp_path / "sub").mkdir()
    link, hard = tmp_path / "link.db", tmp_path / "hard.db"
    link.symlink_to(journal)
    hard.hardlink_to(journal)
    for path in (link, hard, tmp_path / "sub" / ".." / "journal.db"):
        assert person("backup", CLIENTLOG_DB=str(path)).code == 0
    hard.unlink()
    moved = journal.rename(tmp_path / "moved.db")
    assert len(list_backups(moved)) == 4
    assert purge(person, CLIENTLOG_DB=str(moved)).code == 0
    assert remains(tmp_path) == []


def test_the_backup_before_an_upgrade_is_cleaned_as_well(
    cli: Cli, journal: Path, tmp_path: Path
) -> None:
    """It is of an older schema, whose log and index have every text a second time."""
    released.journal_of(2, journal)
    with closing(sqlite3.connect(journal)) as db:
        db.execute(
            "INSERT INTO change (uuid, at, zone, command, kind)"
            f" VALUES ('x', '2026-11-20T13:00:00Z', 'UTC', 'note one {SECRET}', 'do')"
        )
        theirs = "client_id = (SELECT id FROM client WHERE handle = 'one')"
        for table in ("promise", "note", "topic"):
            for number in (1, 2):
                db.execute(f"UPDATE {table} SET text = '{SECRET} {number}' WHERE {theirs}")
        db.execute(f"DELETE FROM topic WHERE {theirs}")
        db.commit()
    with pytest.warns(JournalUpgraded):
        assert cli("undo").code == 0
    assert cli("redo").code == 0
    assert len(remains(tmp_path)) == 2
    assert purge(cli, "one").code == 0
    assert remains(tmp_path) == []
    assert len(list_backups(journal)) == 1


@pytest.mark.parametrize("obstacle", ["the journal", "its folder", "the folder of all"])
def test_backups_that_cannot_be_found_for_a_moment_are_not_taken_for_clean(
    person: Cli, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, obstacle: str
) -> None:
    """A disk that fails while they are looked for: G4 found the journal taken for nobody's."""
    person("backup")
    own = list_backups(journal)[0].path.parent
    older = own.with_name("journal-0123abcd")
    if obstacle == "the folder of all":
        own.rename(older)
    failing = {"its folder": own, "the folder of all": older.parent}.get(obstacle)
    iterdir = Path.iterdir
    failed: list[Path] = []

    def fail_once(folder: Path) -> Any:
        if folder == failing and len(failed) < 2:
            failed.append(folder)
            raise OSError(errno.EIO, "Input/output error", str(folder))
        return iterdir(folder)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", fail_once)
        if obstacle == "the journal":
            patch.setattr(backup, "identify_or_nobody", lambda _path: NOBODY)
        answer = purge(person)
    assert (answer.code == 0) == (remains(tmp_path) == [])
    assert answer.code == (0 if obstacle == "the journal" else 1)
    assert person("client", "add", "Eve").code == 0
    assert remains(tmp_path) == []


def test_a_temporary_file_of_sqlite_whose_name_stayed_is_removed(
    person: Cli, journal: Path, tmp_path: Path
) -> None:
    """A kill or a failing disk may come before SQLite has removed the name."""
    for folder in (journal.parent, list_backups(journal)[0].path.parent):
        (folder / "etilqs_e2a0e81c6c52de3a").write_text(SECRET)
    assert "etilqs_e2a0e81c6c52de3a" in person("doctor").out
    assert purge(person).code == 0
    assert remains(tmp_path) == []


def test_what_a_killed_backup_left_is_named_and_removed(
    person: Cli, journal: Path, tmp_path: Path
) -> None:
    """An unfinished copy holds as much as a whole one."""
    whole = list_backups(journal)[0].path
    left = whole.with_name(f".{whole.name}.0123abcd.new")
    left.write_bytes(journal.read_bytes())
    assert str(left) in person("doctor").out
    assert purge(person).code == 0
    assert not left.exists()
    assert remains(tmp_path) == []


def test_a_draft_of_somebody_else_stays(cli: Cli, journal: Path, tmp_path: Path) -> None:
    """The handle `ed` is in "priced"; whose a draft is does not stand in its text."""
    cli("client", "add", "Ed")
    cli("client", "add", "Sam Li")
    theirs = new_draft("about him", "base", journal, None, [1])
    others = new_draft("we priced ed's offer", "base", journal, None, [2])
    assert purge(cli, "ed").code == 0
    assert [draft.path for draft in list_drafts(journal)] == [others.path]
    assert not theirs.path.exists()


@pytest.fixture
def restored(cli: Cli, journal: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A draft and a page about Ed, and then a restore that gave his number to Sam."""
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    cli("client", "add", "Nobody")
    cli("backup")
    before = list_backups(journal)[-1].path
    cli("client", "add", "Ed")
    draft = new_draft("about him", "base", journal, None, [2])
    assert cli("agenda", "ed", "--open").code == 0
    assert cli("restore", str(before), "--yes").code == 0
    cli("client", "add", "Sam Li")
    return draft.path, state_folder() / "agenda.html"


def test_a_number_that_a_restore_gave_to_another_is_not_the_person(
    cli: Cli, restored: tuple[Path, Path]
) -> None:
    """Drafts and pages name their clients by UUIDs."""
    assert purge(cli, "sam-li").code == 0
    assert all(path.exists() for path in restored)


def test_a_person_entered_again_after_a_restore_takes_earlier_drafts_along(
    cli: Cli, restored: tuple[Path, Path]
) -> None:
    """The backup before the restore tells that they are the same."""
    cli("client", "add", "Ed")
    assert purge(cli, "ed").code == 0
    assert not any(path.exists() for path in restored)


def test_a_draft_that_does_not_say_whose_it_is_is_named(cli: Cli, journal: Path) -> None:
    """The text that it began from tells, and is gone."""
    cli("client", "add", "Ed")
    draft = new_draft("about him", "base", journal, None, [1])
    (draft.path.parent.parent / "drafts-opened" / draft.path.name).unlink()
    ended = purge(cli, "ed")
    assert (ended.code, draft.path.exists()) == (1, True)
    assert draft.path.name in ended.out + ended.err


def test_drafts_of_earlier_versions_name_clients_by_numbers(cli: Cli, journal: Path) -> None:
    """In the name of the file."""
    cli("client", "add", "Ed")
    draft = new_draft("about him", "base", journal, None, [])
    earlier = draft.path.rename(draft.path.with_name(draft.path.name.replace("with", "with-1")))
    assert purge(cli, "ed").code == 0
    assert not earlier.exists()


def test_the_page_that_was_opened_goes_with_them(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the name is written in entities; another's page stays."""
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    page = tmp_path / "state" / "clientlog" / "agenda.html"
    cli("client", "add", "Pat O'Brien")
    cli("client", "add", "Sam Li")
    assert cli("agenda", "sam", "--open").code == 0
    purge(cli, "pat-obrien")
    assert page.exists()
    purge(cli, "sam-li")
    assert not page.exists()


@pytest.mark.parametrize(
    ("code", "may_pass"), [(13, True), (10, True), (14, True), (8, True), (11, False)]
)
def test_what_the_disk_refused_may_pass(tmp_path: Path, code: int, may_pass: bool) -> None:
    """A full or failing disk, also where SQLite only says that it could not open the file."""
    path = tmp_path / "kept"
    path.write_bytes(b"")
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    done = Sweep()
    done.leave(path, error)
    assert done.may_pass is may_pass


def test_a_file_that_is_gone_or_closed_does_not_pass(tmp_path: Path) -> None:
    """Only its owner can see to that."""
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    done = Sweep()
    done.leave(tmp_path / "gone", error)
    assert not done.may_pass


UUIDS = [f"0123abcd-0123-4123-8123-0123456789a{digit}" for digit in "abc"]
OURS = Identity(UUIDS[0], None)
PLACE = "0123abcd0123"
THEM = Person(frozenset({UUIDS[1]}), frozenset({7}))


def swept(journal: Path, clock: Clock) -> Sweep:
    done = Sweep()
    sweep(journal, OURS, clock, THEM, done)
    return done


@pytest.fixture
def kept() -> Callable[..., Path]:
    """Write a file into the state folder, with the mark of an owner."""

    def write(folder: str, name: str, owner: Owner | None = None) -> Path:
        path = state_folder() / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text\n" + (owner.mark if owner else ""))
        return path

    return write


THEIRS = Owner(PLACE, frozenset({UUIDS[1]}))
ANOTHERS = Owner(PLACE, frozenset({UUIDS[2]}))
OF_ANOTHER_JOURNAL = Owner("f" * 12, frozenset({UUIDS[1]}))


@pytest.mark.parametrize(
    ("name", "owner", "goes", "is_named"),
    [
        (f"{PLACE}-with.md", THEIRS, True, False),
        (f"{PLACE}-with.md", ANOTHERS, False, False),
        (f"{PLACE}-with.md", None, False, True),
        (f"{PLACE}-with-7.md", None, True, False),
        (f"{PLACE}-with-7.md", ANOTHERS, True, False),
        (f"{PLACE}-with-8-m7.md", None, False, False),
        (f"{'f' * 12}-with-7.md", THEIRS, False, False),
        (f"{'f' * 12}-with.md", None, False, False),
    ],
)
def test_a_draft_goes_with_whom_its_name_or_its_base_tells(
    kept: Callable[..., Path], journal: Path, clock: Clock,
    name: str, owner: Owner | None, goes: bool, is_named: bool,
) -> None:  # fmt: skip
    """Of this journal alone; one that does not tell is named."""
    path = kept("drafts", f"20261120T120000-0a1b-{name}")
    base = kept("drafts-opened", path.name, owner)
    done = swept(journal, clock)
    assert (path.exists(), base.exists()) == (not goes, not goes)
    assert done.drafts == int(goes)
    assert done.left == ([path] if is_named else [])


def test_a_base_whose_draft_is_gone_goes_by_itself(
    kept: Callable[..., Path], journal: Path, clock: Clock
) -> None:
    """That of a draft that could not be removed stays: it alone tells whose that is."""
    name = f"20261120T120000-0a1b-{PLACE}-with.md"
    alone = kept("drafts-opened", name, THEIRS)
    other = kept("drafts-opened", name.replace("0a1b", "0a1c"), ANOTHERS)
    base = kept("drafts-opened", name.replace("0a1b", "0a1d"), THEIRS)
    stuck = state_folder() / "drafts" / base.name
    stuck.mkdir(parents=True)
    done = swept(journal, clock)
    assert [path.exists() for path in (alone, other, base)] == [False, True, True]
    assert done.left == [stuck]


def test_pages_about_them_go_and_those_that_do_not_tell(
    kept: Callable[..., Path], journal: Path, clock: Clock
) -> None:
    """No other file, and no page of somebody else."""
    gone = [kept("", "a.html", THEIRS), kept("", "b.html"), kept("", ".c.0123abcd.new")]
    stay = [
        kept("", "d.html", ANOTHERS), kept("", "e.html", OF_ANOTHER_JOURNAL), kept("", "f.txt"),
    ]  # fmt: skip
    done = swept(journal, clock)
    assert [path.exists() for path in gone] == [False] * 3
    assert [path.exists() for path in stay] == [True] * 3
    assert (done.drafts, done.left) == (2, [])


def test_a_backup_without_them_is_left_as_it_is(filled: Path, clock: Clock) -> None:
    """One with them is written anew, and says why it was made as before."""
    backup.keep(filled, "restore")
    (copy,) = list_backups(filled)
    before = copy.path.read_bytes()
    with closing(sqlite3.connect(filled)) as db:
        (uuid,) = db.execute("SELECT uuid FROM client WHERE id = 1").fetchone()
    for person, count in ((THEM, 0), (Person(frozenset({uuid}), frozenset()), 1)):
        done = Sweep()
        sweep(filled, identify_or_nobody(filled), clock, person, done)
        assert (done.backups, done.left) == (count, [])
        assert (copy.path.read_bytes() == before) == (count == 0)
    assert uuid.encode() not in copy.path.read_bytes()
    assert b'"reason": "restore"' in copy.path.read_bytes()
    backup.verify(copy.path)


@pytest.mark.parametrize(
    ("done", "is_something"),
    [
        (Sweep(), False), (Sweep(backups=1), True), (Sweep(drafts=1), True),
        (Sweep(left=[Path("x")]), True),
    ],
)  # fmt: skip
def test_a_sweep_is_something_where_it_cleaned_or_left_something(
    done: Sweep, is_something: bool
) -> None:
    """Else nothing is said of it."""
    assert bool(done) == is_something


def test_a_failing_disk_is_found_behind_other_errors(tmp_path: Path) -> None:
    """Whatever was raised from it, or while it was handled; a file is named once."""
    for link in ("__cause__", "__context__"):
        done = Sweep()
        error = ClientlogError("x")
        setattr(error, link, OSError(errno.ENOSPC, "No space left on device"))
        for _ in range(2):
            done.leave(tmp_path, error)
        assert done.may_pass
        assert done.left == [tmp_path]
    done = Sweep()
    done.leave(tmp_path, OSError(errno.EACCES, "Permission denied"))
    assert not done.may_pass


def test_a_file_that_is_gone_already_counts_as_removed(tmp_path: Path) -> None:
    """Another process was faster."""
    done = Sweep()
    assert purge_files._remove(tmp_path / "none", done)
    assert not purge_files._remove(tmp_path, done)
    assert done.left == [tmp_path]


def test_a_file_has_changed_since_where_it_is_gone_or_was_written_to(tmp_path: Path) -> None:
    """The moment was cut to the second, so that a second is allowed for."""
    path = tmp_path / "a"
    path.touch()
    changed = path.stat().st_ctime
    for seconds, has in ((-1.5, True), (-0.5, False), (1.0, False)):
        assert has_changed(str(path), datetime.fromtimestamp(changed + seconds, UTC)) == has
    assert has_changed(str(tmp_path / "none"), datetime.now(UTC))
