"""A person is one from the first entry to the purge, by whatever name."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.store import changes, purge_search
from clientlog.store.connection import SPILLING
from clientlog.store.journal_file import open_to_look
from clientlog.store.tables import (
    Address,
    Alias,
    Attendance,
    Client,
    ExternalKey,
    Meeting,
    Note,
    Organization,
    Promise,
    Snooze,
)
from clientlog.store.undo import redo, undo
from clientlog.write import client_merge
from tests.looking import moment_at, writing
from tests.store.filled import fill
from tests.store.purging import SECRET, purge, remains

Cli = Callable[..., Any]


@pytest.mark.parametrize("note", [False, True])
def test_a_client_who_was_merged_goes_with_the_other(cli: Cli, tmp_path: Path, note: bool) -> None:
    """Their name, vision and address are the person's, with records and without."""
    cli("client", "add", f"Old {SECRET}", "--handle", "old", "--vision", f"{SECRET} towers",
        "--email", f"{SECRET}@example.org")  # fmt: skip
    cli("client", "add", "Dana Reyes")
    if note:
        cli("note", "old", f"about {SECRET}")
    assert cli("client", "merge", "old", "dana-reyes", "--yes").code == 0
    cli("backup")
    assert purge(cli).code == 0
    assert remains(tmp_path) == []


def test_somebody_removed_and_entered_again_is_one_person(person: Cli, tmp_path: Path) -> None:
    """What was written of the first entry is gone, too."""
    person("client", "rm", "dana-reyes", "--yes")
    person("client", "add", "Dana Reyes")
    assert purge(person).code == 0
    assert person("history", "n1").code == 4
    assert remains(tmp_path) == []


@pytest.mark.parametrize("by", ["handle", "uuid"])
def test_somebody_who_is_no_longer_there_is_purged(
    person: Cli, journal: Path, tmp_path: Path, by: str
) -> None:
    """By the handle or the UUID they had; a second time there is nobody to purge."""
    with closing(open_to_look(journal)) as db:
        names = db.execute("SELECT handle, uuid FROM client WHERE id = 1").fetchone()
    person("client", "rm", "dana-reyes", "--yes")
    name = dict(zip(("handle", "uuid"), names, strict=True))[by]
    assert purge(person, name).code == 0
    assert remains(tmp_path) == []
    assert purge(person, name).code == 4


def test_the_handle_of_a_rename_is_theirs(person: Cli, tmp_path: Path) -> None:
    """Every name they had leads to them, and goes with them."""
    person("client", "edit", "dana-reyes", "--handle", SECRET)
    person("client", "edit", SECRET, "--handle", "dd")
    assert purge(person, "dd").code == 0
    assert remains(tmp_path) == []


@pytest.mark.parametrize("cache", [SPILLING, "PRAGMA cache_size = 1; PRAGMA cache_spill = ON;"])
def test_somebody_entered_again_goes_from_the_backup_of_a_restore(
    person: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str
) -> None:
    """The journal went back to the first entry; the second is in a backup alone.

    A change that outgrows its cache locks the journal, which is not to be opened again then.
    """
    monkeypatch.setattr(changes, "SPILLING", cache)
    person("backup", str(tmp_path / "early.backup"))
    person("client", "rm", "dana-reyes", "--yes")
    person("client", "add", "Dana Reyes", "--vision", f"{SECRET} towers")
    assert person("restore", str(tmp_path / "early.backup"), "--yes").code == 0
    (tmp_path / "early.backup").unlink()
    assert purge(person).code == 0
    assert remains(tmp_path) == []


def test_somebody_else_of_the_name_stays_in_the_backups(person: Cli, tmp_path: Path) -> None:
    """A client who is in the journal is nobody who was purged, even under a name they had."""
    person("client", "edit", "dana-reyes", "--handle", "dana-1")
    person("client", "rm", "dana-1", "--yes")
    person("client", "add", "Dana Reyes", "--handle", "dana-2", "--vision", "towers")
    person("backup")
    assert purge(person, "dana-1").code == 0
    assert remains(tmp_path) == []
    backups = person("backup", "list", "--json").json["backups"]
    latest = next(backup["path"] for backup in backups if backup["reason"] == "manual")
    person("restore", latest, "--yes")
    assert person("show", "dana-2", "--json").json["client"]["vision"] == "towers"


