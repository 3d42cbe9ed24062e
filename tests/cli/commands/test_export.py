"""`export` into the formats of other programs."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.cli.commands.export import spool
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


def test_what_is_printed_is_ascii_where_the_output_is(
    filled: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is not."""
    filled("client", "add", "Łukasz")
    assert "Łukasz" in filled("export").out
    monkeypatch.setattr("clientlog.cli.commands.export.speaks_utf8", lambda: False)
    assert filled("export").out.isascii()
    filled("export", "-o", str(tmp_path / "x.json"))
    assert "Łukasz" in (tmp_path / "x.json").read_text("utf-8")


def test_what_is_printed_is_the_export_whatever_else_is_asked_for(filled: Cli) -> None:
    """--json is its default form, and -q hides no file."""
    assert filled("export", "--json", "-q").out == filled("export").out
    assert filled("export", "--format", "csv", "--json").out.startswith("name,handle,")


def test_pages_and_tables_are_printed_one_after_the_other(filled: Cli) -> None:
    """All pages, the people of the tables; with --private what others must not see."""
    filled("client", "add", "Sam Li")
    pages = filled("export", "--format", "md").out
    assert [line for line in pages.splitlines() if line[:2] == "# "] == ["# Dana Reyes", "# Sam Li"]
    assert "tea" not in pages
    assert "likes tea" in filled("export", "--format", "md", "--private").out
    people = filled("export", "--format", "csv")
    assert people.out == filled("export", "--format", "csv", "--table", "people").out
    assert "executive" not in people.out
    assert "executive" in filled("export", "--format", "csv", "--private").out


def test_the_answer_counts_what_was_written(filled: Cli, tmp_path: Path) -> None:
    """Records, files, or nothing of one table."""
    path = tmp_path / "x.json"
    count = len(filled("export").json["records"])
    assert filled("export", "-o", str(path)).out == f"{count} records written to {path}\n"
    folder = tmp_path / "pages"
    assert filled("export", "--format", "md", "-o", str(folder)).out == (
        f"1 file written to {folder}\n"
    )
    path = tmp_path / "x.csv"
    assert filled("export", "-o", str(path)).out == f"written to {path}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--format csv --table people -o FOLDER", "FOLDER is a folder"),
        ("-o FOLDER", "FOLDER is a folder"),
        ("--format md -o FILE", "FILE is a file"),
        ("--table people", "--table goes with --format csv"),
        ("--format csv --table animals", "--table: unknown value 'animals'"),
    ],
)
def test_a_place_that_does_not_fit_is_refused(
    filled: Cli, tmp_path: Path, arguments: str, message: str
) -> None:
    """Nothing is written."""
    folder, file = tmp_path / "folder", tmp_path / "file"
    folder.mkdir()
    file.write_text("mine")

    def real(text: str) -> str:
        return text.replace("FOLDER", str(folder)).replace("FILE", str(file))

    answer = filled("export", *real(arguments).split())
    assert (answer.code, answer.err.splitlines()[0]) == (2, f"clientlog: {real(message)}")
    assert list(folder.iterdir()) == []
    assert file.read_text() == "mine"


def test_force_writes_over_files_of_others(filled: Cli, tmp_path: Path) -> None:
    """One, or those in a folder; a folder may be called like a file of pages."""
    folder = tmp_path / "pages.md"
    folder.mkdir()
    page, table = folder / "dana-reyes.md", tmp_path / "people.csv"
    for path, target in ((page, folder), (table, table)):
        path.write_text("mine")
        arguments = ("export", "--format", "md" if path == page else "csv", "-o", str(target))
        assert filled(*arguments).code == 2
        assert path.read_text() == "mine"
        assert filled(*arguments, "--force").code == 0
        assert "Dana Reyes" in path.read_text()


def test_a_spool_gives_back_what_it_was_given() -> None:
    """To the letter, however long it is."""
    pieces = ["a\r\n", "ä" * 70_000, "\n\r", ""]
    assert "".join(spool(iter(pieces))) == "".join(pieces)


def test_a_file_that_cannot_be_read_is_written_over(
    filled: Cli, tmp_path: Path, deny_access: Callable[..., None]
) -> None:
    """With --force; nothing is read of it."""
    path = tmp_path / "x.json"
    path.write_text("mine")
    deny_access(path)
    assert filled("export", "-o", str(path), "--force").code == 0
