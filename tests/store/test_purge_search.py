"""A person is one from the first entry to the purge, by whatever name."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientlog.store import changes
from clientlog.store.connection import SPILLING
from clientlog.store.journal_file import open_to_look
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
