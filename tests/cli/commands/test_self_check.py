"""`client check`: the six-point self-check, kept over time."""

import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from clientlog.cli.context import Context
from clientlog.queries.self_checks import QUESTIONS
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once()
def known(cli: Cli) -> Cli:
    """A journal that knows Dana Reyes."""
    assert cli("client", "add", "Dana Reyes").code == 0
    return cli


def options(**points: int) -> list[str]:
    """All six points, 3 unless said."""
    chosen = dict.fromkeys(QUESTIONS, 3) | points
    return [part for name, value in chosen.items() for part in (f"--{name}", str(value))]


def test_checks_are_kept_and_drawn_in_order(known: Cli) -> None:
    """Each point is a line of bars, oldest first, with the last value and the one before."""
    for trust in (2, 3, 4):
        assert known("client", "check", "dana", *options(trust=trust)).code == 0
    shown = known("client", "check", "dana")
    assert "trust      ▂▃▅  4, was 3\n" in shown.out
    assert "grace      ▃▃▃  3\n" in shown.out
    checks = known("client", "check", "dana", "--json").json["checks"]
    assert [one["trust"] for one in checks] == [2, 3, 4]


def test_bars_are_digits_where_the_output_is_ascii(program: Callable[..., Answer]) -> None:
    """A stdout that cannot carry bars gets the values themselves."""
    program("client", "add", "Dana Reyes")
    for trust in (2, 5):
        program("client", "check", "dana", *options(trust=trust))
    assert (
        "trust      25  5, was 2\n"
        in program("client", "check", "dana", PYTHONIOENCODING="ascii").out
    )


def test_without_values_and_terminal_nothing_is_asked(known: Cli) -> None:
    """An empty history says how to begin, and exits 0."""
    shown = known("client", "check", "dana")
    assert (shown.code, "--grace N" in shown.out) == (0, True)
    assert known("client", "check", "dana", "--json").json["checks"] == []


@pytest.mark.parametrize("value", ["0", "6", "x", "", "1.5", "-1", "٣"])
def test_a_point_is_from_one_to_five(known: Cli, value: str) -> None:
    """Anything else is refused, and nothing is kept."""
    refused = known("client", "check", "dana", *options(), f"--trust={value}")
    assert (refused.code, "--trust" in refused.err) == (2, True)
    assert known("client", "check", "dana", "--json").json["checks"] == []


def test_a_part_of_the_points_names_the_rest(known: Cli) -> None:
    """Where nobody can be asked, what is missing is named."""
    refused = known("client", "check", "dana", "--trust", "3")
    assert refused.code == 2
    assert "abundance, dreams, truth, balance, grace" in refused.err


def test_the_line_of_the_checks_is_on_the_screen_of_the_client(known: Cli) -> None:
    """`show` has all six points over time on one line, and JSON has every check."""
    assert "self-check" not in known("show", "dana").out
    known("client", "check", "dana", *options())
    assert "self-check" in known("show", "dana").out
    assert " ".join(known("show", "dana", COLUMNS="200").out.split()).count("abundance") == 1
    checks = known("client", "check", "dana", "--json").json["checks"]
    assert known("show", "dana", "--json").json["self_checks"] == checks


def test_one_undo_takes_a_check_back(known: Cli) -> None:
    """A check is one change."""
    known("client", "check", "dana", *options())
    assert known("undo").code == 0
    assert known("client", "check", "dana", "--json").json["checks"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_the_six_points_are_asked(known: Cli, environment: dict[str, str]) -> None:
    """Six short questions, and the line is kept."""
    found = Path(sysconfig.get_path("scripts")) / "clientlog"
    child = pexpect.spawn(
        str(found), ["client", "check", "dana"], env=environment, encoding="utf-8", timeout=20
    )
    for name in QUESTIONS:
        child.expect_exact(f"{name}: ")
        child.sendline("4")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert known("client", "check", "dana", "--json").json["checks"][0]["grace"] == 4


@pytest.mark.usefixtures("interactive")
def test_at_a_terminal_what_is_left_out_is_asked(
    known: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All six points where there was no check; after that none, or the rest of those named."""
    questions: list[str] = []

    def ask(question: str) -> str:
        questions.append(question)
        return "4"

    monkeypatch.setattr(Context, "ask", staticmethod(ask))
    assert known("client", "check", "dana").out.startswith("dana-reyes  self-check kept\n")
    assert [question.partition(":")[0] for question in questions] == list(QUESTIONS)
    assert questions[0].endswith(" 1..5 ")
    questions.clear()
    assert known("client", "check", "dana", "--json").json["checks"][0]["trust"] == 4
    assert questions == []
    known("client", "check", "dana", "--trust", "2")
    assert [question.partition(":")[0] for question in questions] == [
        name for name in QUESTIONS if name != "trust"
    ]
