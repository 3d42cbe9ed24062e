"""`meeting`: planned and held meetings, changed, moved, cancelled."""

from typing import Any

import pytest

from clientlog.cli.capture import interactive
from clientlog.cli.capture.meeting_match import MeetingTarget
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


def meeting(cli: Cli, ref: str = "m2") -> dict[str, Any]:
    made: dict[str, Any] = cli("show", ref, "--json").json["item"]
    return made


def test_a_meeting_is_added_in_the_past_as_well(lived: Cli) -> None:
    """It needs a time."""
    assert lived("meeting", "add", "sam", "--at", "2026-11-19 10:00").out == (
        "m3  Thu 19 Nov 10:00 with Sam Li\n"
    )
    answer = lived("meeting", "add", "sam")
    assert answer.err == 'clientlog: --at is missing\n  hint: say when: --at "fri 10:00"\n'


def test_a_meeting_is_shown_by_ref_or_number(lived: Cli) -> None:
    """As `show` does."""
    assert lived("meeting", "show", "2").out == lived("show", "m2").out
    assert lived("meeting", "show", "p1").code == 2


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        (["--title", "Kick-off"], "title", "Kick-off"),
        (["--title", ""], "title", None),
        (["--title", "none"], "title", "none"),
        (["--place", "Room 4"], "place", "Room 4"),
        (["--via", "phone"], "channel", "call"),
        (["--review"], "review", True),
        (["--every", "week"], "every", "1w"),
        (["--every", "none"], "every", None),
        (["--for", "45m"], "ends_at", "2026-11-24T10:45:00+01:00"),
        (["--with", "sam"], "clients", ["dana-reyes", "sam-li"]),
        (["--standing", "the board"], "standing", "the board"),
        (["--routine"], "routine", True),
    ],
)
def test_an_option_changes_one_thing(lived: Cli, options: list[str], key: str, value: Any) -> None:
    """And nothing else."""
    before = meeting(lived)
    answer = lived("meeting", "edit", "m2", *options, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert "m2" in answer.json["changed"]
    after = meeting(lived)
    assert after[key] == value
    assert {name for name in after if after[name] != before[name]} == {key}


def test_what_was_set_is_taken_away(lived: Cli) -> None:
    """By an empty text, by its opposite, by name."""
    lived("meeting", "edit", "m2", "--place", "R", "--via", "call", "--review", "--with", "sam")
    lived("meeting", "edit", "m2", "--place", "", "--via", "", "--no-review", "--without", "sam")
    made = meeting(lived)
    assert (made["place"], made["channel"], made["review"], made["clients"]) == (
        None, None, False, ["dana-reyes"],
    )  # fmt: skip


def test_the_summary_of_a_held_meeting_is_replaced(lived: Cli) -> None:
    """Or taken away."""
    lived("meeting", "edit", "m1", "--summary", "It went well")
    assert meeting(lived, "m1")["summary"] == "It went well"
    lived("meeting", "edit", "m1", "--summary", "")
    assert meeting(lived, "m1")["summary"] is None


def test_a_meeting_is_moved(lived: Cli) -> None:
    """A planned one into the future, with the length it has or another."""
    assert lived("meeting", "move", "m2", "--at", "wed 9:00").out == (
        "m2  Wed 25 Nov 09:00 with Dana Reyes: Weekly;"
        " next: m3  Tue 8 Dec 10:00 with Dana Reyes: Weekly\n"
    )
    assert meeting(lived)["ends_at"] == "2026-11-25T10:00:00+01:00"
    lived("meeting", "move", "m2", "--at", "thu 9:00-9:30")
    assert meeting(lived)["ends_at"] == "2026-11-26T09:30:00+01:00"
    lived("meeting", "move", "m2", "--at", "fri 9:00-9:30", "--for", "2h")
    assert meeting(lived)["ends_at"] == "2026-11-27T11:00:00+01:00"
    assert lived("meeting", "move", "m2").err.startswith("clientlog: --at is missing\n")
    assert lived("meeting", "move", "m1", "--at", "2026-11-01 10:00").code == 0
    assert meeting(lived, "m1")["starts_at"] == "2026-11-01T10:00:00+01:00"
    assert lived("meeting", "move", "m1", "--at", "tomorrow 10:00").code == 2


def test_a_cancelled_meeting_of_a_series_is_followed_by_the_next(lived: Cli) -> None:
    """Which is named."""
    answer = lived("meeting", "cancel", "m2", "--json")
    assert answer.json["created"] == ["m3"]
    assert (
        "m2  Tue 24 Nov 10:00 with Dana Reyes: Weekly (cancelled); next: m3"
        in answer.json["message"]
    )
    assert meeting(lived)["state"] == "cancelled"
    assert meeting(lived, "m3")["starts_at"] == "2026-12-08T10:00:00+01:00"
    assert lived("meeting", "cancel", "m2").code == 2
    assert lived("meeting", "cancel", "m99").code == 4


def test_a_meeting_is_removed_after_a_question(lived: Cli) -> None:
    """As any record."""
    assert lived("meeting", "rm", "m2").code == 2
    assert lived("meeting", "rm", "m2", "--yes").out.startswith("removed: m2  Tue 24 Nov 10:00")
    assert lived("show", "m2").code == 4


def test_the_editor_and_options_exclude_each_other(lived: Cli) -> None:
    """Without a terminal the editor has to be asked for."""
    answer = lived("meeting", "edit", "m1", "-e", "--title", "x")
    assert (answer.code, answer.err.splitlines()[0]) == (
        2, "clientlog: with -e the meeting is changed in the editor",
    )  # fmt: skip
    assert lived("meeting", "edit", "m1").err.startswith("clientlog: nothing to change was named\n")
    assert lived("meeting", "edit", "m2", "--for", "").code == 2


@pytest.mark.parametrize("way", ["-e", "terminal", "editor"])
def test_the_minutes_open_in_the_editor(
    lived: Cli, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Where it is requested, at a terminal, or where the journal has an editor of its own."""
    edited: list[MeetingTarget] = []

    def write_in_editor(context: Context, target: MeetingTarget, _options: object) -> Result:
        edited.append(target)
        return context.message_result("edited")

    monkeypatch.setattr(interactive, "write_in_editor", write_in_editor)
    monkeypatch.setattr(Context, "interactive", way == "terminal")
    editor = {"CLIENTLOG_EDITOR": "vi"} if way == "editor" else {}
    options = ["-e"] if way == "-e" else []
    assert lived("meeting", "edit", "m1", *options, **editor).out == "edited\n"
    (target,) = edited
    assert target.meeting
    assert target.meeting.ref == "m1"
    assert [client.handle for client in target.clients] == ["dana-reyes"]


def test_the_reason_of_a_cancelled_meeting_is_its_summary(cli: Cli) -> None:
    """It is shown, and taken back with the rest."""
    cli("client", "add", "Dana Reyes")
    cli("plan", "dana", "--at", "2026-12-01 10:00")
    cli("meeting", "cancel", "m1", "--why", "Dana is ill")
    assert "Dana is ill" in cli("show", "m1").out


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("meeting")
