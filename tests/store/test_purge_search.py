"""A person is one from the first entry to the purge, by whatever name."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

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
