"""`agenda`: which page, in which form, and where it goes."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientlog.store.identity import split_mark
from tests.agenda import journals
from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.fixture
def filled(journal: Path) -> Path:
    """A journal with a meeting in each direction on Tuesday 24 November."""
    journals.one_in_each_direction(journal)
    return journal


def test_a_name_means_the_next_meeting(cli: Cli, filled: Path) -> None:
    """WHO gives the page of the next planned meeting with them, as its REF does."""
    by_name, by_ref = cli("agenda", "dana"), cli("agenda", "m12")
    assert by_name.code == 0
    assert by_name.out == by_ref.out
    assert by_name.out.startswith("Meeting with Dana Reyes (m12)\n")


def test_without_a_name_every_meeting_of_today(cli: Cli, filled: Path) -> None:
    """On the day itself all four pages come, one after the other."""
    found = cli("agenda", CLIENTLOG_NOW="2026-11-24T08:00:00+01:00")
    heads = [line for line in found.out.splitlines() if line.startswith("Meeting with")]
    assert [line.rpartition(" ")[2] for line in heads] == ["(m3)", "(m6)", "(m9)", "(m12)"]
    document = cli("agenda", "--json", CLIENTLOG_NOW="2026-11-24T08:00:00+01:00").json
    assert document["meeting"] == "m3"
    assert [one["meeting"] for one in document["following"]] == ["m6", "m9", "m12"]


def test_a_day_without_meetings_names_the_next_one(cli: Cli, filled: Path) -> None:
    """Nothing today is no failure."""
    found = cli("agenda")
    assert (found.code, found.out) == (
        0,
        "No meeting is planned for today. The next one is Tue 24 Nov 09:00: clientlog agenda m3\n",
    )


def test_a_day_with_nothing_left_to_prepare_says_so(cli: Cli, filled: Path) -> None:
    """What is over or routine has a page when it is named."""
    found = cli("agenda", CLIENTLOG_NOW="2026-11-24T23:00:00+01:00")
    assert found.out.startswith("Today's meetings are over or routine (m3, m6, m9, m12).")


def test_a_day_whose_meetings_were_held_says_so(cli: Cli, filled: Path) -> None:
    """With the next one."""
    ref = cli("log", "dana", "talked", "--new", "--json").json["created"][0]
    assert cli("agenda").out.startswith(f"Today's meetings are over ({ref}). The next one is Tue")


def test_no_journal_is_no_failure(cli: Cli, tmp_path: Path) -> None:
    """A look where the journal usually is and is not yet creates none."""
    assert cli("agenda", CLIENTLOG_DB="").code == 0
    assert cli("agenda", "--json", CLIENTLOG_DB="").json["sections"] == []
    assert not (tmp_path / "data").exists()


def test_the_configuration_can_turn_it_round(cli: Cli, filled: Path, tmp_path: Path) -> None:
    """With agenda.private every page is private, unless --no-private is said."""
    assert "executive" not in cli("agenda", "dana").out
    assert "executive" in cli("agenda", "dana", "--private").out
    (tmp_path / "config.toml").write_text("[agenda]\nprivate = true\n")
    assert "executive" in cli("agenda", "dana").out
    assert "executive" not in cli("agenda", "dana", "--no-private").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nobody"], 4, "no client matches"),
        (["m99"], 4, "there is no m99"),
        (["p1"], 2, "p1 is a promise"),
        (["dana", "--format", "pdf"], 2, "--format"),
        (["dana", "--json", "--format", "md"], 2, "contradict"),
        (["dana", "--open", "--print"], 2, "contradict"),
        (["dana", "--print", "--format", "html"], 2, "--print prints text"),
        (["dana", "--print", "-o", "page.html"], 2, "--print prints text, not html"),
        (["dana", "--open", "--json"], 2, "--open shows HTML, not json"),
        (["dana", "--open", "--format", "text"], 2, "-o agenda.txt"),
    ],
)
def test_what_makes_no_sense(
    cli: Cli, filled: Path, arguments: list[str], code: int, said: str
) -> None:
    """One line, and the exit code of its kind."""
    found = cli("agenda", *arguments)
    assert found.code == code
    assert said in found.err


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("page.html", "<!doctype html>"),
        ("page.md", "# Meeting"),
        ("page.json", '{\n  "version": 1,'),
        ("page.txt", "Meeting with"),
        ("page", "Meeting with"),
    ],
)
def test_a_file_is_of_the_kind_its_name_says(
    cli: Cli, filled: Path, tmp_path: Path, name: str, start: str
) -> None:
    """It is written whole, for its owner alone, and never over another without --force."""
    path = tmp_path / name
    assert cli("agenda", "dana", "-o", str(path)).code == 0
    assert path.read_text("utf-8").startswith(start)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("mine")
    assert cli("agenda", "dana", "-o", str(path)).code == 2
    assert path.read_text("utf-8") == "mine"
    assert cli("agenda", "dana", "-o", str(path), "--force").code == 0
    assert path.read_text("utf-8").startswith(start)


def test_the_format_that_is_named_comes_before_the_name_of_the_file(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    """As --json does."""
    path = tmp_path / "page.html"
    cli("agenda", "dana", "-o", str(path), "--format", "text")
    assert path.read_text("utf-8").startswith("Meeting with")
    cli("agenda", "dana", "-o", str(path), "--json", "--force")
    assert path.read_text("utf-8").startswith("{")
    assert cli("agenda", "dana", "--json", "--format", "json").json["meeting"] == "m12"


def test_a_json_file_holds_what_json_prints(cli: Cli, filled: Path, tmp_path: Path) -> None:
    """To the letter."""
    path = tmp_path / "page.json"
    cli("agenda", "li", "-o", str(path))
    assert path.read_text("utf-8") == cli("agenda", "li", "--json").out
    assert "李小龍" in path.read_text("utf-8")


def test_a_page_fits_the_terminal(cli: Cli, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In columns, but for 40 of them; and in letters."""
    narrow = cli("agenda", "dana", COLUMNS="40").out
    assert max(map(len, narrow.splitlines())) == 40
    assert cli("agenda", "dana", COLUMNS="20").out == narrow
    monkeypatch.setattr("clientlog.cli.commands.agenda.stdout_encoding", lambda: "ascii")
    assert "—" in cli("agenda", "dana", "--format", "md").out
    assert cli("agenda", "li").out.splitlines()[1] == "-" * 76


