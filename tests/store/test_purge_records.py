"""What a purge removes from the journal and its log, and what is left to others."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from clientlog.clock import Clock
from clientlog.store.changes import raw_change, start
from clientlog.store.journal_file import open_to_look
from clientlog.store.purge_records import (
    PURGED,
    knows_person,
    person_names,
    person_numbers,
    purge_person,
)
from clientlog.store.tables import Amendment, Note, Promise, Tag
from clientlog.store.versions import versions_of
from clientlog.write.change import transaction
from tests.looking import client, reading, writing
from tests.store.purging import SECRET, purge, remains

Cli = Callable[..., Any]


def test_a_removed_person_of_another_name_stays_in_the_log(person: Cli) -> None:
    """Only who was of the same name is the same person."""
    person("client", "add", "Kim Park")
    person("note", "kim", "likes tea")
    person("client", "rm", "kim-park", "--yes")
    purge(person)
    assert len(person("history", "n2", "--json").json["events"]) == 2


def test_a_delegate_is_no_longer_named_in_what_is_anothers(person: Cli, tmp_path: Path) -> None:
    """Sam's promise stays, in the hands of nobody who is named."""
    person("client", "edit", "dana-reyes", "--name", f"Dana {SECRET}")
    person("promise", "sam", "call back", "--owner", f"Dana {SECRET}")
    assert purge(person).code == 0
    assert remains(tmp_path) == []
    promise = person("show", "p1", "--json").json
    assert "call back" in str(promise)
    assert "(purged)" in str(promise)


def test_a_name_is_found_in_the_log_by_whose_the_record_was_then(
    person: Cli, journal: Path, tmp_path: Path
) -> None:
    """Where a change wrote the name alone, an earlier one tells that it is theirs."""
    person("promise", "sam", "call back")
    for values in (
        {"owner": f"Lady {SECRET}", "owner_client_id": 1},
        {"owner": f"Ms {SECRET}"},
        {"owner": "Tom Berg", "owner_client_id": None},
        {"owner": "Tom B."},
    ):
        with writing(journal) as change:
            vars(change.get(Promise, 1)).update(values)
    assert purge(person).code == 0
    assert remains(tmp_path) == []
    with reading(journal) as db:
        owners = [
            (version.change, (version.before or {}).get("owner"), (version.after or {})["owner"])
            for version in versions_of(db, "promise", 1)
        ]
        commands = dict(db.execute("SELECT id, command FROM change WHERE id > 3"))
    assert owners == [
        (8, "Tom Berg", "Tom B."), (7, PURGED, "Tom Berg"), (6, PURGED, PURGED),
        (5, None, PURGED), (4, None, None),
    ]  # fmt: skip
    assert [number for number, command in commands.items() if command == PURGED] == [5, 6, 7]


def test_the_log_knows_somebody_until_they_are_purged(person: Cli, journal: Path) -> None:
    """Also when they were removed; whom it never knew, it does not know."""
    with closing(open_to_look(journal)) as db:
        (uuid,) = db.execute("SELECT uuid FROM client WHERE id = 1").fetchone()
    for command, is_known in (("rm", True), ("purge", False)):
        assert person("client", command, "dana-reyes", "--yes").code == 0
        with closing(open_to_look(journal)) as db:
            assert knows_person(db, [uuid]) == is_known
            assert not knows_person(db, ["00000000-0000-4000-8000-000000000000"])


def test_only_commands_that_spoke_of_them_are_taken_out_of_the_log(
    person: Cli, journal: Path
) -> None:
    """What was done for others can still be read."""
    person("note", "sam", "likes tea")
    purge(person)
    with closing(open_to_look(journal)) as db:
        commands = [command for (command,) in db.execute("SELECT command FROM change ORDER BY id")]
    assert commands == [
        PURGED, "client add 'Sam Li'", PURGED, "note sam 'likes tea'", "client purge",
    ]  # fmt: skip


def purge_ann(journal: Path, clock: Clock) -> set[str]:
    """Purge client 1; return the UUIDs of the person."""
    with raw_change(journal, foreign_keys=True) as db:
        (uuid,) = db.execute("SELECT uuid FROM client WHERE id = 1").fetchone()
        uuids = purge_person(db, clock, [uuid])
        assert uuids == {uuid}
        assert person_numbers(db) == {1}
        assert person_names(db) == {"ann berg", "ann-berg"}
    return uuids


def test_commands_are_kept_where_they_neither_touched_the_person_nor_spoke_of_them(
    journal: Path, clock: Clock
) -> None:
    """One that changed nothing any more may have been about them as well."""
    with transaction(journal, clock, "import csv people.csv") as change:
        client(change, "Ann Berg")
        client(change, "Bea")
    for command, number in (("note ann x", 1), ("note bea y", 2), ("note bea 'met ANN BERG'", 2)):
        with transaction(journal, clock, command) as change:
            change.add(Note(client_id=number, text="x"))
    with raw_change(journal) as db:
        start(db, clock, "refresh")
    for command in ("tag bea bergamot", "tag bea ann-berg-house"):
        with transaction(journal, clock, command) as change:
            change.add(Tag(client_id=2, name=command[9:]))
    purge_ann(journal, clock)
    with reading(journal) as db:
        commands = [command for (command,) in db.execute("SELECT command FROM change ORDER BY id")]
        assert commands == [
            PURGED, PURGED, "note bea y", PURGED, PURGED, "tag bea bergamot", PURGED,
            "client purge",
        ]  # fmt: skip
        assert db.execute("SELECT id FROM note ORDER BY id").fetchall() == [(2,), (3,)]


def test_only_the_reason_that_delegating_wrote_loses_the_name(journal: Path, clock: Clock) -> None:
    """What somebody typed of their own is another's text."""
    with transaction(journal, clock, "promise bea x") as change:
        client(change, "Ann Berg")
        bea = client(change, "Bea")
        promise = change.add(Promise(client_id=bea.id, text="x"))
        for kind, why in (
            ("delegated", "passed on to Ann Berg"), ("renegotiated", "passed on to Ann Berg"),
            ("delegated", "passed on to Sam"), ("delegated", "handed to Ann Berg"),
        ):  # fmt: skip
            change.add(Amendment(promise_id=promise.id, kind=kind, why=why))
    purge_ann(journal, clock)
    with reading(journal) as db:
        reasons = [why for (why,) in db.execute("SELECT why FROM amendment ORDER BY id")]
    assert reasons == [
        "passed on to (purged)", "passed on to Ann Berg", "passed on to Sam", "handed to Ann Berg",
    ]  # fmt: skip


def test_a_person_is_known_by_clients_alone(journal: Path, clock: Clock) -> None:
    """Not by what another record of the log says."""
    with transaction(journal, clock, "x") as change:
        client(change, "Ann Berg")
    uuid = "00000000-0000-4000-8000-000000000000"
    with closing(sqlite3.connect(journal)) as db:
        add = "INSERT INTO change_row (change_id, table_name, row_id, before) VALUES (1, ?, 7, ?)"
        for table, is_known in (("external_key", False), ("client", True)):
            db.execute(add, (table, f'{{"uuid":"{uuid}"}}'))
            assert knows_person(db, [uuid]) == is_known
            assert knows_person(db, ["x", uuid]) == is_known
