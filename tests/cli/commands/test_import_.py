"""`import`: the formats there are, and what each takes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands.journals import Cli
from tests.cli.helping import assert_help_is_documented


def test_every_format_has_a_command(cli: Cli) -> None:
    """A noun without a list shows its help."""
    page = cli("import", "--help").out.partition("Commands:\n")[2]
    named = [line.split()[0] for line in page.splitlines() if line[2:3].strip()]
    assert sorted(named) == ["csv", "ical", "json", "mail", "md", "vcard"]


def test_an_export_is_imported(cli: Cli, tmp_path: Path) -> None:
    """Of a journal, into another; `--dry-run` only says so."""
    path, other = tmp_path / "journal.json", str(tmp_path / "other.db")
    cli("client", "add", "Dana Reyes")
    cli("export", "-o", str(path))
    shown = cli("import", "json", str(path), "--db", other, "--dry-run")
    assert shown.out == "1 would be created, 0 would be changed, 0 unchanged\n"
    assert not Path(other).exists()
    assert cli("import", "json", str(path), "--db", other).out == (
        "1 created, 0 changed, 0 unchanged\n"
    )
    assert cli("show", "dana", "--db", other).code == 0
    assert cli("import", "json", str(path), "--db", other, "-q").out == ""


@pytest.mark.parametrize("arguments", [["json"], ["xml", "x"], ["json", "no.json"]])
def test_what_cannot_be_imported_is_refused(cli: Cli, arguments: list[str]) -> None:
    """A missing file, an unknown format, a file that is not there."""
    answer = cli("import", *arguments)
    assert answer.code == (1 if "no.json" in arguments else 2)
    assert answer.err.startswith("clientlog: ")


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("import")


def test_whether_a_file_can_be_read_is_found_out_by_reading(
    cli: Cli, tmp_path: Path, deny_access: Callable[..., None]
) -> None:
    """With the words and the exit code of this program."""
    path = tmp_path / "journal.json"
    cli("client", "add", "Dana Reyes")
    cli("export", "-o", str(path))
    deny_access(path)
    assert cli("import", "json", str(path)).code == 0