def test_a_plain_page_is_values_with_tabs(cli: Cli, filled: Path) -> None:
    """Each with the section it is in."""
    lines = cli("agenda", "dana", "--plain").out.splitlines()
    assert lines[1].startswith("Who\t\tDana Reyes\tVP Engineering")


def test_a_private_page_begins_with_the_warnings(cli: Cli, filled: Path) -> None:
    """The flags about whoever attends."""
    assert "a10 late: Dana Reyes has not been told" in cli("agenda", "dana", "--private").out


@pytest.mark.usefixtures("interactive")
def test_at_a_terminal_it_is_said_what_the_page_leaves_out(cli: Cli, filled: Path) -> None:
    """Only what there is of it, and of a page without --private."""
    assert cli("agenda", "dana").err == (
        "clientlog: offers and news are not on a page that can lie on the table;"
        " there are 2: add --private\n"
    )
    assert cli("agenda", "dana", "--private").err == ""
    assert cli("agenda", "dana", "--quiet").err == ""
    cli("plan", "dana", "--with", "tom", "--at", "2026-11-23 10:00")
    cli("topic", "dana", "her deputy")
    assert "topics of one attendee are not on" in cli("agenda", "dana").err


def test_in_a_pipe_nothing_is_said_of_what_is_left_out(cli: Cli, filled: Path) -> None:
    """Nobody reads it."""
    assert cli("agenda", "dana").err == ""


def test_a_file_is_utf_8_whatever_the_terminal_is(
    program: Cli, filled: Path, tmp_path: Path
) -> None:
    """On an ASCII terminal the page is ASCII, in a file it is not."""
    path = tmp_path / "page.txt"
    assert program("agenda", "li", PYTHONIOENCODING="ascii").out.isascii()
    assert program("agenda", "li", "-o", str(path), PYTHONIOENCODING="ascii").code == 0
    assert "Who   李小龍 — 数据平台, Harbour" in path.read_text("utf-8")


