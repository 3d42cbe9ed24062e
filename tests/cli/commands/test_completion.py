"""Completion: handles for a shell, and silence in every other case."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer

pytestmark = pytest.mark.slow

Cli = Callable[..., Answer]


def _ask(program: Cli, shell: str, typed: str, **more: str) -> Answer:
    words = {"COMP_WORDS": f"clientlog {typed}", "COMP_CWORD": str(len(typed.split()))}
    return program(
        _CLIENTLOG_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS=f"clientlog {typed}",
        **words,
        **more,
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_the_handles_that_go_on_from_what_was_typed(
    shell: str, cli: Cli, program: Cli
) -> None:
    """`promise d` offers dana, and nobody else."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Sam Li")
    more = {"_TYPER_COMPLETE_FISH_ACTION": "get-args"} if shell == "fish" else {}
    answer = _ask(program, shell, "promise d", **more)
    assert "dana-reyes" in answer.out
    assert "sam-li" not in answer.out
    assert answer.err == ""


@pytest.mark.parametrize(
    "typed",
    ["show d", "report d", "timeline d", "agenda d", "log x --with d", "list --client d",
     "search x --client d", "client rm d", "client merge d", "client merge x d",
     "meeting list --client d", "meeting edit m1 --without d"],
)  # fmt: skip
def test_every_name_of_a_client_is_completed(cli: Cli, program: Cli, typed: str) -> None:
    """Wherever somebody is to be named, by argument or by option."""
    cli("client", "add", "Dana Reyes")
    assert _ask(program, "bash", typed).out.split() == ["dana-reyes"]


def test_the_names_are_those_of_the_journal_that_was_named(
    cli: Cli, program: Cli, tmp_path: Path
) -> None:
    """With `--db` before the name, whatever stands in the usual journal."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Daniel Cho", "--db", str(tmp_path / "other.db"))
    assert _ask(program, "bash", f"show --db {tmp_path}/other.db d").out.split() == ["daniel-cho"]


def test_commands_are_completed(program: Cli) -> None:
    """`prom` goes on to `promise`."""
    assert _ask(program, "bash", "prom").out.split() == ["promise"]


def test_completing_never_creates_a_journal(program: Cli, journal: Path) -> None:
    """Where there is no journal nothing is offered, and nothing is made."""
    assert _ask(program, "bash", "promise d").out.strip() == ""
    assert not journal.exists()


def test_completing_swallows_a_damaged_journal(program: Cli, journal: Path) -> None:
    """A file that is no journal is an empty answer, not an error in the middle of typing."""
    journal.write_bytes(b"not a journal" * 1000)
    answer = _ask(program, "bash", "promise d")
    assert (answer.code, answer.out.strip(), answer.err) == (0, "", "")


def test_a_name_cannot_speak_to_the_shell(cli: Cli, program: Cli) -> None:
    """Beside a handle stand word characters only: zsh evaluates what it is given."""
    cli("client", "add", 'Dana "$(touch x)" `id`')
    answer = _ask(program, "zsh", "promise d")
    assert "dana" in answer.out
    assert not set("$`") & set(answer.out)


@pytest.mark.parametrize(
    ("shell", "sign"),
    [
        ("bash", 'local value text typed="${COMP_LINE:0:COMP_POINT}"'),
        ("zsh", "#compdef clientlog"),
        ("fish", "function __clientlog_complete"),
        ("powershell", "Import-Module PSReadLine"),
    ],
)
def test_the_script_of_each_shell_is_printed(shell: str, sign: str, cli: Cli) -> None:
    """`completion SHELL` prints a script in the words of that shell, which asks the program."""
    answer = cli("completion", shell)
    assert answer.code == 0
    assert sign in answer.out
    assert "_CLIENTLOG_COMPLETE" in answer.out


@pytest.mark.parametrize("handle", ["d$(touch x)", "d`id`", "d;id", "d\n-rf", "d'", "d e"])
def test_a_candidate_is_a_handle_whatever_the_file_holds(
    cli: Cli, program: Cli, journal: Path, handle: str
) -> None:
    """X3: what a hostile file has in the place of a handle is never offered."""
    cli("client", "add", "Dana Reyes")
    with sqlite3.connect(journal) as db:
        db.execute("PRAGMA ignore_check_constraints = 1")
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE client SET handle = ?", (handle,))
    assert _ask(program, "bash", "show d").out.strip() == ""


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("show REYES", ["dana-reyes"]),
        ("show annie", ["dana-reyes"]),
        ("list --kind agr", ["agreements"]),
        ("client add x --direction si", ["sideways"]),
        ("touch dana --via in", ["in-person"]),
        ("rule explain slipping-p", ["slipping-promise"]),
        ("config get zo", ["zone"]),
        ("done a", ["a1"]),
        ("drop p", ["p1"]),
        ("break a", []),
        ("show p", ["p1"]),
        ("list --tag pi", ["pilot"]),
        ("report --severity so", ["soon"]),
        ("search x --in prom", ["promises"]),
        ("log dana --discussed t", []),
        ("snooze undated-promise:", ["undated-promise:p1"]),
        ("note dana x --kind fe", ["feedback"]),
        ("action dana x --owner DANA", ["dana-reyes"]),
        ("away m", ["me"]),
        ("away end d", ["dana-reyes"]),
        ("schedule show sys", ["systemd"]),
        ("refresh --source wo", ["work"]),
        ("sources wo", ["work"]),
        ("config get rules.due-s", ["rules.due-soon.days"]),
        ("undo --change ", []),
    ],
)
def test_a_value_is_completed_wherever_one_is_expected(
    cli: Cli, program: Cli, tmp_path: Path, typed: str, offered: list[str]
) -> None:
    """By what the option or the argument is, whatever the command."""
    (tmp_path / "config.toml").write_text('[sources.work]\nkind = "ical"\npath = "work.ics"\n')
    cli("client", "add", "Dana Reyes", "--tag", "pilot")
    cli("client", "alias", "dana", "Annie")
    cli("promise", "dana", "send the draft")
    cli("action", "dana", "call the bank")
    later = {"CLIENTLOG_NOW": "2026-12-20T12:00:00+01:00"}
    answer = program(
        _CLIENTLOG_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS=f"clientlog {typed}",
        **later,
    )
    assert [line.split("\t")[0] for line in answer.out.splitlines() if line] == offered


def test_files_are_offered_only_where_one_is_meant(cli: Cli, program: Cli) -> None:
    """The shell is told so; everywhere else it offers none."""
    asked = {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_CLIENTLOG_FILES": "1"}
    for typed, expected in (("restore ", ":files"), ("show --db ", ":files"), ("show ", "")):
        answer = program(
            _CLIENTLOG_COMPLETE="complete_fish", _TYPER_COMPLETE_ARGS=f"clientlog {typed}", **asked
        )
        assert answer.out.strip() == expected


def test_completing_loads_neither_the_models_nor_what_draws(
    cli: Cli, environment: dict[str, str]
) -> None:
    """A shell that waits at TAB waits for what is imported."""
    cli("client", "add", "Dana Reyes")
    script = (
        "import sys\nfrom clientlog.cli.completion_answer import answer\n"
        "from clientlog.cli.main import load_root\nassert answer(load_root) == 0\n"
        "heavy = {'sqlalchemy', 'sqlmodel', 'rich.console', 'icalendar', 'vobject'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    asked = {
        "_CLIENTLOG_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": "clientlog show d",
    }
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env=environment | asked,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "dana-reyes\tDana Reyes\n"), ended.stderr


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("completion")