def test_somebody_who_was_imported_together_with_a_change_is_no_part_of_them(
    person: Cli, journal: Path, tmp_path: Path
) -> None:
    """One change altered the one and created the other, who was removed later by itself."""
    people = tmp_path / "people.csv"
    people.write_text("name,handle,role\nDana Reyes,dana-reyes,CTO\nKim Park,kim,VP\n")
    assert person("import", "csv", str(people)).code == 0
    person("client", "rm", "kim", "--yes")
    assert purge(person).code == 0
    with closing(open_to_look(journal)) as db:
        rows = db.execute(
            "SELECT count(*) FROM change_row WHERE table_name = 'client'"
            " AND json_extract(before, '$.handle') = 'kim'"
        ).fetchone()
    assert rows == (1,)


@pytest.fixture
def town(journal: Path, clock: Clock) -> Path:
    """A record of every kind of client 1, and client 2, whose name and organization are others."""
    fill(journal, clock)
    with writing(journal) as change:
        other = change.get(Client, 2)
        other.name, other.name_key, other.organization = "Sam Li", "sam li", "Acme"
        for number in (1, 2):
            begin, end = moment_at("2026-11-03 10:00"), moment_at("2026-11-03 11:00")
            meeting = change.add(
                Meeting(starts_at=begin, ends_at=end, ends_set_at=begin, state="held")
            )
            change.add(Attendance(meeting_id=meeting.id or 0, client_id=number))
        promise = change.get(Promise, 1)
        change.add(
            ExternalKey(
                source="mail", key="k", record_table="promise", record_uuid=promise.uuid, digest="d"
            )
        )
    return journal


def uuid_of(journal: Path, number: int) -> str:
    with closing(sqlite3.connect(journal)) as db:
        (uuid,) = db.execute("SELECT uuid FROM client WHERE id = ?", (number,)).fetchone()
    return str(uuid)


Identified = list[tuple[str, int, str]]


def collected(journal: Path, *uuids: str) -> tuple[dict[str, Any], Identified]:
    """Return the numbers of what is found about a person, by table, and the UUIDs of that."""
    with closing(sqlite3.connect(journal)) as db:
        db.execute("PRAGMA reverse_unordered_selects = ON")
        purge_search.collect_records(db, uuids)
        rows = db.execute("SELECT tbl, id, uuid FROM theirs ORDER BY tbl, id").fetchall()
        theirs: dict[str, list[int]] = {}
        for table, number, _ in rows:
            theirs.setdefault(table, []).append(number)
        found = theirs | {
            name: [value for (value,) in db.execute(f"SELECT * FROM {name} ORDER BY 1")]
            for name in ("who", "names", "organizations")
        }
    return found, [row for row in rows if row[0] != "external_key"]


def stored(journal: Path, rows: Identified) -> Identified:
    """Return the UUIDs that these records have in their tables."""
    with closing(sqlite3.connect(journal)) as db:
        return [
            (table, number, *db.execute(f"SELECT uuid FROM {table} WHERE id = {number}").fetchone())
            for table, number, _ in rows
        ]


ALL_OF_THE_FIRST = {
    "absence": [1], "action_item": [1], "address": [1], "affiliation": [1], "alias": [1],
    "amendment": [1, 2], "attendance": [2, 3], "chase": [1], "client": [1], "conflict": [1],
    "conflict_step": [1], "external_key": [2], "meeting": [2], "mute": [1], "note": [1, 2],
    "organization": [1], "promise": [1], "self_check": [1], "snooze": [1, 3], "tag": [1],
    "topic": [1], "touch": [1, 2], "who": [1], "names": ["a line", "one"],
    "organizations": ["a line"],
}  # fmt: skip

