"""Every rule, through the program: the flag fires, and each of its commands makes it go away."""

import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clientlog.rules import RULES
from clientlog.rules.base import rule_id
from tests.conftest import Answer

Cli = Callable[..., Answer]

FILLED = {
    "TEXT": "'as we said'",
    "WHY": "'it took longer'",
    "DATE": "+3w",
    "WHEN": "'tomorrow 10:00'",
    "WHO": "dana-reyes",
    "NAME": "'Kim Ortega'",
}
"""What a person would put in place of the words in capitals."""

DANA = "client add 'Dana Reyes' --org Acme"
UP, DOWN, PEER = (f"{DANA} --direction {one}" for one in ("up", "down", "sideways"))
SAM = "client add 'Sam Li' --org Acme"

Journal = dict[str, tuple[str, ...]]
"""Days of 2026, and what was typed at ten o'clock on each."""

JOURNALS: dict[str, list[Journal]] = {
    "missed-promise": [
        {"11-02": (DANA, "promise dana x due:2026-11-19")},
        {"11-02": (DANA, "promise dana x due:2026-11-02 every:week owner:Jo")},
    ],
    "missed-deadline": [{"11-02": (DANA, "action dana x due:2026-11-19 owner:Jo")}],
    "past-date": [
        {"11-20": (DANA, "promise dana x due:2026-11-10 --past")},
        {"11-20": (DANA, "promise dana x due:2026-11-10 --past --theirs")},
    ],
    "their-due-soon": [{"11-02": (DANA, "promise dana --theirs x due:2026-11-20")}],
    "undated-action": [{"10-02": (DANA, "action dana x")}],
    "executive-before-end": [
        {"10-02": (f"{DANA} --stake executive", "org edit Acme --ends 2026-12-10")}
    ],
    "personal-date": [
        {"11-02": (DANA, "note dana exam --kind personal --on 2026-11-20")},
        {"11-02": (DANA, "note dana exam --kind personal --on 2026-11-19")},
    ],
    "slipping-meeting": [
        {"11-02": (DANA, "plan dana --at '2026-12-01 10:00'",
                   *(f"meeting move m1 --at '2026-12-0{n} 10:00'" for n in (2, 3, 4)))}
    ],
    "no-show-open": [
        {"11-02": (DANA, "plan dana --at '2026-11-10 09:00'"),
         "11-10": ("log dana --meeting m1 --no-show",)}
    ],
    "waiting-topic": [{"11-02": (DANA, "topic dana x")}],
    "feedback-unanswered": [{"11-02": (DANA, "note dana x --kind feedback --asked")}],
    "untold-change": [
        {"11-02": (DANA, "promise dana x due:2026-12-19"),
         "11-18": ("renegotiate p1 --to 2026-12-20 --why y", "edit p1 --owner Jo")},
        {"11-02": (DANA, "promise dana x"), "11-18": ("break p1 --why y",)},
        {"11-02": (DANA, "promise dana x"), "11-18": ("drop p1 --why y",)},
        {"11-02": (DANA, "promise dana x due:2026-12-19 owner:Jo")},
    ],
    "no-summary": [
        {"11-02": (DANA, "plan dana --at '2026-11-20 09:00'")},
        {"11-02": (DANA, SAM, "plan dana --at '2026-11-17 09:00' --with sam --title kick-off")},
        {"11-19": (DANA, "log dana --at 09:59 --for 5m --note x")},
    ],
    "untold-news": [{"11-18": (DANA, "note dana x --kind news --bad")}],
    "no-agenda": [{"11-02": (DANA, SAM, "plan dana --at '2026-11-20 15:00' --with sam")}],
    "waiting-on-them": [
        {"11-02": (DANA, "promise dana --theirs x due:2026-11-19")},
        {"11-02": (DANA, "action dana --theirs x due:2026-11-19")},
    ],
    "forgotten-executive": [
        {"10-02": (f"{DANA} --stake executive", f"{SAM} --stake manager"),
         "11-02": ("touch sam",)},
        {"10-02": (f"{DANA} --stake executive", "touch dana"),
         "11-02": (f"{SAM} --stake manager", "touch sam")},
    ],
    "quiet-relationship": [{"10-02": (DANA, "touch dana")}, {"11-02": (DOWN, "touch dana")}],
    "no-next-meeting": [
        {f"{day}": ((DANA,) if day == "10-10" else ()) + ("log dana met",)
         for day in ("10-10", "10-15", "10-20", "10-25", "11-10")}
    ],
    "never-spoken": [{"11-02": (DANA,)}],
    "review-without-talk": [
        {"11-02": (DANA, "plan dana --at '2026-11-24 10:00' --review")},
        {"11-02": (DANA, SAM, "plan dana --with sam --at '2026-11-24 10:00' --review")},
    ],
    "slipping-promise": [
        {"11-02": (DANA, "promise dana x due:2026-12-01",
                   *(f"renegotiate p1 --to 2026-12-0{n} --why y --told" for n in (2, 3, 4)))}
    ],
    "undated-promise": [{"11-02": (DANA, "promise dana x owner:Jo", "told p1")}],
    "due-soon": [
        {"11-02": (DANA, "promise dana x due:2026-11-20")},
        {"11-02": (DANA, "action dana x due:2026-11-22 every:week")},
    ],
    "unconfirmed-actions": [{"11-02": (DANA, "log dana met --action x --their-action y")}],
    "stale-topic": [
        {"10-02": (DANA, "topic dana x"), "10-03": ("log dana met",), "10-04": ("log dana met",),
         "10-05": ("log dana met", "plan dana --at '2026-12-01 10:00'")}
    ],
    "unconfirmed-need": [
        {"11-02": (DANA, "note dana x --kind need")},
        {"11-20": (DANA, "note dana x --kind need", "promise dana y due:2026-12-20 need:n1")},
    ],
    "unmet-must": [{"11-02": (DANA, "note dana x --kind need --must", "confirm n1")}],
    "internal-starved": [
        {"10-02": (PEER, SAM, "action dana x due:2026-10-20 --must"),
         "10-25": ("promise sam y", "done p1")},
    ],
    "feedback-not-acted": [{"11-02": (DANA, "note dana x --kind feedback --bad")}],
    "feedback-not-asked": [
        {"11-02": (DANA, "promise dana x --try-until 2026-11-19")},
        {"03-02": (UP, "log dana met"), "04-02": ("log dana met",), "05-02": ("log dana met",),
         "06-02": ("log dana met",)},
        {"11-02": (DANA, "promise dana x", "done p1")},
    ],
    "one-sided": [
        {"11-02": (DANA, "note dana 'a book' --kind offer",
                   *(f"promise dana --theirs x{n}" for n in range(4)), "topic dana y --ask")}
    ],
    "no-executive": [{"11-02": (DANA, SAM, "touch dana")}],
    "stuck-conflict": [
        {"11-02": (DANA, "conflict open dana x")},
        {"11-02": (DANA, "conflict open dana x", "conflict agree c1 y"),
         "11-10": ("conflict check c1 --fails",)},
    ],
    "unchecked-agreement": [
        {"11-02": (DANA, "conflict open dana x", "conflict agree c1 y --check 2026-11-20")},
        {"11-02": (DANA, "conflict open dana x", "conflict agree c1 y")},
    ],
    "silence-after-conflict": [
        {"11-02": (DANA, "conflict open dana x", "conflict agree c1 y",
                   "conflict check c1 --holds")}
    ],
    "recognition-due": [{"10-02": (DOWN,)}],
    "growth-talk-due": [
        {"08-02": (UP,)},
        {"08-02": (DOWN, "note dana 'lead a team' --kind goal")},
    ],
}  # fmt: skip
"""For every rule, journals in which it has something to say at noon of 20 November."""

