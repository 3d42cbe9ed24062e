"""Which journal a file belongs to."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.errors import ClientlogError
from clientlog.store.identity import (
    NOBODY,
    Identity,
    Owner,
    identify,
    identify_or_nobody,
    is_uuid,
    owner_or_nobody,
    read_identity,
    read_owner,
    short_uuid,
    split_mark,
)
from clientlog.store.journal_file import create
from tests.looking import client, meet, reading, writing
from tests.store import released

FIRST, SECOND = "0123abcd-0123-4123-8123-0123456789ab", "0123abcd-0123-4123-8123-0123456789ac"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Identity("a", "x"), Identity("a", "y"), True),
        (Identity("a", "x"), Identity("b", "x"), False),
        (Identity("a", "x"), Identity(None, "x"), True),
        (Identity(None, "x"), Identity(None, "x"), True),
        (Identity("a", "x"), Identity(None, "y"), False),
        (Identity("a", None), Identity(None, None), False),
        (NOBODY, NOBODY, False),
    ],
)
def test_journals_are_the_same_by_their_uuid_else_by_their_first_change(
    one: Identity, other: Identity, same: bool
) -> None:
    """Where one of them is older and has none; two of which nothing is known are not."""
    assert one.matches(other) is same
    assert other.matches(one) is same


def test_a_copy_has_the_identity_of_its_journal_and_a_new_journal_another(tmp_path: Path) -> None:
    """Also when it was changed since."""
    journal, copy, other = (tmp_path / name for name in ("a.db", "b.db", "c.db"))
    for path in (journal, other):
        create(path)
    shutil.copy(journal, copy)
    with writing(journal) as change:
        client(change)
    assert identify(journal).matches(identify(copy))
    assert not identify(journal).matches(identify(other))
    assert is_uuid(identify(journal).journal or "")
    assert identify(journal).first_change
    assert identify(copy).first_change is None


def test_what_is_no_journal_has_no_identity(tmp_path: Path) -> None:
    """Missing, damaged, or with something else in the place of its UUID."""
    damaged, crafted = tmp_path / "damaged", tmp_path / "crafted"
    damaged.write_bytes(b"x" * 5000)
    create(crafted)
    with closing(sqlite3.connect(crafted)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE journal SET uuid = '../' || substr(uuid, 4)")
        db.commit()
    assert identify(crafted).journal is None
    assert identify_or_nobody(damaged) == identify_or_nobody(tmp_path / "missing") == NOBODY
    with pytest.raises(ClientlogError):
        identify(damaged)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("0123abcd-0123-4123-8123-0123456789ab", True),
        ("0123ABCD-0123-4123-8123-0123456789ab", False),
        ("0123abcd-0123-4123-8123-0123456789ab\n", False),
        ("../3abcd-0123-4123-8123-0123456789ab", False),
    ],
)
def test_a_uuid_is_known_by_its_form(text: str, known: bool) -> None:
    """It becomes part of a path."""
    assert is_uuid(text) is known


@pytest.mark.parametrize("text", ["", "minutes", "minutes\n", Owner("0a1b2c3d4e5f").mark])
@pytest.mark.parametrize(
    "owner",
    [Owner(""), Owner("0a1b2c3d4e5f", frozenset({FIRST, SECOND})), Owner("0a", meeting=FIRST)],
)
def test_a_mark_is_read_as_it_was_written(text: str, owner: Owner) -> None:
    """Only the last one counts, and the text before it is whole."""
    assert split_mark(text + owner.mark) == (text, owner)


@pytest.mark.parametrize("text", ["", "text", "<!-- clientlog: journal x, clients -->\n"])
def test_a_text_without_a_mark_has_no_owner(text: str) -> None:
    """Whatever else it ends in."""
    assert split_mark(text) == (text, None)


def test_a_journal_of_the_first_release_has_no_uuid_and_one_of_the_second_has(
    tmp_path: Path,
) -> None:
    """Both are known by their first change."""
    first, second = (identify(released.journal_of(version, tmp_path / "a")) for version in (1, 2))
    assert first.journal is None
    assert second.journal
    assert first.first_change and second.first_change


def test_the_first_change_is_the_one_of_the_lowest_number(journal: Path) -> None:
    """In whatever order SQLite comes upon them."""
    for _ in range(2):
        with writing(journal) as change:
            client(change)
    with reading(journal) as db:
        (first,) = db.execute("SELECT uuid FROM change WHERE id = 1").fetchone()
        db.execute("PRAGMA reverse_unordered_selects = ON")
        assert read_identity(db).first_change == first


def test_a_file_with_a_foreign_schema_has_no_identity(journal: Path) -> None:
    """A view could say anything; those triggers that an upgrade writes afresh may be others."""
    with writing(journal) as change:
        client(change)
    with closing(sqlite3.connect(journal)) as db:
        db.execute("DROP TRIGGER log_note_insert")
    assert identify(journal).journal
    with closing(sqlite3.connect(journal)) as db:
        db.execute("CREATE VIEW spy AS SELECT * FROM client")
    with pytest.raises(ClientlogError, match="did not write"):
        identify(journal)


def test_a_journal_is_told_by_the_first_digits_of_its_uuid() -> None:
    """Where it has none, by nothing."""
    assert short_uuid(Identity(FIRST, "x")) == "0123abcd0123"
    assert short_uuid(Identity(None, "x")) == ""


def test_an_owner_is_read_from_the_journal(journal: Path, tmp_path: Path) -> None:
    """The UUIDs of these clients and this meeting; who is not there has none."""
    with writing(journal) as change:
        meet(change, "2026-11-03 10:00", client(change), client(change, "Sam Li"))
        meet(change, "2026-11-04 10:00", client(change))
    with reading(journal) as db:
        uuids = dict(db.execute("SELECT id, uuid FROM client"))
        meetings = dict(db.execute("SELECT id, uuid FROM meeting"))
        place = short_uuid(read_identity(db))
        owner = read_owner(db, [2, 77], 2)
        assert owner == Owner(place, frozenset({uuids[2]}), meetings[2])
        assert read_owner(db, [1, 2]) == Owner(place, frozenset(uuids.values()))
    assert owner_or_nobody(journal, [2], 2) == owner
    assert owner_or_nobody(tmp_path / "none.db", [2], 2) == Owner("")