ALL_OF_THE_SECOND = {
    "attendance": [1, 4], "client": [2], "meeting": [3], "snooze": [2], "who": [2],
    "names": ["a line", "other", "sam li"], "organizations": ["Acme"],
}  # fmt: skip


def test_what_is_theirs_is_found_in_every_table_and_nothing_of_another(town: Path) -> None:
    """A shared meeting is both's, an organization that of whoever is in it alone."""
    for number, found in ((1, ALL_OF_THE_FIRST), (2, ALL_OF_THE_SECOND)):
        numbers, uuids = collected(town, uuid_of(town, number))
        assert numbers == found
        assert uuids == stored(town, uuids)


def test_what_was_theirs_is_found_in_the_log_of_what_is_gone(town: Path) -> None:
    """All of it, and by the same UUIDs."""
    uuid = uuid_of(town, 1)
    before = collected(town, uuid)
    with writing(town) as change:
        for table, number in (
            (ExternalKey, 2), (Meeting, 2), (Organization, 1), (Snooze, 3), (Client, 1),
        ):  # fmt: skip
            change.remove(change.get(table, number))
    assert collected(town, uuid) == before


def enter(journal: Path, *names: str) -> list[str]:
    """Enter clients of these names, each in a change of their own; return their UUIDs."""
    for name in names:
        with writing(journal) as change:
            change.add(Client(handle=name, name=name, name_key=name))
    with closing(sqlite3.connect(journal)) as db:
        rows = db.execute("SELECT uuid FROM client ORDER BY id DESC LIMIT ?", (len(names),))
        return [uuid for (uuid,) in rows][::-1]


def who(journal: Path, uuid: str) -> list[int]:
    """Return the numbers of all that a person ever was."""
    found, _ = collected(journal, uuid)
    return list(found["who"])


def merge(journal: Path, source: int, target: int) -> None:
    with writing(journal) as change:
        client_merge.merge(change, change.get(Client, source), change.get(Client, target))


def into(journal: Path, uuid: str) -> str | None:
    with closing(open_to_look(journal)) as db:
        return purge_search.merged_into(db, uuid)


@pytest.mark.parametrize("record", [None, "note", "alias", "address"])
def test_who_was_merged_into_them_is_part_of_them(journal: Path, record: str | None) -> None:
    """Through several merges, by whatever it was that they were given; others are not."""
    ann, bea, cleo, dora, eve = enter(journal, "ann", "bea", "cleo", "dora", "eve")
    with writing(journal) as change:
        for number in range(1, 6):
            if record == "note":
                change.add(Note(client_id=number, text="x"))
            elif record == "alias":
                change.add(Alias(client_id=number, name=f"x{number}", name_key=f"x{number}"))
            elif record == "address":
                change.add(Address(client_id=number, kind="phone", value=f"{number}", position=1))
    merge(journal, 1, 2)
    merge(journal, 4, 5)
    merge(journal, 2, 3)
    with writing(journal) as change:
        change.remove(change.get(Client, 5))
    found = [who(journal, uuid) for uuid in (ann, bea, cleo, dora, eve)]
    assert found == [[1], [1, 2], [1, 2, 3], [4], [4, 5]]
    assert [into(journal, uuid) for uuid in (ann, bea, cleo, dora, eve)] == [
        cleo, cleo, None, eve, None,
    ]  # fmt: skip


def test_a_merge_that_was_undone_makes_nobody_part_of_another(journal: Path, clock: Clock) -> None:
    """Nor what was done in between: that leaves the log together with its undo."""
    ann, bea = enter(journal, "ann", "bea")
    with writing(journal) as change:
        change.add(Note(client_id=1, text="x"))
    merge(journal, 1, 2)
    with writing(journal) as change:
        change.add(Note(client_id=2, text="y"))
    undo(journal, clock, 2)
    with writing(journal) as change:
        change.add(Note(client_id=2, text="z"))
    assert who(journal, ann) == [1]
    assert who(journal, bea) == [2]
    assert into(journal, ann) is None
    with closing(sqlite3.connect(journal)) as db:
        purge_search.collect_records(db, [ann])
        changes = db.execute("SELECT DISTINCT change_id FROM change_row ORDER BY 1").fetchall()
    assert changes == [(1,), (2,), (3,), (8,)]


