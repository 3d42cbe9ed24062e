"""`log`, `plan` and `meeting`: conversations ahead, held, and written down."""

from collections.abc import Callable
from typing import Any

import pytest

from clientlog.cli.capture import interactive
from clientlog.cli.capture.meeting_match import MeetingTarget
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once(autouse=True)
def people(cli: Cli) -> None:
    """Dana and Sam."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Sam Li")


def _meetings(cli: Cli) -> list[dict[str, Any]]:
    meetings: list[dict[str, Any]] = cli("meeting", "list", "--json").json["meetings"]
    return meetings


def test_a_meeting_is_logged_with_everything_in_one_transaction(cli: Cli) -> None:
    """Summary, attendees, items both ways and notes: one command, one undo."""
    before = cli("export", "--format", "json").out
    answer = cli(
        "log", "dana", "we", "met", "--with", "sam", "--at", "yesterday 15:00", "--for", "45m",
        "--title", "Kick-off", "--via", "call", "--action", "write", "--their-action", "read",
        "--promise", "call due:fri", "--their-promise", "pay due:mon", "--note", "likes tea",
        "--json",
    )  # fmt: skip
    assert answer.json["created"] == ["m1", "a1", "a2", "p1", "p2", "n1"]
    (meeting,) = _meetings(cli)
    assert set(meeting) >= {
        "ref", "title", "starts_at", "ends_at", "state", "clients", "topics", "summary",
        "confirmed",
    }  # fmt: skip
    assert meeting["starts_at"] == "2026-11-19T15:00:00+01:00"
    assert meeting["ends_at"] == "2026-11-19T15:45:00+01:00"
    assert (meeting["state"], meeting["summary"]) == ("held", "we met")
    assert meeting["clients"] == ["dana-reyes", "sam-li"]
    assert cli("show", "p1", "--json").json["item"]["meeting"] == "m1"
    cli("undo")
    assert cli("export", "--format", "json").out == before


def test_a_meeting_lasts_an_hour_unless_said(cli: Cli) -> None:
    """The default length is seen in its end."""
    cli("log", "dana", "met", "--at", "10:00")
    assert _meetings(cli)[0]["ends_at"] == "2026-11-20T11:00:00+01:00"


@pytest.mark.parametrize(
    ("now", "closes"),
    [
        ("2026-11-23T09:29:59", False),
        ("2026-11-23T09:30:00", True),
        ("2026-11-23T10:40:00", True),
        ("2026-11-24T11:00:00", True),
        ("2026-11-24T11:00:01", False),
    ],
)
def test_a_planned_meeting_is_closed_around_its_time(now: str, closes: bool, cli: Cli) -> None:
    """From 30 minutes before its start to 24 hours after its end."""
    cli("plan", "dana", "--at", "2026-11-23 10:00")
    answer = cli("log", "dana", "met", "--json", CLIENTLOG_NOW=now)
    assert (answer.json["created"], answer.json["changed"]) == (
        ([], ["m1"]) if closes else (["m2"], [])
    )


def test_new_leaves_the_planned_meeting_alone(cli: Cli) -> None:
    """`--new` records a meeting of its own."""
    cli("plan", "dana", "--at", "12:30")
    assert cli("log", "dana", "met", "--new", "--json").json["created"] == ["m2"]


def test_the_nearest_of_two_planned_meetings_is_closed_and_a_tie_asks(cli: Cli) -> None:
    """Where nobody can answer, a tie is exit 2 with the option that answers it."""
    cli("plan", "dana", "--at", "14:15")
    cli("plan", "dana", "--at", "14:45")
    nearer = {"CLIENTLOG_NOW": "2026-11-20T14:31:00+01:00"}
    assert cli("log", "dana", "met", "--json", **nearer).json["changed"] == ["m2"]
    cli("undo", **nearer)
    tie = cli("log", "dana", "met", CLIENTLOG_NOW="2026-11-20T14:30:00+01:00")
    assert tie.code == 2
    assert "--meeting m1, or --new" in tie.err


def test_a_named_meeting_is_recorded_whatever_its_time(cli: Cli) -> None:
    """`--meeting REF` records exactly that one."""
    cli("plan", "dana", "--at", "2026-11-23 10:00")
    later = {"CLIENTLOG_NOW": "2026-12-15T09:00:00+01:00"}
    assert cli("log", "dana", "met", "--meeting", "m1", "--json", **later).json["changed"] == ["m1"]


def test_nothing_to_note_and_no_show_are_not_a_missing_summary(cli: Cli) -> None:
    """Both settle the meeting; a planned one that passed in silence is flagged at its end."""
    for _ in range(3):
        cli("plan", "dana", "--at", "2026-11-23 10:00")
    over = {"CLIENTLOG_NOW": "2026-11-23T11:00:00+01:00"}
    keys = [f["key"] for f in cli("report", "--json", **over).json["flags"]]
    assert keys == ["no-summary:m1", "no-summary:m2", "no-summary:m3"]
    cli("log", "dana", "--meeting", "m1", "--nothing", **over)
    cli("log", "dana", "--meeting", "m2", "--no-show", **over)
    cli("meeting", "cancel", "m3", **over)
    assert cli("report", "--json", **over).json["flags"] == []
    assert [m["state"] for m in _meetings(cli)] == ["held", "no-show", "cancelled"]
    assert cli("show", "dana", "--json").json["client"]["last_contact"].startswith("2026-11-23")


def test_a_summary_can_be_added_later(cli: Cli) -> None:
    """A second text for the same meeting joins the first."""
    cli("log", "dana", "first")
    cli("log", "dana", "second", "--meeting", "m1")
    assert _meetings(cli)[0]["summary"] == "first\n\nsecond"


def test_a_series_plans_its_next_meeting_at_the_same_wall_time(cli: Cli) -> None:
    """Held, cancelled or missed, the next stands at its own time, across a clock change too."""
    march = {"CLIENTLOG_NOW": "2027-03-20T08:00:00+01:00"}
    cli("plan", "dana", "--at", "2027-03-22 10:00", "--every", "week", "--with", "sam", **march)
    after = {"CLIENTLOG_NOW": "2027-03-22T11:30:00+01:00"}
    answer = cli("log", "dana", "met", "--json", **after)
    assert answer.json == {**answer.json, "created": ["m2"], "changed": ["m1"]}
    following = _meetings(cli)[1]
    assert following["starts_at"] == "2027-03-29T10:00:00+02:00"
    assert following["clients"] == ["dana-reyes", "sam-li"]


def test_topics_of_a_plan_belong_to_it(cli: Cli) -> None:
    """`plan --topic` raises them, and `no-agenda` stays silent."""
    cli("plan", "dana", "--at", "21 nov 10:00", "--topic", "budget", "--topic", "hiring")
    assert len(_meetings(cli)[0]["topics"]) == 2
    assert cli("report", "--json").json["flags"] == []
    cli("plan", "sam", "--at", "21 nov 10:00")
    assert [f["key"] for f in cli("report", "--json").json["flags"]] == ["no-agenda:m2"]
    cli("topic", "sam", "the roof")
    assert cli("report", "--json").json["flags"] == []


def test_a_meeting_is_moved_and_mended(cli: Cli) -> None:
    """A move keeps the length; attendees come and go; the last one stays."""
    cli("plan", "dana", "--at", "23 nov 10:00", "--for", "30m")
    cli("meeting", "move", "m1", "--at", "24 nov 14:00")
    cli("meeting", "edit", "m1", "--with", "sam", "--title", "Budget")
    (meeting,) = _meetings(cli)
    assert meeting["ends_at"] == "2026-11-24T14:30:00+01:00"
    assert (meeting["title"], meeting["clients"]) == ("Budget", ["dana-reyes", "sam-li"])
    cli("meeting", "edit", "m1", "--without", "dana")
    assert cli("meeting", "edit", "m1", "--without", "sam").code == 2


def test_removing_a_meeting_leaves_what_came_out_of_it(cli: Cli) -> None:
    """The promise stays, without the meeting."""
    cli("log", "dana", "met", "--promise", "call due:fri")
    assert cli("meeting", "rm", "m1", "--yes").code == 0
    assert cli("show", "p1", "--json").json["item"]["meeting"] is None


def test_a_confirmed_meeting_is_read_back(cli: Cli) -> None:
    """Open action items ask to be confirmed from the eighth day on."""
    cli("log", "dana", "met", "--action", "write due:2026-12-24")
    seventh = {"CLIENTLOG_NOW": "2026-11-27T23:59:00+01:00"}
    eighth = {"CLIENTLOG_NOW": "2026-11-28T00:00:00+01:00"}
    assert cli("report", "--json", **seventh).json["flags"] == []
    assert [f["key"] for f in cli("report", "--json", **eighth).json["flags"]] == [
        "unconfirmed-actions:m1"
    ]
    cli("confirm", "m1", **eighth)
    assert cli("report", "--json", **eighth).json["flags"] == []
    assert _meetings(cli)[0]["confirmed"]


def test_a_touch_is_a_contact_and_a_note_is_none(cli: Cli) -> None:
    """Only a meeting or a touch moves the last contact."""
    cli("note", "dana", "likes tea")
    cli("plan", "dana", "--at", "+5d 10:00")
    assert cli("show", "dana", "--json").json["client"]["last_contact"] is None
    cli("touch", "dana", "about the roof", "--via", "call", "--by", "Ann", "--at", "yesterday")
    assert cli("show", "dana", "--json").json["client"]["last_contact"].startswith("2026-11-19")


def test_quiet_says_nothing_when_it_went_well(cli: Cli) -> None:
    """-q prints nothing for a change, and for a clean report; with --json the document comes."""
    assert cli("log", "dana", "met", "-q").out == ""
    assert cli("report", "-q").out == ""
    assert cli("report", "-q", "--json").json["flags"] == []


def test_a_report_can_be_a_condition(cli: Cli) -> None:
    """--exit-code is 3 with flags and 0 without."""
    assert cli("report", "--exit-code").code == 0
    cli("promise", "dana", "call")
    assert cli("report", "--exit-code", "-q").code == 3
    assert cli("report", "--exit-code", "--severity", "late").code == 0


def test_nothing_said_is_not_a_meeting(cli: Cli) -> None:
    """Where nobody can be asked, what was said must be there, or that there was nothing."""
    answer = cli("log", "dana")
    assert answer.code == 2
    assert "--nothing" in answer.err
    assert cli("log", "dana", "met", "--nothing").code == 2
    assert _meetings(cli) == []


def test_one_command_settles_everything_and_says_it(cli: Cli) -> None:
    """Topics, commitments and news; the answer echoes the summary; one undo takes it back."""
    cli("topic", "dana", "the budget")
    cli("promise", "dana", "send the plan due:fri")
    cli("note", "dana", "the launch slips", "--kind", "news", "--bad")
    before = cli("export", "--format", "json").out
    answer = cli(
        "log", "dana", "Paused the migration", "--discussed", "t1", "--done", "p1", "--told", "n1",
        "--action", "write to legal", "--confirmed",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    for part in (
        "Paused the migration",
        "t1 ",
        "discussed",
        "p1 ",
        "kept",
        "n1 ",
        "a1 ",
        "read back",
    ):
        assert part in answer.out
    states = [cli("show", ref, "--json").json["item"]["state"] for ref in ("t1", "p1", "n1")]
    assert states == ["discussed", "kept", "told"]
    assert _meetings(cli)[0]["confirmed"]
    cli("undo")
    assert cli("export", "--format", "json").out == before


def test_a_summary_that_is_there_is_extended_or_replaced_and_that_is_said(cli: Cli) -> None:
    """`--replace` puts the new one in its place."""
    cli("log", "dana", "first")
    assert "--replace" in cli("log", "dana", "second", "--meeting", "m1").out
    assert "replaces" in cli("log", "dana", "third", "--meeting", "m1", "--replace").out
    assert _meetings(cli)[0]["summary"] == "third"


@pytest.mark.parametrize(
    ("word", "option"), [("yesterday", "--at yesterday"), ("sam", "--with sam")]
)
def test_a_first_word_that_is_a_date_or_a_client_is_remarked_on(
    cli: Cli, word: str, option: str
) -> None:
    """It is saved as typed, and the command that was probably meant is named."""
    answer = cli("log", "dana", word, "talked about x")
    assert answer.code == 0
    assert f"{word} talked about x" in answer.out
    assert f"clientlog log dana {option} 'talked about x'" in answer.err
    assert "undo --change 3" in answer.err
    assert cli("log", "dana", f"{word} talked about x").err == ""


def test_a_meeting_that_has_not_begun_is_not_recorded(cli: Cli) -> None:
    """Unless it took place earlier, which is said with --at."""
    cli("plan", "dana", "--at", "mon 10:00")
    answer = cli("log", "dana", "met", "--meeting", "m1")
    assert answer.code == 2
    assert "--at" in answer.err
    assert cli("log", "dana", "met", "--meeting", "m1", "--at", "11:00").code == 0
    assert _meetings(cli)[0]["starts_at"] == "2026-11-20T11:00:00+01:00"


def test_a_held_meeting_stays_in_the_past(cli: Cli) -> None:
    """Moved to a weekday, the last one is meant; the future is refused."""
    cli("log", "dana", "talked", "--at", "wed 10:00")
    assert cli("meeting", "move", "m1", "--at", "thu 10:00").code == 0
    assert _meetings(cli)[0]["starts_at"] == "2026-11-19T10:00:00+01:00"
    assert cli("meeting", "move", "m1", "--at", "2026-11-26 10:00").code == 2


def test_items_of_several_people_go_to_whom_they_name(cli: Cli) -> None:
    """`who:` names one of the attendees; anybody else is refused."""
    cli("client", "add", "Kim Park")
    answer = cli(
        "log", "dana", "met", "--with", "sam", "--action", "draft it who:sam",
        "--their-promise", "sign it who:sam due:mon", "--promise", "call",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    items = cli("list", "--json").json["items"]
    assert {one["text"]: one["client"] for one in items} == {
        "draft it": "sam-li", "sign it": "sam-li", "call": "dana-reyes",
    }  # fmt: skip
    answer = cli("log", "dana", "met", "--action", "x who:kim")
    assert answer.code == 2
    assert "--with" in answer.err


def test_somebody_unknown_is_added_when_asked(cli: Cli) -> None:
    """`--add` makes a client of an unknown attendee, in the same change."""
    refused = cli("log", "dana", "met", "--with", "Kim Park")
    assert refused.code == 4
    assert "--add" in refused.err
    answer = cli(
        "log", "dana", "met", "--with", "Kim Park", "--add", "--their-action", "sign it who:kim",
        "--json",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert "kim-park" in answer.json["created"]
    assert cli("list", "--json").json["items"][0]["client"] == "kim-park"
    cli("undo")
    assert cli("client", "show", "kim-park").code == 4


def test_what_a_meeting_settles_is_settled_on_its_day(cli: Cli) -> None:
    """Logged a day later, a promise that was kept at the meeting was kept in time."""
    for item in ("send the plan", "call"):
        cli("promise", "dana", f"{item} due:thu", CLIENTLOG_NOW="2026-11-18T10:00:00+01:00")
    cli("topic", "dana", "the budget", CLIENTLOG_NOW="2026-11-18T10:00:00+01:00")
    cli("log", "dana", "met", "--at", "yesterday 16:30", "--done", "p1", "--discussed", "t1")
    minutes = (
        "client: dana\nwhen: yesterday 18:00\n\n## My promises\n- [x] (p2) call due:2026-11-19\n"
    )
    cli("log", "-", stdin=minutes)
    for ref in ("p1", "p2"):
        assert "kept Thu 19 Nov" in cli("show", ref).out
    (topic,) = (r for r in cli("export").json["records"] if r.get("record") == "topic")
    assert topic["settled_on"] == "2026-11-19"


def test_those_with_whom_a_meeting_was_planned_are_named_by_who(cli: Cli) -> None:
    """By an option and in minutes whose items are taken."""
    cli("plan", "dana", "--at", "14:00", "--with", "sam")
    now = {"CLIENTLOG_NOW": "2026-11-20T15:00:00+01:00"}
    cli("log", "dana", "met", "--their-action", "call HR who:sam", **now)
    assert cli("show", "a1", "--json").json["item"]["client"] == "sam-li"
    cli("plan", "dana", "--at", "mon 14:00", "--with", "sam")
    now = {"CLIENTLOG_NOW": "2026-11-23T15:00:00+01:00"}
    cli("log", "dana", "-", "--take-items", stdin="# Talk\n\n- [ ] Sam: talk to them\n", **now)
    item = cli("show", "a2", "--json").json["item"]
    assert (item["client"], item["by"], item["text"]) == ("sam-li", "sam-li", "talk to them")


def test_items_of_minutes_that_name_the_user_are_the_users_own(cli: Cli) -> None:
    """By the address in the configuration, with accents or without."""
    cli("config", "set", "me", "renee.dubois@x.example")
    text = "# Talk\n\n- [ ] Renée to send the plan\n- [ ] Renée Dubois: call\n- [ ] Jo: wait\n"
    cli("log", "dana", "-", "--take-items", stdin=text)
    items = cli("list", "actions", "--json").json["items"]
    assert [(item["text"], item["owner"]) for item in items] == [
        ("send the plan", None), ("call", None), ("wait", "Jo"),
    ]  # fmt: skip


def test_a_date_in_minutes_without_its_colon_is_remarked_on(cli: Cli) -> None:
    """By an option and from a file, with the command that sets it."""
    answer = cli("log", "dana", "met", "--promise", "send it by fri")
    assert "p1: no date; did you mean due:fri? To set it: clientlog edit p1 --due fri" in answer.err
    text = "client: dana\n\n## Their actions\n- [ ] send PO by 24 dec\n"
    answer = cli("log", "-", "--new", stdin=text)
    assert "a1: no date; did you mean due:24 dec? To set it" in answer.err


@pytest.mark.parametrize(
    ("at", "remark"),
    [
        ("11/29 10am", True), ("29 nov", True), ("24 dec", True), ("29 Nov 2025", False),
        ("8 months ago", False), ("1 aug", False), ("19 nov", False),
    ],
)  # fmt: skip
def test_a_date_that_is_read_a_year_back_and_is_soon_to_come_is_remarked_on(
    cli: Cli, at: str, remark: bool
) -> None:
    """A slip for a date ahead is recorded a year back, and says so."""
    answer = cli("log", "dana", "talk", "--at", at)
    assert (answer.code, "is still to come" in answer.err) == (0, remark)


def test_the_first_meeting_with_somebody_new(cli: Cli) -> None:
    """--add adds WHO as well, and what was agreed is theirs; without it the error names it."""
    refused = cli("log", "Bob Stone", "met")
    assert refused.code == 4
    assert "--add adds them" in refused.err
    answer = cli("log", "Bob Stone", "met", "--add", "--with", "dana", "--action", "call him")
    assert "bob-stone  added" in answer.out
    assert "I will, for Bob Stone: call him" in answer.out
    (meeting,) = cli("meeting", "list", "--json").json["meetings"]
    assert meeting["clients"] == ["bob-stone", "dana-reyes"]


def test_who_is_there_at_the_read_back_knows_who_does_it(cli: Cli) -> None:
    """A delegation that was read back is told; without items nothing is said of them."""
    answer = cli("log", "dana", "hi", "--action", "call owner:jess", "--confirmed")
    assert answer.err == ""
    assert cli("show", "a1", "--json").json["item"]["changes"][0]["told"]
    assert "should hear" in cli("log", "dana", "hi", "--action", "call owner:jess").err
    assert "read back" not in cli("log", "dana", "hi", "--confirmed", "--new").out


def test_a_meeting_that_was_forgotten_is_named_and_found_by_its_day(cli: Cli) -> None:
    """On Monday, Friday's meeting; it began when it was planned."""
    cli("plan", "dana", "--at", "15:00")
    monday = {"CLIENTLOG_NOW": "2026-11-23T08:40:00+01:00"}
    answer = cli("log", "dana", "fine", **monday)
    assert "still planned: m1  Fri 20 Nov 15:00" in answer.err
    assert "--meeting m1" in answer.err
    cli("undo")
    assert cli("log", "dana", "fine", "--at", "fri", **monday).out.startswith(
        "m1  closes the planned meeting\nm1  Fri 20 Nov 15:00 with Dana Reyes\n"
    )


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("log")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--resume dana", "--resume continues the draft as it is"),
        ("--resume -m hi", "--resume continues the draft as it is"),
        ("--resume --at 10:00", "--resume continues the draft as it is"),
        ("--resume --action x", "--resume continues the draft as it is"),
        ("--resume --done p1", "--resume continues the draft as it is"),
        ("--resume --confirmed", "--resume continues the draft as it is"),
        ("--resume --file x.md", "--resume continues the draft as it is"),
        ("dana hi -m hi", "TEXT and -m say the same"),
        ("dana - --nothing", "the summary comes from standard input"),
        ("- --no-show", "the summary comes from standard input"),
        ("dana hi --file x.md", "the summary comes from x.md"),
        ("dana -e --file x.md", "the summary comes from x.md"),
        ("dana hi --take-items", "--take-items takes them from minutes"),
        ("-m hi", "WHO is missing"),
        ("- hi", "WHO is missing"),
        ("dana hi --nothing", "TEXT and --nothing contradict each other"),
        ("dana hi -e", "with -e everything is written in the editor"),
        ("dana --action x -e", "with -e everything is written in the editor"),
        ("dana", "what was said is missing"),
        ("dana send it due:fri", "TEXT is the summary, but 'due:fri' belongs to an item"),
    ],
)
def test_what_makes_no_sense_is_refused(cli: Cli, arguments: str, message: str) -> None:
    """Nothing is recorded."""
    answer = cli("log", *arguments.split(), stdin="some minutes")
    assert (answer.code, answer.err.splitlines()[0]) == (2, f"clientlog: {message}")
    assert _meetings(cli) == []


