"""`export` into the formats of other programs."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once()
def filled(cli: Cli) -> Cli:
    """Dana, a planned meeting, words given both ways, and what is for no other eyes."""
    for command in (
        ("client", "add", "Dana Reyes", "--org", "Acme", "--email", "dana@acme.example",
         "--stake", "executive"),
        ("plan", "dana", "--at", "fri 10:00", "--title", "Weekly", "--place", "Room 2"),
        ("promise", "dana", "=send the draft due:fri"),
        ("promise", "dana", "approve travel due:mon", "--theirs"),
        ("note", "dana", "likes tea", "--kind", "personal"),
        ("log", "dana", "Paused\n# the migration", "--new", "--at", "yesterday 10:00"),
    ):  # fmt: skip
        assert cli(*command).code == 0, command
    return cli


def test_a_calendar_holds_planned_meetings_and_due_dates(filled: Cli) -> None:
    """With identities that stay from one export to the next."""
    text = filled("export", "--format", "ical").out
    assert "SUMMARY:Weekly" in text
    assert "DTSTART:20261127T090000Z" in text
    assert "SUMMARY:Waiting for Dana Reyes: approve travel" in text
    assert "DUE;VALUE=DATE:20261123" in text
    assert filled("export", "--format", "ical").out == text
    assert "Paused" not in text
    assert "tea" not in text


def test_address_cards_are_read_back_as_the_same_people(
    filled: Cli, tmp_path: Path, journal: Path
) -> None:
    """In the journal they come from nothing is new; in another they are entered."""
    path = tmp_path / "people.vcf"
    assert filled("export", "--format", "vcard", "-o", str(path)).code == 0
    again = filled("import", "vcard", str(path), "--json").json
    assert again["created"] == []
    other = str(journal.with_name("other.db"))
    taken = filled("import", "vcard", str(path), "--json", "--db", other).json
    assert taken["created"] == ["dana-reyes"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("people", {"name": "Dana Reyes", "email": "dana@acme.example", "stake": ""}),
        ("commitments", {"text": "approve travel", "by": "client", "due": "2026-11-23"}),
        ("meetings", {"ref": "m2", "summary": "Paused\n# the migration"}),
    ],
)
def test_a_table_is_read_by_spreadsheets(filled: Cli, table: str, expected: dict[str, str]) -> None:
    """As rows with a header."""
    text = filled("export", "--format", "csv", "--table", table).out
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert {key: row[key] for key in expected} == expected


def test_what_begins_like_a_formula_is_none(filled: Cli) -> None:
    """It is guarded."""
    assert "'=send the draft" in filled("export", "--format", "csv", "--table", "commitments").out


def test_a_page_holds_everything_but_what_is_private(filled: Cli, tmp_path: Path) -> None:
    """One file each; a line of a summary is no heading of the page."""
    folder = tmp_path / "pages"
    assert filled("export", "--format", "md", "-o", str(folder)).code == 0
    text = (folder / "dana-reyes.md").read_text("utf-8")
    assert "# Dana Reyes" in text
    assert "> Paused\n> # the migration" in text
    assert "- [ ] =send the draft (due 2026-11-27)" in text
    assert "tea" not in text
    assert "executive" not in text
    assert filled("export", "--format", "md", "-o", str(folder), "--private").code == 0
    text = (folder / "dana-reyes.md").read_text("utf-8")
    assert "likes tea" in text
    assert "Stake: executive" in text


@pytest.mark.parametrize("name", ["json", "ical", "vcard", "csv"])
def test_an_earlier_export_is_written_anew_and_a_foreign_file_is_not(
    filled: Cli, tmp_path: Path, name: str
) -> None:
    """Without --force."""
    path = tmp_path / "file"
    arguments = ("export", "--format", name, "-o", str(path))
    assert filled(*arguments).code == 0
    filled("client", "add", "Sam Li")
    assert filled(*arguments).code == 0
    if name not in {"ical"}:
        assert "Sam Li" in path.read_text("utf-8")
    path.write_text("BEGIN:VCALENDAR\nPRODID:-//other//EN\nname,handle\n", "utf-8")
    before = path.read_bytes()
    answer = filled(*arguments)
    assert answer.code == 2
    assert "exists already" in answer.err
    assert path.read_bytes() == before


def test_of_several_files_none_is_written_where_one_is_foreign(filled: Cli, tmp_path: Path) -> None:
    """Somebody else's notes about Dana may lie there."""
    folder = tmp_path / "pages"
    folder.mkdir()
    filled("client", "add", "Adam First")
    (folder / "dana-reyes.md").write_text("# my own notes\n")
    assert filled("export", "--format", "md", "-o", str(folder)).code == 2
    assert [path.name for path in folder.iterdir()] == ["dana-reyes.md"]


def test_all_tables_go_into_a_folder(filled: Cli, tmp_path: Path) -> None:
    """One file each."""
    assert filled("export", "--format", "csv", "-o", str(tmp_path)).code == 0
    tables = {"commitments.csv", "meetings.csv", "people.csv", "touches.csv"}
    assert tables <= {path.name for path in tmp_path.iterdir()}


def test_an_unknown_format_or_a_misplaced_table_is_refused(cli: Cli) -> None:
    """With what there is."""
    answer = cli("export", "--format", "xml")
    assert answer.code == 2
    assert "json, md, csv, ical, vcard" in answer.err
    assert cli("export", "--format", "ical", "--table", "people").code == 2


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.ics", "BEGIN:VCALENDAR"), ("out.VCF", "BEGIN:VCARD"), ("out.csv", "handle,"),
     ("out.md", "# Dana Reyes"), ("out.json", '{"version": 1'), ("out", '{"version": 1')],
)  # fmt: skip
def test_the_ending_of_the_file_says_the_format(
    filled: Cli, tmp_path: Path, name: str, start: str
) -> None:
    """Without --format; a second export replaces it."""
    for _ in range(2):
        assert filled("export", "-o", str(tmp_path / name)).code == 0
    assert start in (tmp_path / name).read_text("utf-8")[:200]


def test_an_ending_that_contradicts_the_format_is_refused(filled: Cli, tmp_path: Path) -> None:
    """Nothing is written."""
    answer = filled("export", "--format", "csv", "-o", str(tmp_path / "out.ics"))
    assert (answer.code, "contradict each other" in answer.err) == (2, True)
    assert not (tmp_path / "out.ics").exists()


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("export")