def logged_changes(journal: Path, uuid: str, table: str, number: int) -> list[int]:
    """Return the changes of a record that are in the log once all of a person was collected."""
    with closing(sqlite3.connect(journal)) as db:
        purge_search.collect_records(db, [uuid])
        rows = db.execute(
            "SELECT change_id FROM change_row WHERE table_name = ? AND row_id = ? ORDER BY id",
            (table, number),
        )
        return [change for (change,) in rows]


def test_an_undo_that_was_redone_stays_in_the_log_of_others(journal: Path, clock: Clock) -> None:
    """They were created together with the person, and nothing of that was mixed up."""
    with writing(journal) as change:
        for name in ("ann", "bea"):
            change.add(Client(handle=name, name=name, name_key=name))
    uuid = uuid_of(journal, 1)
    undo(journal, clock)
    redo(journal, clock)
    assert logged_changes(journal, uuid, "client", 2) == [1, 2, 3]


@pytest.mark.parametrize("removed", [(Note, 2), (Client, 3)])
def test_a_removal_that_was_undone_stays_in_the_log_of_others(
    journal: Path, clock: Clock, removed: tuple[Any, int]
) -> None:
    """Unless it removed the person, or somebody whose records became theirs."""
    ann, *_ = enter(journal, "ann", "bea", "cleo")
    with writing(journal) as change:
        for number in (2, 1):
            change.add(Note(client_id=number, text="x"))
    with writing(journal) as change:
        change.remove(change.get(*removed))
        change.get(Note, 1).text = "y"
    undo(journal, clock)
    assert logged_changes(journal, ann, "note", 1) == [4, 5, 6]


def test_each_of_several_merges_belongs_to_who_was_there_then(journal: Path) -> None:
    """A name goes on from one to the next."""
    people = enter(journal, "ann", "bea", "cleo", "dora")
    for number in (1, 2, 3):
        merge(journal, number, number + 1)
    found = [who(journal, uuid) for uuid in people]
    assert found == [[1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]
    assert {into(journal, uuid) for uuid in people[:3]} == {people[3]}


def test_a_name_that_was_changed_between_two_merges_belongs_to_who_was_given_it(
    journal: Path,
) -> None:
    """What was changed of it first need not be whose it is."""
    people = enter(journal, "ann", "bea", "cleo")
    merge(journal, 1, 2)
    with writing(journal) as change:
        change.get(Alias, 1).name = "Annie"
    merge(journal, 2, 3)
    assert [who(journal, uuid) for uuid in people] == [[1], [1, 2], [1, 2, 3]]


@pytest.mark.parametrize("record", ["alias", "address"])
def test_names_and_addresses_of_others_make_nobody_part_of_them(journal: Path, record: str) -> None:
    """Each belongs to one client alone."""
    people = enter(journal, "ann", "bea", "dora")
    with writing(journal) as change:
        for number in (3, 1):
            if record == "alias":
                change.add(Alias(client_id=number, name=f"x{number}", name_key=f"x{number}"))
            else:
                change.add(Address(client_id=number, kind="phone", value=f"{number}", position=1))
    merge(journal, 1, 2)
    assert [who(journal, uuid) for uuid in people] == [[1], [1, 2], [3]]
    assert [into(journal, uuid) for uuid in people] == [people[1], None, None]


def test_who_was_only_changed_together_with_them_is_no_part_of_them(
    journal: Path, clock: Clock
) -> None:
    """Whether they were removed later, or were taken back together with that change."""
    _, bea = enter(journal, "ann", "bea")
    with writing(journal) as change:
        for number in (1, 2):
            change.get(Client, number).role = "CTO"
    with writing(journal) as change:
        change.remove(change.get(Client, 1))
    with writing(journal) as change:
        change.add(Client(handle="cleo", name="cleo", name_key="cleo"))
        change.get(Client, 2).role = "VP"
    undo(journal, clock)
    assert who(journal, bea) == [2]
