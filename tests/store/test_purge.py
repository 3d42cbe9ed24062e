"""Purging a client: planted words, looked for in every byte that clientlog keeps."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.capture.drafts import new_draft
from clientlog.clock import Clock
from clientlog.errors import ClientlogError, NotFoundError
from clientlog.interchange.journal_json import write_journal
from clientlog.store import backup, purge_records, undo
from clientlog.store import purge as purging
from clientlog.store.backup import list_backups
from clientlog.store.changes import ChangedMeanwhileError, raw_change
from clientlog.store.doctor import examine
from clientlog.store.journal_file import open_to_look
from clientlog.store.paths import state_folder
from clientlog.store.purge import Found, Pending, find_person, finish_purges, purge, read_pending
from clientlog.store.purge_files import Sweep
from clientlog.store.purge_search import collect_records
from clientlog.store.restore import restore
from clientlog.store.tables import Client
from clientlog.write import client_merge
from tests.looking import client, reading, writing
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


NOTED = "2026-11-20T11:00:00Z"


@pytest.mark.parametrize(
    ("kinds", "is_due"),
    [
        ([], False), (["uuid", "number"], False), (["rewrite"], True), (["sweep"], True),
        (["left"], False), (["changed"], True), (["left", "changed"], True),
        (["uuid", "left"], False),
    ],
)  # fmt: skip
def test_a_purge_goes_on_where_a_step_was_stopped_or_a_file_has_changed(
    tmp_path: Path, kinds: list[str], is_due: bool
) -> None:
    """A file that is as it was when it could not be cleaned is left alone."""
    (tmp_path / "file").touch()
    rows = {
        "left": ("file", str(tmp_path / "file"), "2199-11-20T11:00:00Z"),
        "changed": ("file", str(tmp_path / "file"), NOTED),
    }
    pending = Pending(tuple(rows.get(kind, (kind, "x", NOTED)) for kind in kinds))
    assert pending.is_due == is_due


@pytest.fixture
def ann_and_bea(journal: Path) -> tuple[str, str]:
    """Two clients, by their UUIDs; there is no backup yet."""
    with writing(journal) as change:
        return tuple(client(change, name).uuid for name in ("Ann", "Bea"))


def found(journal: Path, name: str) -> Found | None:
    with reading(journal) as db:
        return find_person(db, journal, name)


def test_somebody_is_found_by_handle_or_uuid_here_in_the_log_or_in_a_backup(
    journal: Path, ann_and_bea: tuple[str, str]
) -> None:
    """What the log tells need not be looked for in backups."""
    ann, _ = ann_and_bea
    early = backup.keep(journal, "manual")
    assert found(journal, "ann") == found(journal, ann) == Found(frozenset({ann}), "ann (Ann)")
    with writing(journal) as change:
        zoe = client(change, "Zoe").uuid
    with writing(journal) as change:
        change.remove(change.get(Client, 3))
    for name in ("zoe", zoe):
        assert found(journal, name) == Found(frozenset({zoe}), name)
    restore(journal, early)
    assert found(journal, "zoe") == Found(frozenset({zoe}), "zoe")
    assert found(journal, "nobody") is None


def test_somebody_who_was_merged_is_who_they_became(
    journal: Path, ann_and_bea: tuple[str, str]
) -> None:
    """A client who is there is to be purged by their own name."""
    ann, bea = ann_and_bea
    with writing(journal) as change:
        client_merge.merge(change, change.get(Client, 1), change.get(Client, 2))
    for name in ("ann", ann):
        with pytest.raises(NotFoundError, match=f"'?{name}'? was merged into bea") as caught:
            found(journal, name)
        assert caught.value.hint == "purge both with: clientlog client purge bea"
    with writing(journal) as change:
        change.remove(change.get(Client, 2))
    assert found(journal, "ann") == Found(frozenset({bea}), "ann")


def test_a_log_that_was_tampered_with_names_nobody_by_what_is_no_uuid(
    journal: Path, ann_and_bea: tuple[str, str]
) -> None:
    """A UUID becomes part of a path."""
    with closing(sqlite3.connect(journal)) as db:
        for number, uuid in enumerate(("7", "null", '"../../etc"', '"A"'), start=70):
            db.execute(
                "INSERT INTO change_row (change_id, table_name, row_id, before)"
                f" VALUES (1, 'client', {number}, ?)",
                (f'{{"uuid": {uuid}, "handle": "gone", "name_key": "gone"}}',),
            )
        db.commit()
    assert found(journal, "gone") is None
    with raw_change(journal) as db:
        collect_records(db, [ann_and_bea[0]])
        db.execute("INSERT INTO temp.names VALUES ('gone')")
        backup.keep(journal, "manual", thorough=False)
        assert purging._namesakes_in_backups(db, journal) == set()


def test_a_purge_is_one_large_change_that_takes_along_what_belongs_to_the_person(
    journal: Path, clock: Clock, ann_and_bea: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the journal was changed since the user was asked."""
    settings: list[bool] = []

    def note_settings(db: sqlite3.Connection, *arguments: Any) -> set[str]:
        names = ("foreign_keys", "cache_spill")
        settings.extend(db.execute(f"PRAGMA {name}").fetchone()[0] > 0 for name in names)
        return purge_records.purge_person(db, *arguments)

    monkeypatch.setattr(purging, "purge_person", note_settings)
    with pytest.raises(ChangedMeanwhileError):
        purge(journal, clock, ann_and_bea[:1], seen=0)
    assert found(journal, "ann")
    assert not purge(journal, clock, ann_and_bea[:1], seen=1)
    assert settings == [True, True]
    assert found(journal, "ann") is None
    with reading(journal) as db:
        assert read_pending(db).rows == ()


def test_a_file_that_was_left_is_cleaned_later_of_the_same_person(
    journal: Path, clock: Clock, ann_and_bea: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who that is was noted; the journal itself is not written anew once more."""
    copy = backup.keep(journal, "manual")
    whole = copy.read_bytes()
    copy.write_bytes(b"damaged")
    assert purge(journal, clock, ann_and_bea[:1]).left == [copy]
    with reading(journal) as db:
        pending = read_pending(db)
    assert pending.all("uuid") == [ann_and_bea[0]]
    assert (pending.all("number"), pending.all("file")) == (["1"], [str(copy)])
    copy.write_bytes(whole)

    def fail(_path: Path) -> None:
        raise AssertionError("it was written anew")

    monkeypatch.setattr(purging, "_rewrite", fail)
    done = finish_purges(journal, clock)
    assert (done.left, done.backups) == ([], 1)
    assert ann_and_bea[0].encode() not in copy.read_bytes()
    with reading(journal) as db:
        assert read_pending(db).rows == ()
    assert not finish_purges(journal, clock)
