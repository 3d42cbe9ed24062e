"""`plan`: schedule a meeting."""

from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.commands.plan import describe_every, read_details
from clientlog.dates import parse_every
from tests.cli.commands.journals import Cli, lived
from tests.cli.contexts import context
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("week", "every week"),
        ("2w", "every 2 weeks"),
        ("month", "every month"),
        ("1d", "every day"),
    ],
)
def test_a_schedule_in_words(step: str, words: str) -> None:
    """One of a thing is singular."""
    assert describe_every(parse_every(step)) == words


def meeting(cli: Cli, ref: str = "m3") -> dict[str, Any]:
    made: dict[str, Any] = cli("show", ref, "--json").json["item"]
    return made


def test_all_that_is_known_is_kept(lived: Cli) -> None:
    """Every option; the first topic is for this meeting."""
    answer = lived(
        "plan", "sam", "--with", "dana", "--at", "thu 14:00", "--for", "45m", "--title", "Plan",
        "--place", "Room 4", "--topic", "figures", "--topic", "travel", "--review",
        "--via", "phone", "--json",
    )  # fmt: skip
    assert answer.json["created"] == ["m3", "t2", "t3"]
    made = meeting(lived)
    assert made["starts_at"] == "2026-11-26T14:00:00+01:00"
    assert made["ends_at"] == "2026-11-26T14:45:00+01:00"
    assert sorted(made["clients"]) == ["dana-reyes", "sam-li"]
    assert (made["title"], made["place"], made["channel"], made["review"], made["topics"]) == (
        "Plan", "Room 4", "call", True, ["t2", "t3"],
    )  # fmt: skip
    assert lived("show", "t2", "--json").json["item"]["client"] == "sam-li"


def test_only_what_was_typed_is_read(journal: Path) -> None:
    """An edit leaves the rest as it is."""
    assert read_details(context(journal)) == {}
    typed = {"for_": "45m", "title": "A", "place": "B", "standing": "C", "every": "2w",
             "via": "phone", "review": True, "routine": True}  # fmt: skip
    assert read_details(context(journal), **typed) == {
        "minutes": 45, "title": "A", "place": "B", "standing": "C", "every": "2w",
        "channel": "call", "review": True, "routine": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("when", "starts", "ends"),
    [
        (["thu", "14:00"], "26T14:00", "26T15:00"),
        (["thu"], "26T09:00", "26T10:00"),
        (["--at", "thu 14:00-15:30"], "26T14:00", "26T15:30"),
        (["now"], "20T12:00", "20T13:00"),
    ],
)
def test_when_it_is(lived: Cli, when: list[str], starts: str, ends: str) -> None:
    """An hour long unless said, at nine where no time is said."""
    assert lived("plan", "sam", *when).code == 0
    made = meeting(lived)
    assert (made["review"], made["routine"], made["title"]) == (False, False, None)
    assert (made["starts_at"], made["ends_at"]) == (
        f"2026-11-{starts}:00+01:00", f"2026-11-{ends}:00+01:00",
    )  # fmt: skip


def test_a_series_says_how_it_goes_on(lived: Cli) -> None:
    """Its step, the one after, and what is on every agenda."""
    answer = lived(
        "plan", "sam", "mon", "9:00", "--every", "weekday", "--routine", "--standing", "the board"
    )
    assert answer.out.splitlines() == [
        "m3  Mon 23 Nov 09:00 with Sam Li",
        "    repeats every weekday, routine; then Tue 24 Nov 09:00",
        "    every time: the board",
    ]
    last = lived("plan", "sam", "2200-12-30", "--every", "week").out
    assert last.endswith("\n    repeats every week\n")
    assert lived("plan", "sam", "wed 9:00", "--every", "2w").out.splitlines()[1:] == [
        "    repeats every 2 weeks; then Wed 9 Dec 09:00"
    ]


def test_an_overlap_is_a_remark(lived: Cli) -> None:
    """The meeting is planned all the same; one that begins at its end is none."""
    assert "overlaps m2  Tue 24 Nov 10:00" in lived("plan", "sam", "tue 10:59").err
    assert lived("plan", "sam", "tue 9:00").err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "WHEN is missing"),
        (["fri", "--at", "fri"], "WHEN and --at say the same"),
        (["--at", "2026-11-19 10:00"], "--at: 2026-11-19 10:00 is in the past"),
        (["today 11:59"], "--at: 2026-11-20 11:59 is in the past"),
        (["fri", "--routine"], "--routine is for a series"),
        (["fri", "--standing", "x"], "--standing is for a series"),
        (["fri 9:00-10:00", "--for", "45m"], "WHEN has an end, and --for says how long"),
        (["fri", "--topic", " "], "--topic is empty"),
        (["fri", "--via", "pigeon"], "--via: unknown channel 'pigeon'"),
    ],
)
def test_what_makes_no_sense_is_refused(lived: Cli, arguments: list[str], message: str) -> None:
    """Nothing is planned."""
    answer = lived("plan", "sam", *arguments)
    assert (answer.code, answer.err.splitlines()[0]) == (2, f"clientlog: {message}")
    assert lived("show", "m3").code == 4


def test_an_absence_on_the_day_is_said(cli: Cli) -> None:
    """Mine and that of who attends; not that of others, nor on the first day back."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Sam Li")
    cli("away", "me", "--until", "2026-11-25")
    cli("away", "dana", "--until", "2026-11-26")
    assert "you are away on that day, back on Wed 25 Nov" in cli("plan", "sam", "tue 10:00").err
    answer = cli("plan", "dana", "wed 10:00")
    assert "dana-reyes is away on that day, back on Thu 26 Nov" in answer.err
    assert "you are" not in answer.err
    assert "away" not in cli("plan", "dana", "thu 10:00").err


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("plan")
