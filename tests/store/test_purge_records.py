"""What a purge removes from the journal and its log, and what is left to others."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from clientlog.store.journal_file import open_to_look
from clientlog.store.purge_records import PURGED, knows_person
from clientlog.store.tables import Promise
from clientlog.store.versions import versions_of
from tests.looking import reading, writing
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