@pytest.mark.parametrize("text", ["--nothing", "--no-show", "-m hi", "--action x"])
def test_one_of_what_can_be_said_is_enough(cli: Cli, text: str) -> None:
    """A summary, that there is none, or an item."""
    assert cli("log", "dana", *text.split()).code == 0


@pytest.mark.parametrize("word", ["5", "reyes", "dana-reyes", "sa", " ", "x" * 41])
def test_an_ordinary_first_word_is_not_remarked_on(cli: Cli, word: str) -> None:
    """A number, the client, the beginning of a name, something long."""
    assert cli("log", "dana", word, "and more").err == ""


def test_a_first_word_of_a_first_meeting_is_not_remarked_on(cli: Cli) -> None:
    """Whoever is added was not meant by it."""
    assert cli("log", "Kim Park", "sam", "and more", "--add").err == ""


def test_a_day_without_a_time_moves_a_meeting_of_another_day(cli: Cli) -> None:
    """One of its own day began as planned."""
    cli("plan", "dana", "--at", "15:00")
    late = {"CLIENTLOG_NOW": "2026-11-20T18:00:00+01:00"}
    cli("log", "dana", "met", "--meeting", "m1", "--at", "thu", **late)
    assert _meetings(cli)[0]["starts_at"].startswith("2026-11-19T")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What was to be written, and where."""
    calls: list[tuple[Any, ...]] = []

    def record(where: str) -> Callable[..., Result]:
        def write(
            context: Context, target: MeetingTarget, header: dict[str, str], **more: bool
        ) -> Result:
            handles = [client.handle for client in target.clients]
            calls.append((where, handles, header, more))
            return context.message_result("written")

        return write

    for name in ("write_in_editor", "write_at_prompts"):
        monkeypatch.setattr(interactive, name, record(name))
    return calls


def test_the_editor_begins_with_what_the_options_say(
    cli: Cli, written: list[tuple[Any, ...]]
) -> None:
    """As a header of the minutes."""
    options = "--at 10:00 --for 45m --title Kick-off --via phone --with sam --confirmed"
    assert cli("log", "dana", "-e", *options.split()).out == "written\n"
    header = {"when": "2026-11-20 10:00", "length": "45m", "title": "Kick-off", "channel": "call"}
    assert written == [("write_in_editor", ["dana-reyes", "sam-li"], header, {"confirmed": True})]


@pytest.mark.usefixtures("interactive")
def test_with_who_alone_it_asks_at_a_terminal(cli: Cli, written: list[tuple[Any, ...]]) -> None:
    """Without a header where nothing is said."""
    cli("log", "dana")
    cli("log", "dana", "--replace", "--confirmed")
    assert written == [
        ("write_at_prompts", ["dana-reyes"], {}, {"confirmed": False, "replaces": False}),
        ("write_at_prompts", ["dana-reyes"], {}, {"confirmed": True, "replaces": True}),
    ]
