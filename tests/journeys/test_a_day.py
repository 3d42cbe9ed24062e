"""One person's first day, lived through the installed program alone."""

import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Answer

MONDAY = "2026-11-23T09:00:00+01:00"
AFTER_THE_MEETING = "2026-11-23T11:05:00+01:00"
WEDNESDAY = "2026-12-02T18:00:00+01:00"

PEOPLE = (
    ("Dana Reyes", "up", "Acme"),
    ("Sam Li", "sideways", "Acme"),
    ("Noor Haddad", "down", "Acme"),
    ("Łukasz Wójcik", "outside", "Borealis"),
    ("Ana Brandão", "outside", "Borealis"),
)
FILLED_IN = {"DATE": "+7d", "WHEN": "+1d 10:00", "WHY": "agreed on the phone", "TEXT": "spoke"}


@pytest.mark.slow
def test_a_first_day_ends_with_an_empty_report(program: Callable[..., Answer]) -> None:
    """Five people, a planned meeting, items both ways, a date missed; pasted commands settle it."""

    def do(*arguments: str, now: str = MONDAY) -> Answer:
        answer = program(*arguments, CLIENTLOG_NOW=now)
        assert answer.code == 0, (arguments, answer.err)
        return answer

    for name, direction, organization in PEOPLE:
        do("client", "add", name, "--direction", direction, "--org", organization)
    planned = do("plan", "dana", "--at", "10:00", "--topic", "the travel budget", "--json")
    meeting, topic = planned.json["created"]

    logged = do(
        "log", "dana", "Paused the migration until the review lands",
        "--with", "sam",
        "--action", "write to legal due:fri",
        "--promise", "send the hiring plan due:fri",
        "--their-promise", "approve the travel budget due:mon",
        "--note", "prefers short mails",
        now=AFTER_THE_MEETING,
    )  # fmt: skip
    assert f"{meeting}  closes the planned meeting" in logged.out
    assert "due Fri 27 Nov" in logged.out
    assert "due Mon 30 Nov" in logged.out

    moved = do("renegotiate", "p1", "--to", "1 dec", "--why", "legal", "--told", now=MONDAY)
    assert "Tue 1 Dec" in moved.out
    do("done", topic, now=AFTER_THE_MEETING)

    flags = _flags(do("report", "--json", now=WEDNESDAY))
    assert {flag["key"] for flag in flags} >= {
        "missed-promise:p1",
        "missed-deadline:a1",
        "waiting-on-them:p2",
        "unconfirmed-actions:m1",
    }
    for flag in flags:
        _paste(program, flag)
    report = do("report", now=WEDNESDAY)
    assert report.out == "Nothing needs attention.\n"


def _flags(report: Answer) -> list[dict[str, Any]]:
    flags: list[dict[str, Any]] = report.json["flags"]
    return flags


def _paste(program: Callable[..., Answer], flag: dict[str, Any]) -> None:
    """Run the first of the flag's commands, with the words in capitals filled in."""
    command = re.sub(
        r"\b[A-Z]{3,}\b", lambda word: shlex.quote(FILLED_IN[word.group()]), flag["settle"][0]
    )
    program_name, *arguments = shlex.split(command)
    assert program_name == "clientlog"
    answer = program(*arguments, CLIENTLOG_NOW=WEDNESDAY)
    assert answer.code == 0, (command, answer.err)
    left = program("report", "--json", CLIENTLOG_NOW=WEDNESDAY).json["flags"]
    assert flag["key"] not in {one["key"] for one in left}, command
