"""Each rule's first day through the whole program: silent the day before, there on the day."""

from collections.abc import Callable

import pytest

from tests.conftest import Answer

pytestmark = pytest.mark.slow

Cli = Callable[..., Answer]

START = "2026-11-02 12:00"
"""A Monday noon in Berlin, when everything below is entered."""

DANA = "client add Dana_Reyes"

CASES: dict[str, tuple[list[str], str, str, str]] = {
    "a promise is late on the local day after its date": (
        [DANA, "promise dana send due:2026-11-10"],
        "missed-promise:p1", "2026-11-10 23:59", "2026-11-11 00:00",
    ),
    "so is a delegated one": (
        [DANA, "promise dana send due:2026-11-10 owner:Ann --told"],
        "missed-promise:p1", "2026-11-10 23:59", "2026-11-11 00:00",
    ),
    "and an action item": (
        [DANA, "action dana send due:2026-11-10"],
        "missed-deadline:a1", "2026-11-10 23:59", "2026-11-11 00:00",
    ),
    "theirs is waited on from the same day": (
        [DANA, "promise dana send due:2026-11-10 --theirs"],
        "waiting-on-them:p1", "2026-11-10 23:59", "2026-11-11 00:00",
    ),
    "what is due is flagged two working days before": (
        [DANA, "promise dana send due:2026-11-10"],
        "due-soon:p1", "2026-11-05 23:59", "2026-11-06 00:00",
    ),
    "what a client owes the working day before": (
        [DANA, "promise dana send due:2026-11-10 --theirs"],
        "their-due-soon:p1", "2026-11-08 23:59", "2026-11-09 00:00",
    ),
    "an action item without a date on day 31": (
        [DANA, "action dana send"],
        "undated-action:a1", "2026-12-02 23:59", "2026-12-03 00:00",
    ),
    "a topic without a meeting on day 15": (
        [DANA, "topic dana budget"],
        "waiting-topic:t1", "2026-11-16 23:59", "2026-11-17 00:00",
    ),
    "feedback that was asked for on day 15": (
        [DANA, "note dana how --kind feedback --asked"],
        "feedback-unanswered:n1", "2026-11-16 23:59", "2026-11-17 00:00",
    ),
    "a step that was tried on the day after": (
        [DANA, "promise dana x --try-until 2026-11-10"],
        "feedback-not-asked:p1", "2026-11-10 23:59", "2026-11-11 00:00",
    ),
    "a personal date on its day": (
        [DANA, "note dana exam --kind personal --on 2026-11-10"],
        "personal-date:n1", "2026-11-09 23:59", "2026-11-10 00:00",
    ),
    "an executive thirty days before the end": (
        [f"{DANA} --org Acme --stake executive", "org edit Acme --ends 2026-12-10"],
        "executive-before-end:dana-reyes", "2026-11-09 23:59", "2026-11-10 00:00",
    ),
    "a no-show on the fourth working day": (
        [DANA, "plan dana --at 2026-11-04_10:00",
         "@2026-11-04T11:30 log dana --meeting m1 --no-show"],
        "no-show-open:m1", "2026-11-09 23:59", "2026-11-10 00:00",
    ),
    "a change is untold after 24 hours": (
        [DANA, "promise dana send due:2027-11-10", "renegotiate p1 --to 2027-12-10 --why legal"],
        "untold-change:p1", "2026-11-03 12:00", "2026-11-03 12:01",
    ),
    "so is a broken word": (
        [DANA, "promise dana send due:2027-11-10", "break p1 --why gone"],
        "untold-change:p1", "2026-11-03 12:00", "2026-11-03 12:01",
    ),
    "and a word passed on": (
        [DANA, "promise dana send due:2027-11-10 owner:Ann"],
        "untold-change:p1", "2026-11-03 12:00", "2026-11-03 12:01",
    ),
    "a summary is due at the end of the meeting": (
        [DANA, "plan dana --at 2026-11-04_10:00 --for 45m"],
        "no-summary:m1", "2026-11-04 10:44", "2026-11-04 10:45",
    ),
    "an agenda on the working day before": (
        [DANA, "plan dana --at 2026-11-04_10:00"],
        "no-agenda:m1", "2026-11-02 23:59", "2026-11-03 00:00",
    ),
    "somebody outside is quiet on day 22": (
        [DANA, "touch dana hello"],
        "quiet-relationship:dana-reyes", "2026-11-23 23:59", "2026-11-24 00:00",
    ),
    "a leader on day 15": (
        [f"{DANA} --direction up", "touch dana hello"],
        "quiet-relationship:dana-reyes", "2026-11-16 23:59", "2026-11-17 00:00",
    ),
    "somebody I lead on day 8": (
        [f"{DANA} --direction down", "touch dana hello"],
        "quiet-relationship:dana-reyes", "2026-11-09 23:59", "2026-11-10 00:00",
    ),
    "a peer on day 31": (
        [f"{DANA} --direction sideways", "touch dana hello"],
        "quiet-relationship:dana-reyes", "2026-12-02 23:59", "2026-12-03 00:00",
    ),
    "a cadence of their own comes first": (
        [f"{DANA} --cadence 5d", "touch dana hello"],
        "quiet-relationship:dana-reyes", "2026-11-07 23:59", "2026-11-08 00:00",
    ),
    "an earlier contact counts from the day of entry": (
        [DANA, "touch dana hello --at 2026-08-01"],
        "quiet-relationship:dana-reyes", "2026-11-23 23:59", "2026-11-24 00:00",
    ),
    "never spoken on day 15": (
        [DANA],
        "never-spoken:dana-reyes", "2026-11-16 23:59", "2026-11-17 00:00",
    ),
    "a break in the rhythm of ten days on the sixteenth": (
        [f"{DANA} --cadence 1y"]
        + [f"log dana hello --at {day}" for day in
           ("2026-10-03", "2026-10-13", "2026-10-23", "2026-11-02")],
        "no-next-meeting:dana-reyes", "2026-11-17 23:59", "2026-11-18 00:00",
    ),
    "a review seven days ahead": (
        [DANA, "plan dana --at 2026-11-20_10:00 --review --topic goals"],
        "review-without-talk:m1", "2026-11-12 23:59", "2026-11-13 00:00",
    ),
    "action items not read back on the eighth day": (
        [DANA, "log dana hello --action draft"],
        "unconfirmed-actions:m1", "2026-11-09 23:59", "2026-11-10 00:00",
    ),
    "an executive is forgotten on day 31": (
        [f"{DANA} --org Acme --stake executive --stage transactional",
         "client add Sam_Li --org Acme --stake manager --cadence 1y",
         "touch dana hello", "@2026-11-10T12:00 touch sam hello"],
        "forgotten-executive:dana-reyes", "2026-12-02 23:59", "2026-12-03 00:00",
    ),
    "someone back from being away is waited on that day": (
        [DANA, "promise dana send due:2026-11-03 --theirs", "away dana --until 2026-11-10"],
        "waiting-on-them:p1", "2026-11-09 23:59", "2026-11-10 00:00",
    ),
    "a snoozed flag is back on its day": (
        [DANA, "promise dana send due:2026-11-02", "snooze due-soon:p1 --until 2026-11-03",
         "snooze missed-promise:p1 --until 2026-11-10"],
        "missed-promise:p1", "2026-11-09 23:59", "2026-11-10 00:00",
    ),
}  # fmt: skip
"""What is entered (at START, or after its @), the flag, its last silent minute, its first."""


def _flags(cli: Cli, now: str, zone: str) -> list[str]:
    document = cli("report", "--json", CLIENTLOG_NOW=now, TZ=zone).json
    return [flag["key"] for flag in document["flags"]]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize("case", CASES)
def test_a_flag_comes_on_its_day(cli: Cli, case: str, zone: str) -> None:
    """Silent until the last minute before, there from the first minute on."""
    commands, key, silent, there = CASES[case]
    for command in commands:
        typed = [word.replace("_", " ") for word in command.split()]
        now = typed.pop(0)[1:] if command.startswith("@") else START
        answer = cli(*typed, CLIENTLOG_NOW=now, TZ=zone)
        assert answer.code == 0, answer.err
    assert key not in _flags(cli, silent, zone)
    assert key in _flags(cli, there, zone)
