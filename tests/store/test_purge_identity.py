"""A person is one from the first entry to the purge, and a journal one wherever it lies."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientlog.store.backup import list_backups
from clientlog.store.journal_file import open_to_look
from clientlog.store.purge import read_pending
from tests.prepared import prepared_once

Cli = Callable[..., Any]

SECRET = "zanzibar"


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@prepared_once()
def person(cli: Cli) -> Cli:
    """Dana, of whom one note is told, and Sam."""
    for command in (
        ("client", "add", "Dana Reyes"),
        ("client", "add", "Sam Li"),
        ("note", "dana", f"about {SECRET}"),
    ):
        assert cli(*command).code == 0
    return cli


def remains(folder: Path) -> list[str]:
    """The files in which the word stands."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and SECRET.encode() in path.read_bytes().lower()
    ]


def purge(cli: Cli, handle: str = "dana-reyes", **more: str) -> Any:
    return cli("client", "purge", handle, "--yes", **more)


@pytest.mark.parametrize("note", [False, True])
def test_p1_a_client_who_was_merged_goes_with_the_other(
    cli: Cli, tmp_path: Path, note: bool
) -> None:
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


def test_p2_somebody_removed_and_entered_again_is_one_person(person: Cli, tmp_path: Path) -> None:
    """What was written of the first entry is gone, too."""
    person("client", "rm", "dana-reyes", "--yes")
    person("client", "add", "Dana Reyes")
    assert purge(person).code == 0
    assert person("history", "n1").code == 4
    assert remains(tmp_path) == []


@pytest.mark.parametrize("by", ["handle", "uuid"])
def test_p2_somebody_who_is_no_longer_there_is_purged(
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


def test_p2_the_handle_of_a_rename_is_theirs(person: Cli, tmp_path: Path) -> None:
    """Every name they had leads to them, and goes with them."""
    person("client", "edit", "dana-reyes", "--handle", SECRET)
    person("client", "edit", SECRET, "--handle", "dd")
    assert purge(person, "dd").code == 0
    assert remains(tmp_path) == []


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


def test_p3_what_could_not_be_cleaned_is_named_and_finished_later(
    person: Cli, journal: Path, tmp_path: Path
) -> None:
    """Exit code 1, the doctor says which file, and the next change goes on."""
    person("backup")
    damaged = list_backups(journal)[0].path
    whole = damaged.read_bytes()
    damaged.write_bytes(b"damaged")
    answer = purge(person)
    assert answer.code == 1
    assert str(damaged) in answer.out
    assert str(damaged) in person("doctor").out
    damaged.write_bytes(whole)
    assert purge(person).code == 0
    assert remains(tmp_path) == []
    assert "purges: none pending" in person("doctor").out


def test_p3_a_purge_that_was_stopped_is_finished_by_the_next_change(
    person: Cli, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped right after its commit: nothing is said to be well, and nothing is forgotten."""
    person("backup")

    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("clientlog.store.purge.finish_purges", stop)
        assert purge(person).code == 130
    with closing(open_to_look(journal)) as db:
        assert read_pending(db).is_due
    assert "BAD  purges" in person("doctor").out
    answer = person("note", "sam", "likes tea")
    assert answer.code == 0
    assert "a purge that was stopped was finished" in answer.err
    assert remains(tmp_path) == []


def test_p4_backups_are_the_journals_by_whatever_path_they_were_made(
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


def test_p4_what_a_killed_backup_left_is_named_and_removed(
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


def test_p5_a_draft_of_somebody_else_stays(cli: Cli, journal: Path, tmp_path: Path) -> None:
    """The handle `ed` is in "priced"; whose a draft is does not stand in its text."""
    from clientlog.cli.capture.drafts import list_drafts, new_draft

    cli("client", "add", "Ed")
    cli("client", "add", "Sam Li")
    theirs = new_draft("about him", "base", journal, None, [1])
    others = new_draft("we priced ed's offer", "base", journal, None, [2])
    assert purge(cli, "ed").code == 0
    assert [draft.path for draft in list_drafts(journal)] == [others.path]
    assert not theirs.path.exists()


def test_p5_the_page_that_was_opened_goes_with_them(
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
