"""Backups, drafts and pages of a person who is purged."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientlog.store.backup import list_backups
from tests.store.purging import purge, remains

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
    from clientlog.cli.capture.drafts import list_drafts, new_draft

    cli("client", "add", "Ed")
    cli("client", "add", "Sam Li")
    theirs = new_draft("about him", "base", journal, None, [1])
    others = new_draft("we priced ed's offer", "base", journal, None, [2])
    assert purge(cli, "ed").code == 0
    assert [draft.path for draft in list_drafts(journal)] == [others.path]
    assert not theirs.path.exists()


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
