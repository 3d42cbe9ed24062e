"""The answer to a shell that asks what can be typed next."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.cli.completion_answer import answer
from clientlog.cli.main import load_root
from tests.looking import client, give, writing

Ask = Callable[..., list[str]]


@pytest.fixture
def ask(
    journal: Path,
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Ask:
    """Ask as a shell does: what it is told for the last word of a command line."""
    with writing(journal) as change:
        client(change)
        give(change, "send the draft")

    def ask(typed: str, shell: str = "fish", build: Callable[[], object] = load_root) -> list[str]:
        words = typed.split(" ")
        asked = {"_CLIENTLOG_COMPLETE": f"complete_{shell}"}
        if shell == "bash":
            asked |= {"COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
        else:
            asked |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_ARGS": typed}
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, "rich", sys.modules.get("rich"))
            for name in ("COMP_WORDS", "COMP_CWORD", "_TYPER_COMPLETE_ARGS"):
                patch.delenv(name, raising=False)
            for name, value in (environment | asked).items():
                patch.setenv(name, value)
            assert answer(build) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return [line.split("\t")[0] for line in out.splitlines() if line]

    return ask


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("clientlog prom", ["promise"]),
        ("clientlog show d", ["dana-reyes"]),
        ("clientlog show ", ["dana-reyes"]),
        ("clientlog done p", ["p1"]),
        ("clientlog --json show d", ["dana-reyes"]),
        ("clientlog -q --color never show d", ["dana-reyes"]),
        ("clientlog --color=never show d", ["dana-reyes"]),
        ("clientlog --json client show d", ["dana-reyes"]),
        ("clientlog client sho", ["show"]),
        ("clientlog --json client sho", ["show"]),
        ("clientlog --json log --via c", ["call", "chat"]),
        ("clientlog --json client add --direction s", ["sideways"]),
        ('clientlog note dana "x" --via', []),
        ("clientlog frobnicate d", []),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_a_word_is_completed(ask: Ask, shell: str, typed: str, offered: list[str]) -> None:
    """Shared options may stand before the command, and the last word may lack its quote."""
    assert ask(typed, shell) == offered


def test_the_journal_is_the_one_that_is_named(ask: Ask, tmp_path: Path) -> None:
    """Wherever it is named."""
    other = tmp_path / "other.db"
    with writing(other) as change:
        client(change, "Daniel Cho")
    assert ask(f"clientlog --db {other} show d") == ["daniel-cho"]
    assert ask(f"clientlog --db={other} show d") == ["daniel-cho"]


def test_the_last_word_may_lack_its_closing_quote(ask: Ask) -> None:
    """As it does while somebody types it."""
    assert ask("clientlog show 'd") == ["dana-reyes"]
    assert ask('clientlog show "d') == ["dana-reyes"]


def test_before_any_command_there_are_commands_and_options(ask: Ask) -> None:
    """An option is one of the day, which is what comes without a command."""
    assert {"log", "promise", "report"} <= {*ask("clientlog ")}
    assert "--json" in ask("clientlog --js")
    assert {"log", "promise"} <= {*ask("clientlog --json ")}
    assert "--no-input" in ask("clientlog --json --no-i")
    assert ask("clientlog --color al") == ["always"]


def test_every_failure_is_an_empty_answer(ask: Ask) -> None:
    """Nobody is interrupted while typing."""

    def fail() -> object:
        raise RuntimeError

    assert ask("clientlog show d", build=fail) == []
