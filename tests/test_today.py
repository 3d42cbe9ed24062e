"""What a day holds, through the installed program."""

from collections.abc import Callable

from tests.conftest import Answer
from tests.prepared import prepared_once

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
