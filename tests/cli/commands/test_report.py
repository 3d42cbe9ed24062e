"""`report` as it is read at the end of a day."""

from collections.abc import Callable

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.fixture
def busy(cli: Cli) -> Cli:
    """A meeting that is over, and more promises for today than are shown in full."""
    cli("client", "add", "Dana Reyes")
    cli("plan", "dana", "--at", "2026-11-20 10:00", CLIENTLOG_NOW="2026-11-20T09:00")
    for number in range(7):
        cli("promise", "dana", f"send part {number} due:today")
    return cli


def test_many_flags_take_two_lines_each(busy: Cli) -> None:
    """What it is, the first command that settles it, and the others by what tells them apart."""
    shown = busy("report", COLUMNS="80").out
    wide = busy("report", COLUMNS="120").out
    assert (
        "    clientlog log dana-reyes TEXT --meeting m1"
        "  # or log --nothing, log --no-show, meeting cancel, snooze\n" in wide
    )
    assert "    clientlog done p1  # or renegotiate, drop, snooze\n" in shown
    assert "reasons and every command: clientlog report --full" in shown


def test_full_shows_every_command(busy: Cli) -> None:
    """Each on a line of its own, with the reason above."""
    lines = busy("report", "--full", COLUMNS="80").out.splitlines()
    assert "    clientlog meeting cancel m1" in lines
    assert "    clientlog log dana-reyes --meeting m1 --nothing" in lines
    assert any("Nobody leaves a meeting without a summary" in line for line in lines)


def test_what_does_not_fit_beside_a_command_is_left_to_full(busy: Cli) -> None:
    """The command stays in one piece, to be copied, and takes one line however narrow it is."""
    lines = busy("report", COLUMNS="40").out.splitlines()
    place = lines.index("    clientlog log dana-reyes TEXT --meeting m1")
    assert not lines[place + 1].strip().startswith("#")
    assert max(len(line) for line in lines if "clientlog" not in line) <= 40


def test_a_rule_is_explained_within_the_width(cli: Cli) -> None:
    """Sentences wrap between words, under their label."""
    lines = cli("rule", "explain", "due-soon", COLUMNS="40").out.splitlines()
    assert lines[0] == "due-soon  (soon)"
    assert max(len(line) for line in lines if "clientlog" not in line) <= 40
    assert "    clientlog done REF" in lines


def test_what_is_due_today_or_tomorrow_says_so(cli: Cli) -> None:
    """Nobody should have to know the date to see that it is today's."""
    cli("client", "add", "Dana Reyes")
    for due in ("today", "tomorrow", "+2d"):
        cli("action", "dana", f"draft due:{due}")
    shown = cli("report", COLUMNS="80").out
    assert "'draft' for Dana Reyes is due today, Fri 20 Nov\n" in shown
    assert "'draft' for Dana Reyes is due tomorrow, Sat 21 Nov\n" in shown
    assert "'draft' for Dana Reyes is due Sun 22 Nov\n" in shown