CASES = [
    pytest.param(rule, journal, id=f"{rule}-{number}")
    for rule, journals in JOURNALS.items()
    for number, journal in enumerate(journals)
]


def build(cli: Cli, journal: Journal) -> None:
    """Type everything on its day."""
    for day, commands in journal.items():
        for command in commands:
            answer = cli(*shlex.split(command), CLIENTLOG_NOW=f"2026-{day}T10:00:00+01:00")
            assert answer.code == 0, f"{command}: {answer.err}"


def flags(cli: Cli, rule: str, **changed: str) -> dict[str, list[str]]:
    """The keys of a rule's flags, each with its commands."""
    found = cli("report", "--rule", rule, "--json", **changed).json["flags"]
    return {flag["key"]: flag["settle"] for flag in found}


def copies(journal: Path) -> Iterator[dict[str, str]]:
    """The journal as it is, again and again: a copy for each command."""
    number = 0
    while True:
        number += 1
        yield {"CLIENTLOG_DB": str(shutil.copy(journal, journal.with_suffix(f".{number}.db")))}


def filled(command: str) -> list[str]:
    """The words of a command, those in capitals filled in."""
    words = command
    for name, value in FILLED.items():
        words = " ".join(value if word == name else word for word in words.split(" "))
    return shlex.split(words)[1:]


@pytest.mark.parametrize(("rule", "journal_lines"), CASES)
def test_every_command_of_a_flag_settles_it(
    cli: Cli, journal: Path, rule: str, journal_lines: Journal
) -> None:
    """Pasted into a copy of the journal, each command alone makes its flag go away."""
    build(cli, journal_lines)
    found = flags(cli, rule)
    assert found, f"{rule} has nothing to say"
    copy = copies(journal)
    for key, commands in found.items():
        for command in commands:
            place = next(copy)
            answer = cli(*filled(command), **place)
            assert answer.code == 0, f"{command}: {answer.err}"
            assert key not in flags(cli, rule, **place), f"{command} left {key}"


@pytest.mark.parametrize(("rule", "journal_lines"), CASES)
def test_one_command_of_a_flag_runs_as_it_stands(
    cli: Cli, rule: str, journal_lines: Journal
) -> None:
    """At least one command of each flag has no word in capitals."""
    build(cli, journal_lines)
    for commands in flags(cli, rule).values():
        assert any(not set(command.split()) & set(FILLED) for command in commands)


def test_every_rule_has_a_journal() -> None:
    """No rule is left out, and none is there that is not in the program."""
    assert sorted(JOURNALS) == sorted(map(rule_id, RULES))
