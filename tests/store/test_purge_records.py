"""What a purge removes from the journal and its log, and what is left to others."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from clientlog.store.journal_file import open_to_look
from clientlog.store.purge_records import PURGED, knows_person
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