def test_open_writes_one_file_of_ones_own(
    cli: Cli, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser gets the HTML page from the state folder; the next one takes its place."""
    opened: list[str] = []

    def record(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", record)
    for who in ("dana", "maria"):
        assert cli("agenda", who, "--open").code == 0
    path = tmp_path / "state" / "clientlog" / "agenda.html"
    assert opened == [path.as_uri()] * 2
    page, owner = split_mark(path.read_text("utf-8"))
    assert "Maria Okafor" in page
    assert owner and len(owner.clients) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["agenda.html"]


def test_a_file_is_opened_from_where_it_was_written(
    cli: Cli, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of whatever format it is."""
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    path = tmp_path / "page.md"
    answer = cli("agenda", "dana", "-o", str(path), "--open")
    assert answer.out == f"The page was written to {path} and opened from {path}\n"


def test_no_browser_is_said(cli: Cli, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing opens a page, the place of the page is named."""
    monkeypatch.setattr("webbrowser.open", lambda _address: False)
    found = cli("agenda", "dana", "--open")
    assert found.code == 1
    assert "agenda.html" in found.err


def printer(folder: Path, script: str) -> dict[str, Any]:
    """An lp of our own, which has the first word on the path."""
    path = folder / "bin" / "lp"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return {"PATH": f"{path.parent}:/usr/bin:/bin"}


def test_printing_sends_each_page_on_its_own_sheet(cli: Cli, filled: Path, tmp_path: Path) -> None:
    """The text goes to lp, with a form feed between two meetings and no name in the title."""
    lp = printer(tmp_path, f'echo "$@" > {tmp_path}/title; cat > {tmp_path}/sheets')
    found = cli("agenda", "--print", CLIENTLOG_NOW="2026-11-24T08:00:00+01:00", **lp)
    assert (found.code, found.err) == (0, "")
    sheets = (tmp_path / "sheets").read_text("utf-8").split("\f")
    assert [sheet.partition("\n")[0].rpartition(" ")[2] for sheet in sheets] == [
        "(m3)", "(m6)", "(m9)", "(m12)",
    ]  # fmt: skip
    assert (tmp_path / "title").read_text() == "-t agenda\n"


def test_what_the_printer_says_is_told(cli: Cli, filled: Path, tmp_path: Path) -> None:
    """An lp that fails is an error with its own words."""
    lp = printer(tmp_path, "cat > /dev/null; echo 'lp: no default destination' >&2; exit 1")
    found = cli("agenda", "dana", "--print", **lp)
    assert (found.code, found.out) == (1, "")
    assert "no default destination" in found.err


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exit 3", "exit code 3"),
        ("printf 'out of \\377 paper\\nand ink\\n' >&2; exit 1", "out of \ufffd paper"),
    ],
)
def test_the_first_line_of_the_printer_is_the_reason(
    cli: Cli, filled: Path, tmp_path: Path, script: str, reason: str
) -> None:
    """Or its exit code, where it has none."""
    lp = printer(tmp_path, f"cat > /dev/null; {script}")
    assert cli("agenda", "dana", "--print", **lp).err == (
        f"clientlog: lp did not print it: {reason}\n"
    )


def test_no_printer_is_a_clear_word(cli: Cli, filled: Path, tmp_path: Path) -> None:
    """Where there is no lp, it says so and what to do instead."""
    found = cli("agenda", "dana", "--print", PATH=str(tmp_path))
    assert found.code == 1
    assert "there is no lp here" in found.err
    assert "clientlog agenda dana --open" in found.err


def test_commands_on_the_page_reach_the_same_journal(cli: Cli, filled: Path) -> None:
    """With --db every command on the page carries it."""
    found = cli("agenda", "dana", "--db", str(filled), "--format", "md").out
    assert f"clientlog --db {filled} confirm m10" in found
    assert f"clientlog --db {filled} log dana-reyes --meeting m12" in found


def test_a_look_stays_quick(environment: dict[str, str], filled: Path) -> None:
    """No form of the page needs the write side; text needs neither html nor a Rich console."""
    import subprocess
    import sys

    program = (
        "import sys\nfrom clientlog.cli.main import run_program\n"
        "run_program(sys.argv[1:])\n"
        "names = ('sqlmodel', 'sqlalchemy', 'rich.console', 'clientlog.render.html.agenda')\n"
        "print(*[one for one in names if one in sys.modules], file=sys.stderr)"
    )
    for kind, needed in (("text", ""), ("html", "clientlog.render.html.agenda")):
        done = subprocess.run(
            [sys.executable, "-c", program, "agenda", "dana", "--private", "--format", kind],
            env=environment, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        assert done.stderr.strip() == needed


def test_open_shows_the_page_only(cli: Cli) -> None:
    """S12: Markdown is never written into a page of HTML."""
    cli("client", "add", "Dana")
    refused = cli("agenda", "dana", "--open", "--format", "md")
    assert (refused.code, "-o agenda.md" in refused.err) == (2, True)


@pytest.mark.parametrize(("who", "start"), [(["dana"], "The page was"), ([], "4 pages were")])
def test_what_was_done_with_the_pages_is_said(
    cli: Cli, filled: Path, tmp_path: Path, who: list[str], start: str
) -> None:
    """One is named as one."""
    path = tmp_path / "page.txt"
    answer = cli("agenda", *who, "-o", str(path), CLIENTLOG_NOW="2026-11-24T08:00:00+01:00")
    assert answer.out == f"{start} written to {path}\n"


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("agenda")


def test_a_file_that_cannot_be_read_is_written_over(
    cli: Cli, filled: Path, tmp_path: Path, deny_access: Callable[..., None]
) -> None:
    """With --force; nothing is read of it."""
    path = tmp_path / "page.md"
    path.write_text("mine")
    deny_access(path)
    assert cli("agenda", "dana", "-o", str(path), "--force").code == 0
