"""Purging a client: planted words, looked for in every byte that clientlog keeps."""

import errno
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.capture.drafts import new_draft
from clientlog.clock import Clock
from clientlog.errors import ClientlogError
from clientlog.interchange.journal_json import write_journal
from clientlog.store import backup, undo
from clientlog.store.backup import list_backups
from clientlog.store.doctor import examine
from clientlog.store.journal_file import open_to_look
from clientlog.store.paths import state_folder
from clientlog.store.purge import find_person, purge, read_pending
from clientlog.store.purge_files import Sweep
from tests.store.purging import SECRET, remains
from tests.store.purging import purge as purge_by_command

Cli = Callable[..., Any]


@pytest.fixture
def planted(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A life of one client full of the word, beside another's without it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    s = SECRET
    for command in (
        ("client", "add", f"Dana {s}", "--handle", f"dana-{s}", "--org", s, "--tag", s),
        ("client", "add", f"Old {s}", "--handle", f"old-{s}"),
        ("client", "add", "Sam Li", "--org", "Acme"),
        ("client", "alias", f"dana-{s}", f"Dee {s}"),
        ("promise", f"dana-{s}", f"send {s}", "due:fri"),
        ("renegotiate", "p1", "--to", "+9d", "--why", f"because of {s}"),
        ("note", f"old-{s}", f"personal {s}"),
        ("topic", f"dana-{s}", f"raise {s}"),
        ("touch", f"dana-{s}", f"called about {s}"),
        ("note", f"dana-{s}", f"undone {s}"),
        ("undo",),
        ("client", "merge", f"old-{s}", f"dana-{s}", "--yes"),
        ("client", "edit", f"dana-{s}", "--handle", f"dd-{s}"),
        ("snooze", "undated-promise:p1", "--until", "+9d"),
        ("note", "sam", "likes tea"),
        ("promise", "sam", "call back"),
        ("backup",),
        ("rm", "p1", "--yes"),
        ("backup",),
    ):
        assert cli(*command).code == 0, command
    new_draft(f"client: dd-{s}\n", f"{s}\n", tmp_path / "journal.db", None, [1])
    new_draft("client: sam-li\n", "base", tmp_path / "journal.db", None, [3])
    return cli


def purged(journal: Path, clock: Clock, handle: str = f"dd-{SECRET}") -> Sweep:
    with closing(open_to_look(journal)) as db:
        person = find_person(db, journal, handle)
    assert person
    return purge(journal, clock, person.uuids)


def test_nothing_of_a_purged_client_is_left_anywhere(
    planted: Cli, journal: Path, clock: Clock, tmp_path: Path
) -> None:
    """Journal, log, search index, drafts, backups: not a byte of it."""
    assert len(remains(tmp_path)) >= 4
    done = purged(journal, clock)
    assert remains(tmp_path) == []
    assert done.left == []
    assert done.drafts == 1
    assert done.backups == len(backup.list_backups(journal))
    for one in backup.list_backups(journal):
        backup.verify(one.path)


def test_what_is_anothers_stays(planted: Cli, journal: Path, clock: Clock, tmp_path: Path) -> None:
    """Their records, their history, their drafts; and the journal is well."""
    purged(journal, clock)
    assert [one["handle"] for one in planted("client", "list", "--json").json["clients"]] == [
        "sam-li"
    ]
    assert len(planted("history", "n3", "--json").json["events"]) == 1
    commands = [one["command"] for one in planted("history", "--json").json["changes"]]
    assert "note sam 'likes tea'" in commands
    assert "(purged)" in commands
    assert commands[0] == "client purge"
    assert len(list((tmp_path / "state" / "clientlog" / "drafts").iterdir())) == 1
    assert all(one.ok for one in examine(journal, tmp_path / "none", "UTC"))


def test_a_purge_is_final(planted: Cli, journal: Path, clock: Clock) -> None:
    """Neither it nor anything before it can be undone; what comes after can."""
    purged(journal, clock)
    before = planted("export").out
    for arguments in (["undo"], ["undo", "2"], ["redo"], ["undo", "--change", "15"]):
        answer = planted(*arguments)
        assert answer.code == 1, arguments
    assert planted("export").out == before
    planted("note", "sam", "more tea")
    assert undo.undo(journal, clock).changed == ["n4"]
    assert "".join(write_journal(open_to_look(journal))) == before
    with pytest.raises(ClientlogError, match="purge"):
        undo.undo(journal, clock)


def test_a_shared_meeting_stays_for_the_others(cli: Cli, journal: Path, clock: Clock) -> None:
    """The client is no longer among those who attended; a meeting of nobody else goes."""
    cli("client", "add", "Dana", "--handle", f"dd-{SECRET}")
    cli("client", "add", "Sam")
    for who in (["dd", "sam"], ["dd"]):
        with_ = ["--with", who[1]] if len(who) > 1 else []
        assert cli("plan", who[0], *with_, "--at", "fri 10:00").code == 0
    purged(journal, clock)
    db = open_to_look(journal)
    assert db.execute("SELECT id FROM meeting").fetchall() == [(1,)]
    assert db.execute("SELECT client_id FROM attendance").fetchall() == [(2,)]


def test_a_merge_that_was_undone_does_not_drag_the_other_along(
    cli: Cli, journal: Path, clock: Clock
) -> None:
    """Only those who were merged into the client for good are purged with it."""
    cli("client", "add", "Sam")
    cli("note", "sam", "likes tea")
    cli("client", "add", "Dana", "--handle", f"dd-{SECRET}")
    cli("client", "merge", "sam", f"dd-{SECRET}", "--yes")
    cli("undo")
    cli("backup")
    purged(journal, clock)
    for one in backup.list_backups(journal):
        assert b"likes tea" in one.path.read_bytes() or one.reason == "daily"
    assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea"


def test_a_backup_that_cannot_be_read_is_named(
    planted: Cli, journal: Path, clock: Clock, tmp_path: Path
) -> None:
    """It is not deleted, but the person is told that it is left; so is what lies beside."""
    damaged = backup.list_backups(journal)[0].path
    damaged.write_bytes(b"damaged")
    aside = journal.with_name(f"{journal.name}.damaged-20261120T110000Z")
    aside.write_bytes(b"")
    assert purged(journal, clock).left == [damaged, aside]


@pytest.mark.parametrize("place", ["backups", "drafts", "beside the journal"])
def test_a_folder_that_cannot_be_read_is_named(
    planted: Cli,
    journal: Path,
    clock: Clock,
    place: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The purge is over in the journal by then: what may be left is said, and it is no bug."""
    drafts = state_folder() / "drafts"
    drafts.mkdir(exist_ok=True)
    closed = {"backups": backup.backups_folder(journal), "drafts": drafts}.get(
        place, journal.parent
    )
    inside = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder == closed:
            raise PermissionError(errno.EACCES, "Permission denied")
        return inside(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert closed in purged(journal, clock).left
    assert SECRET not in planted("client", "list", "--json").out


def test_what_could_not_be_cleaned_is_named_and_finished_later(
    person: Cli, journal: Path, tmp_path: Path
) -> None:
    """Exit code 1, the doctor says which file, and the next change goes on."""
    person("backup")
    damaged = list_backups(journal)[0].path
    whole = damaged.read_bytes()
    damaged.write_bytes(b"damaged")
    answer = purge_by_command(person)
    assert answer.code == 1
    assert str(damaged) in answer.out
    assert str(damaged) in person("doctor").out
    damaged.write_bytes(whole)
    assert purge_by_command(person).code == 0
    assert remains(tmp_path) == []
    assert "purges: none pending" in person("doctor").out


def test_a_purge_that_was_stopped_is_finished_by_the_next_change(
    person: Cli, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped right after its commit: nothing is said to be well, and nothing is forgotten."""
    person("backup")

    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("clientlog.store.purge.finish_purges", stop)
        assert purge_by_command(person).code == 130
    with closing(open_to_look(journal)) as db:
        assert read_pending(db).is_due
    assert "BAD  purges" in person("doctor").out
    answer = person("note", "sam", "likes tea")
    assert answer.code == 0
    assert "a purge that was stopped was finished" in answer.err
    assert remains(tmp_path) == []
