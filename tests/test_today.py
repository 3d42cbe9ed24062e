"""What a day holds: through the installed program, and by the functions that find it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from clientlog.today import away_until, back_today, due_next, with_needs
from tests.conftest import Answer
from tests.prepared import prepared_once
from tests.rules.build import (
    DANA,
    Record,
    absence,
    action,
    at,
    change,
    client,
    day,
    held,
    known,
    meeting,
    note,
    promise,
    snapshot,
    topic,
)

Cli = Callable[..., Answer]
EARLIER = {"CLIENTLOG_NOW": "2026-11-16T12:00"}


@prepared_once()
def friday(cli: Cli) -> Cli:
    """Meetings with what they need, dates both ways, somebody who is back."""
    cli("client", "add", "Dana Reyes", **EARLIER)
    cli("client", "add", "Sam Li", **EARLIER)
    cli("log", "dana", "met", "--action", "draft due:2026-12-20", **EARLIER)
    cli("note", "dana", "the launch slips", "--kind", "news", "--bad", **EARLIER)
    cli("plan", "dana", "--at", "2026-11-20 15:00", "--title", "planning", **EARLIER)
    cli("plan", "sam", "--at", "2026-11-23 10:00", "--topic", "scope", **EARLIER)
    cli("promise", "dana", "send figures due:2026-11-23", **EARLIER)
    cli("promise", "sam", "--theirs", "sign due:2026-11-20", **EARLIER)
    cli("promise", "sam", "later due:2026-11-24", **EARLIER)
    cli("away", "sam", "--until", "2026-11-20", **EARLIER)
    return cli


def test_a_meeting_says_what_it_still_needs(friday: Cli) -> None:
    """An agenda, items to read back, news to tell."""
    shown = friday("today").out
    assert (
        "  15:00  m2  Dana Reyes: planning (needs an agenda, 1 action to read back, news)" in shown
    )
    assert "  next: Mon 23 Nov 10:00  m3  Sam Li" in shown
    friday("topic", "dana", "budget")
    needs = friday("today", "--json").json["meetings"][0]["needs"]
    assert needs == ["1 action to read back", "news"]


def test_what_is_due_next_goes_both_ways(friday: Cli) -> None:
    """Mine and theirs, to the end of the next working day, which after Friday is Monday."""
    shown = friday("today").out
    assert "  p2  today: sign, from Sam Li\n" in shown
    assert "  p1  Mon 23 Nov: send figures, for Dana Reyes\n" in shown
    assert "later" not in shown
    due = friday("today", "--json").json["due"]
    assert [(one["ref"], one["by"]) for one in due] == [("p2", "sam-li"), ("p1", "me")]


def test_who_is_back_is_named(friday: Cli) -> None:
    """On the first day back, and on no other."""
    assert "back today: Sam Li\n" in friday("today").out
    assert "back today" not in friday("today", CLIENTLOG_NOW="2026-11-21T09:00").out


def test_my_own_absence_is_named(friday: Cli) -> None:
    """Until the day before the first day back."""
    friday("away", "me", "--until", "2026-11-23", **EARLIER)
    assert friday("today").out.startswith("Fri 20 Nov: you are away until Mon 23 Nov\n")
    assert friday("today", "--json").json["away_until"] == "2026-11-23"
    assert friday("today", "--json", CLIENTLOG_NOW="2026-11-23T09:00").json["away_until"] is None


def test_a_full_day_fits_on_fifteen_lines(friday: Cli) -> None:
    """However much there is, it stays short and says where the rest is."""
    for number in range(9):
        friday("plan", "dana", "--at", f"2026-11-20 {13 + number}:00", **EARLIER)
        friday("promise", "dana", f"late {number} due:2026-11-18", **EARLIER)
        friday("promise", "dana", f"soon {number} due:2026-11-20", **EARLIER)
    shown = friday("today", COLUMNS="80").out
    assert len(shown.splitlines()) <= 15
    assert "more: clientlog agenda" in shown
    assert "more: clientlog report" in shown


def test_a_day_without_anything_says_what_was_put_off(cli: Cli) -> None:
    """Nothing needs attention is never said of what was only snoozed."""
    cli("client", "add", "Dana Reyes")
    cli("promise", "dana", "send it")
    cli("snooze", "p1", "--until", "+3d")
    assert "Nothing needs attention. 1 snoozed." in cli("today").out


def test_news_that_was_told_and_other_notes_are_no_news(friday: Cli) -> None:
    """A need of the same client that is open is not told to anybody."""
    friday("note", "dana", "a quiet room", "--kind", "need")
    friday("told", "n1")
    assert friday("today", "--json").json["meetings"][0]["needs"] == [
        "needs an agenda", "1 action to read back",
    ]  # fmt: skip


def test_a_change_of_mine_that_was_not_told_is_a_need_of_the_meeting(friday: Cli) -> None:
    """Until it is told; one of theirs, and of somebody else, is none."""

    def needs() -> list[str]:
        found: list[str] = friday("today", "--json").json["meetings"][0]["needs"]
        return found

    before = needs()
    friday("renegotiate", "p2", "--to", "2026-12-01", "--why", "ill")
    friday("renegotiate", "p3", "--to", "2026-12-01", "--why", "ill")
    assert needs() == before
    friday("renegotiate", "p1", "--to", "2026-12-01", "--why", "ill")
    assert len(needs()) == len(before) + 1
    friday("told", "p1")
    assert needs() == before


SAM = client("sam")


@pytest.mark.parametrize(
    ("fields", "needs"),
    [
        ({}, ("needs an agenda",)),
        ({"routine": True}, ()),
        ({"state": "held"}, ()),
        ({"state": "cancelled"}, ()),
        ({"standing": "numbers"}, ()),
        ({"topics": 1}, ()),
        ({"ends_at": at(0)}, ("needs a summary",)),
        ({"ends_at": at(0) + timedelta(seconds=1)}, ()),
        ({"ends_at": at(0, "15:20")}, ("needs an agenda",)),
        ({"ends_at": at(0, "15:19")}, ()),
    ],
)
def test_a_planned_meeting_needs_an_agenda_before_it_and_a_summary_after(
    fields: dict[str, Any], needs: tuple[str, ...]
) -> None:
    """A short one needs no agenda, and a routine one nothing."""
    planned = meeting(0, "15:00", **fields)
    assert with_needs(planned, snapshot()).needs == needs


@pytest.mark.parametrize(
    ("records", "needs"),
    [
        ((topic(), topic(client=SAM)), ()),
        ((topic(client=SAM),), ("needs an agenda",)),
        ((held(-3, open_actions=1),), ("needs an agenda", "1 action to read back")),
        (
            (held(-3, open_actions=1), held(-2, open_actions=2, clients=(SAM, DANA))),
            ("needs an agenda", "3 actions to read back"),
        ),
        ((held(-3, open_actions=1, confirmed_at=at(-2)),), ("needs an agenda",)),
        ((held(-3, open_actions=1, clients=(SAM,)),), ("needs an agenda",)),
        ((meeting(-3, open_actions=1),), ("needs an agenda",)),
        ((note("news", "untold", -3), note("need", "open", -3)), ("needs an agenda", "news")),
        ((note("news", "told", -3),), ("needs an agenda",)),
        ((note("news", "untold", -3, client=SAM),), ("needs an agenda",)),
        (
            (promise(amendments=(change(told=True), change())), promise()),
            ("needs an agenda", "changes"),
        ),
        ((promise(state="broken", amendments=(change(),)),), ("needs an agenda", "changes")),
        ((promise(amendments=(change(told=True),)),), ("needs an agenda",)),
        ((promise(client=SAM, amendments=(change(),)),), ("needs an agenda",)),
        ((promise(theirs=True, amendments=(change(),)),), ("needs an agenda",)),
        ((promise(state="kept", amendments=(change(),)),), ("needs an agenda",)),
        ((action(state="done", amendments=(change(),)),), ("needs an agenda",)),
    ],
)
def test_a_meeting_needs_what_is_open_with_those_who_attend(
    records: tuple[Record, ...], needs: tuple[str, ...]
) -> None:
    """What is told, confirmed, theirs or of others is none of it."""
    assert with_needs(meeting(0, "15:00"), snapshot(*records)).needs == needs


def test_what_is_due_is_sorted_by_day_then_mine_first() -> None:
    """Then by REF; what is past, later, settled, undated or owed by an archived client is not."""
    gone = client("eve", archived=True)
    due = [
        action(0, number=2), promise(0, number=1), promise(0, number=3),
        promise(0, number=7, client=gone), action(0, number=1, theirs=True),
        promise(3, number=4),
    ]  # fmt: skip
    others = [
        promise(-1), promise(4), promise(0, state="kept"), promise(),
        promise(0, number=8, theirs=True, client=gone),
    ]  # fmt: skip
    shown = due_next(snapshot(*others, *reversed(due)))
    assert [commitment.ref for commitment in shown] == ["a2", "p1", "p3", "p7", "a1", "p4"]


def test_who_is_back_today_was_away_until_then() -> None:
    """Neither who stays away nor who is back since yesterday."""
    eve = client("eve")
    book = snapshot(
        known(who=DANA), known(who=SAM), known(who=eve),
        absence(-5, 0, DANA), absence(-5, 1, SAM), absence(-5, -1, eve), absence(-5, 0),
    )  # fmt: skip
    assert back_today(book) == (DANA,)


def test_my_absence_of_today_is_mine_and_covers_today() -> None:
    """That of a client is none of mine, and neither is one that has not begun."""
    assert away_until(snapshot(absence(-1, 4, SAM), absence(1, 5), absence(0, 3))) == day(3)
    assert away_until(snapshot(absence(-1, 4, SAM), absence(-4, 0))) is None
