"""The four ways of writing a meeting down: flags, prompts, the editor, a text or a file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.capture.meeting_match import MeetingTarget
from clientlog.cli.capture.minutes_to_record import (
    build_log,
    match_attendees,
    parse_next_meeting,
    save_log,
)
from clientlog.errors import ClientlogError, NotFoundError, UsageError
from clientlog.items import Item
from clientlog.minutes import Entry, Minutes, MinutesError, read_template
from clientlog.queries.clients import list_clients
from clientlog.queries.meetings import find_meeting
from clientlog.write import meetings
from clientlog.write.log import MeetingLog
from tests.cli.capturing import Cli, Prompts, editor, export
from tests.cli.contexts import context
from tests.looking import client, meet, moment_at, reading, writing


@pytest.fixture
def both(journal: Path) -> MeetingTarget:
    """A new meeting with Dana; Sam is known as well."""
    with writing(journal) as change:
        client(change)
        client(change, "Sam Li")
    with reading(journal) as db:
        return MeetingTarget(clients=(list_clients(db)[0],))


def built(journal: Path, target: MeetingTarget, text: str, before: Minutes | None = None) -> Any:
    """Return the log of a text, which began from `before`."""
    run = context(journal)
    typed = read_template(text, run.date_context)
    return build_log(run, before or Minutes(client=typed.client), typed, target)


def test_everything_that_cannot_be_recorded_is_named_by_its_line(
    journal: Path, both: MeetingTarget
) -> None:
    """In the order of the lines, each with its hint."""
    text = (
        "client: dana-reyes\nvia: pigeon\nwhen: 2026-11-21 10:00\n\n## My actions\n"
        "- [ ] call who:eve\n\n## Next\n- 2026-11-19 10:00\n"
    )
    with pytest.raises(MinutesError) as raised:
        built(journal, both, text)
    assert [(problem.line, problem.message) for problem in raised.value.problems] == [
        (2, "via: unknown channel 'pigeon'"),
        (3, "when: '2026-11-21 10:00' is still to come"),
        (6, "who: 'eve' does not name one attendee"),
        (9, "the next meeting must be in the future"),
    ]
    assert raised.value.problems[0].hint == "email, call, chat or in-person"
    assert raised.value.problems[2].hint == "who attended: dana-reyes; --with adds somebody"


def test_a_header_from_an_option_is_named_by_the_first_line(
    journal: Path, both: MeetingTarget
) -> None:
    """It has no line of its own in the text."""
    typed = Minutes(client="dana-reyes", when="2026-11-21 10:00", channel="pigeon")
    with pytest.raises(MinutesError) as raised:
        build_log(context(journal), Minutes(client="dana-reyes"), typed, both)
    assert [problem.line for problem in raised.value.problems] == [1, 1]


def test_the_header_is_recorded_with_the_meeting(journal: Path, both: MeetingTarget) -> None:
    """What stands in it is read as the options are."""
    text = (
        "client: dana-reyes\nwhen: 10:00\ntitle: Kick-off\nfor: 45m\nvia: phone\n\n"
        "## Summary\nwe met\n\n## Next\n- fri 10:00 planning\n- mon 9:00\n"
    )
    log = built(journal, both, text)
    assert (log.at, log.title, log.minutes, log.channel, log.summary) == (
        moment_at("2026-11-20 10:00"), "Kick-off", 45, "call", "we met",
    )  # fmt: skip
    assert [(meeting.starts_at, meeting.title) for meeting in log.next] == [
        (moment_at("2026-11-27 10:00"), "planning"), (moment_at("2026-11-23 09:00"), None),
    ]  # fmt: skip
    assert (log.clients, log.newcomers, log.newcomer_first) == ((1,), (), False)
    plain = built(journal, both, "client: dana-reyes\n\n## Summary\nwe met\n")
    assert (plain.at, plain.minutes, plain.channel) == (None, None, None)


@pytest.mark.parametrize(
    ("before", "after", "values"),
    [
        (None, "sam", {"client": 2}),
        ("sam-li", None, {"client": 1}),
        (None, None, {"text": "send it all"}),
    ],
)
def test_an_item_may_be_given_to_somebody_else(
    journal: Path, both: MeetingTarget, before: str | None, after: str | None,
    values: dict[str, object],
) -> None:  # fmt: skip
    """By `who:`; where that is taken out, it is the first attendee's."""
    text = "send it all" if "text" in values else "send it"
    opened = Minutes(my_promises=(Entry(Item("send it", who=before), ref="p1"),))
    typed = Minutes(my_promises=(Entry(Item(text, who=after), ref="p1"),))
    (update,) = build_log(context(journal), opened, typed, both).updates
    assert update.values == values


def test_an_item_is_given_to_nobody_unknown(journal: Path, both: MeetingTarget) -> None:
    """The line of the item is named."""
    opened = Minutes(my_promises=(Entry(Item("send it"), ref="p1"),))
    typed = Minutes(my_promises=(Entry(Item("send it", who="eve"), ref="p1", line=7),))
    with pytest.raises(MinutesError) as raised:
        build_log(context(journal), opened, typed, both)
    assert [(problem.line, problem.message) for problem in raised.value.problems] == [
        (7, "no client matches 'eve'")
    ]


@pytest.mark.parametrize("text", ["today 12:00", "2026-11-19 10:00 planning"])
def test_the_next_meeting_is_one_to_come(journal: Path, text: str) -> None:
    """A minute is enough."""
    with pytest.raises(UsageError, match="the next meeting must be in the future"):
        parse_next_meeting(context(journal), text)
    assert parse_next_meeting(context(journal), "today 12:01").starts_at == moment_at(
        "2026-11-20 12:01"
    )


def test_the_attendees_are_those_of_the_header_now(journal: Path, both: MeetingTarget) -> None:
    """A name that is nobody's is named by its line; somebody new is no client yet."""
    run = context(journal)
    opened = Minutes(client="dana-reyes", others=("Ann Lee",))
    target = MeetingTarget(clients=both.clients, newcomers=("Ann Lee",))
    assert match_attendees(run, opened, opened, target) is target
    more = Minutes(client="dana-reyes", others=("Ann Lee", "sam", "reyes"))
    handles = [one.handle for one in match_attendees(run, more, opened, target).clients]
    assert handles == ["dana-reyes", "sam-li"]
    other = Minutes(client="sam", others=("Ann Lee",))
    assert [one.handle for one in match_attendees(run, other, opened, target).clients] == ["sam-li"]
    without = Minutes(client=None, others=("sam",))
    handles = [one.handle for one in match_attendees(run, without, opened, target).clients]
    assert handles == ["dana-reyes", "sam-li"]
    for lines, line in ({}, 1), ({"with": 4}, 4):
        wrong = Minutes(client="dana-reyes", others=("eve",), header_lines=lines)
        with pytest.raises(MinutesError) as raised:
            match_attendees(run, wrong, opened, target)
        (problem,) = raised.value.problems
        assert (problem.line, problem.message) == (line, "with: no client matches 'eve'")
        assert problem.hint


def test_what_was_recorded_is_said(cli: Cli, people: None) -> None:
    """The meeting, its summary, what came out of it, what it settled, what comes next."""
    cli("topic", "dana", "the budget")
    cli("plan", "dana", "--at", "12:10")
    answer = cli(
        "log", "dana", "we met", "--action", "call due:fri", "--decision", "two phases",
        "--topic", "who signs", "--next", "fri 10:00 planning", "--discussed", "t1", "--confirmed",
        "--with", "Ann Lee", "--add", "--meeting", "m1",
    )  # fmt: skip
    assert answer.out.splitlines() == [
        "m1  closes the planned meeting",
        "m1  Fri 20 Nov 12:10 with Dana Reyes, Ann Lee",
        "    we met",
        "ann-lee  added",
        "a1  I will, for Dana Reyes: call (due Fri 27 Nov)",
        "n1  decision, Dana Reyes: two phases",
        "t2  to raise with Dana Reyes: who signs",
        "t1  to raise with Dana Reyes: the budget (discussed)",
        "next: m2  Fri 27 Nov 10:00 with Dana Reyes, Ann Lee: planning",
        "m1  items read back",
    ]
    assert cli("log", "dana", "--meeting", "m1", "--note", "tea", "--confirmed").out == (
        "m1  Fri 20 Nov 12:10 with Dana Reyes, Ann Lee\nn2  note, Dana Reyes: tea\n"
    )
    done = cli("log", "dana", "again", "--new", "--done", "a1", "--confirmed").out.splitlines()
    assert done[-1] == "m3  items read back"
    done = cli("log", "dana", "again", "--new", "--promise", "go on").out.splitlines()
    assert done[-1] == "p1  I promised Dana Reyes: go on (no date)"


def test_a_second_summary_says_what_became_of_the_first(cli: Cli, people: None) -> None:
    """Of what was typed 300 characters are shown."""
    long = "x" * 301
    assert cli("log", "dana", long).out.splitlines()[1] == f"    {long[:299]}…"
    assert cli("log", "dana", "y", "--meeting", "m1").out.splitlines()[-1] == (
        "m1  had a summary; this one was added to it (--replace replaces it)"
    )
    assert cli("log", "dana", "z", "--meeting", "m1", "--replace").out.splitlines()[-1] == (
        "m1  had a summary, which this one replaces"
    )
    cli("log", "dana", "--new", "--nothing")
    assert "had a summary" not in cli("log", "dana", "z", "--meeting", "m2").out


def test_a_planned_meeting_that_was_not_meant_is_named(cli: Cli, people: None) -> None:
    """With how to record it instead; so is a date in the text of a promise."""
    cli("plan", "dana", "--at", "2026-11-20 12:30", CLIENTLOG_NOW="2026-11-20T08:00:00+01:00")
    answer = cli(
        "log", "dana", "talked", "--at", "15:00", "--promise", "send it by fri",
        CLIENTLOG_NOW="2026-11-20T16:00:00+01:00",
    )  # fmt: skip
    assert answer.err.splitlines() == [
        "clientlog: p1: no date; did you mean due:fri? To set it: clientlog edit p1 --due fri",
        "clientlog: still planned: m1  Fri 20 Nov 12:30 with Dana Reyes; if m2 was that one:"
        " clientlog undo --change 4, then log it with --meeting m1",
    ]


@pytest.mark.parametrize(
    ("then", "now", "error"),
    [
        ("planned", "planned", ""),
        ("planned", "held", ""),
        ("held", "held", ""),
        ("planned", "cancelled", "m1 was recorded as cancelled meanwhile; nothing was saved"),
        ("planned", "no-show", "m1 was recorded as no-show meanwhile; nothing was saved"),
        ("no-show", "cancelled", "m1 was recorded as cancelled meanwhile; nothing was saved"),
        ("planned", "removed", "m1 was removed meanwhile"),
    ],
)
def test_a_meeting_that_was_settled_otherwise_meanwhile_is_not_recorded(
    journal: Path, both: MeetingTarget, then: str, now: str, error: str
) -> None:
    """Unless it was opened as such."""
    with writing(journal) as change:
        meet(change, "2026-11-20 11:00", state=then)
    with reading(journal) as db:
        target = MeetingTarget(clients=both.clients, meeting=find_meeting(db, 1))
    with writing(journal) as change:
        stored = meetings.find_meeting(change, 1)
        assert stored
        if now == "removed":
            change.remove(stored)
        else:
            stored.state = now
    run = context(journal)
    log = MeetingLog(clients=(1,), summary="we met")
    if not error:
        assert "we met" in str(save_log(run, target, lambda _: log, remark="as a test").body())
        return
    with pytest.raises(ClientlogError) as raised:
        save_log(run, target, lambda _: log)
    assert raised.value.message == error
    if now == "removed":
        assert isinstance(raised.value, NotFoundError)
    else:
        assert raised.value.hint == "see: clientlog show m1"


def test_a_remark_stands_at_the_end(journal: Path, both: MeetingTarget) -> None:
    """Where there is one."""
    log = MeetingLog(clients=(1,), summary="we met")
    for remark, lines in ("as a test", 3), ("", 2):
        body = str(save_log(context(journal), both, lambda _: log, remark=remark).body())
        assert len(body.splitlines()) == lines
        assert body.endswith(remark)


TEMPLATE = """client: dana-reyes
with: sam-li
when: 2026-11-20 11:00
title: Kick-off
for: 45m
via: call

## Topics
- who signs the order

## Summary
Paused the migration until the review lands

## My actions
- [ ] write to legal due:fri pri:must owner:Ann
## Their actions
- [ ] send the figures
## My promises
- [ ] send the hiring plan due:2026-12-01 every:week
## Their promises
- [ ] approve the travel budget due:mon
## Decisions
- two phases, not one
## Next
- fri 10:00 planning
## Notes
- prefers short mails
"""


def by_flags(cli: Cli, **_: Any) -> None:
    answer = cli(
        "log", "dana", "Paused the migration until the review lands",
        "--with", "sam", "--at", "11:00", "--title", "Kick-off", "--for", "45m", "--via", "call",
        "--action", "write to legal due:fri pri:must owner:Ann", "--their-action",
        "send the figures", "--promise", "send the hiring plan due:2026-12-01 every:week",
        "--their-promise", "approve the travel budget due:mon",
        "--decision", "two phases, not one", "--next", "fri 10:00 planning",
        "--note", "prefers short mails", "--topic", "who signs the order",
    )  # fmt: skip
    assert answer.code == 0, answer.err


def by_stdin(cli: Cli, **_: Any) -> None:
    assert cli("log", "-", stdin=TEMPLATE).code == 0


def by_file(cli: Cli, tmp_path: Path, **_: Any) -> None:
    file = tmp_path / "minutes.md"
    file.write_text(TEMPLATE)
    assert cli("log", "dana", "--file", str(file)).code == 0


def by_editor(cli: Cli, tmp_path: Path, **_: Any) -> None:
    answer = cli(
        "log", "dana", "-e", CLIENTLOG_EDITOR=editor(tmp_path, f"path.write_text({TEMPLATE!r})")
    )
    assert answer.code == 0, answer.err


def by_prompts(cli: Cli, environment: dict[str, str], **_: Any) -> None:
    prompts = Prompts(
        environment, "log", "dana", "--with", "sam", "--at", "11:00", "--title", "Kick-off",
        "--for", "45m", "--via", "call",
    )  # fmt: skip
    prompts.answer("summary>", "Paused the migration until the review lands")
    prompts.answer("item>", "I will: write to legal due:fri pri:must owner:Ann")
    prompts.expect("-> Fri 27 Nov")
    prompts.answer("item>", "they will: send the figures")
    prompts.answer("item>", "p: send the hiring plan due:2026-12-01 every:week")
    prompts.answer("item>", "they promise: approve the travel budget due:mon")
    prompts.expect("-> Mon 23 Nov")
    prompts.answer("item>", "d: two phases, not one")
    prompts.answer("item>", "next: fri 10:00 planning")
    prompts.answer("item>", "t: who signs the order")
    prompts.answer("item>", "n: prefers short mails")
    code, out = prompts.save()
    assert code == 0, out


@pytest.mark.parametrize(
    "way", [by_stdin, by_file, by_editor, pytest.param(by_prompts, marks=pytest.mark.slow)]
)
def test_every_way_of_capture_gives_the_same_journal(
    way: Callable[..., None],
    cli: Cli,
    people: None,
    tmp_path: Path,
    journal: Path,
    environment: dict[str, str],
) -> None:
    """Flags, prompts, the editor and a text differ in nothing but UUIDs and moments.

    One undo takes all of it back.
    """
    before, nothing = journal.read_bytes(), export(cli)
    by_flags(cli)
    expected = export(cli)
    journal.write_bytes(before)
    way(cli=cli, tmp_path=tmp_path, environment=environment)
    assert export(cli) == expected
    assert cli("undo").code == 0
    assert export(cli) == nothing


CLOSED = """client: dana-reyes
when: 2026-11-20 12:00

## Topics
- [x] (t1) the budget

## Summary
Paused the migration

## My promises
- [x] (p1) send the plan due:2026-11-27
- [ ] send the figures due:mon
"""


def closed_by_options(cli: Cli, **_: Any) -> Any:
    return cli(
        "log", "dana", "Paused the migration", "--promise", "send the figures due:mon",
        "--discussed", "t1", "--done", "p1", "--confirmed",
    )  # fmt: skip


def closed_by_prompts(cli: Cli, environment: dict[str, str], **_: Any) -> Any:
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "Paused the migration")
    prompts.answer("item>", "p: send the figures due:mon")
    prompts.answer("item>", "x t1 p1")
    code, out = prompts.save(read_back=True)
    assert code == 0, out


def closed_by_editor(cli: Cli, tmp_path: Path, **_: Any) -> Any:
    script = (
        "for before, after in (\n"
        "    ('- [ ] (t1)', '- [x] (t1)'),\n"
        "    ('- [ ] (p1)', '- [x] (p1)'),\n"
        "    ('## Summary\\n', '## Summary\\nPaused the migration\\n'),\n"
        "    ('due:2026-11-27\\n', 'due:2026-11-27\\n- [ ] send the figures due:mon\\n'),\n"
        "):\n"
        "    assert before in text\n"
        "    text = text.replace(before, after)\n"
        "path.write_text(text)"
    )
    return cli("log", "dana", "-e", "--confirmed", CLIENTLOG_EDITOR=editor(tmp_path, script))


def closed_by_file(cli: Cli, tmp_path: Path, **_: Any) -> Any:
    file = tmp_path / "minutes.md"
    file.write_text(CLOSED)
    return cli("log", "dana", "--file", str(file), "--confirmed")


@pytest.mark.parametrize("way", [closed_by_prompts, closed_by_editor, closed_by_file])
def test_a_planned_meeting_is_closed_and_read_back_in_one_command(
    way: Callable[..., Any],
    cli: Cli,
    people: None,
    tmp_path: Path,
    journal: Path,
    environment: dict[str, str],
) -> None:
    """Planned and prepared in one command each; whichever way it is closed, exports are equal."""
    cli("promise", "dana", "send the plan due:fri")
    cli("plan", "dana", "12:00", "--topic", "the budget")
    before = journal.read_bytes()
    assert closed_by_options(cli).code == 0
    expected = export(cli)
    (meeting,) = cli("meeting", "list", "--json").json["meetings"]
    assert (meeting["ref"], meeting["state"]) == ("m1", "held")
    assert meeting["confirmed"]
    assert [cli("show", ref, "--json").json["item"]["state"] for ref in ("t1", "p1", "p2")] == [
        "discussed", "kept", "open",
    ]  # fmt: skip
    journal.write_bytes(before)
    answer = way(cli=cli, tmp_path=tmp_path, environment=environment)
    assert answer is None or answer.code == 0, answer.err
    assert export(cli) == expected


def test_the_whole_template_is_written_down(cli: Cli, people: None) -> None:
    """Every section becomes what it stands for, in one command and one undo."""
    before = export(cli)
    answer = cli("log", "-", "--json", stdin=TEMPLATE)
    assert answer.code == 0, answer.err
    assert [ref[0] for ref in answer.json["created"]] == [*"maappnntm"]
    meetings = cli("meeting", "list", "--json").json["meetings"]
    assert meetings[0]["summary"] == "Paused the migration until the review lands"
    assert meetings[0]["clients"] == ["dana-reyes", "sam-li"]
    assert meetings[1]["title"] == "planning"
    assert meetings[1]["starts_at"].startswith("2026-11-27T10:00")
    assert cli("undo").code == 0
    assert export(cli) == before


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("## Their promisess", "## Their promises"),
        ("due:mon", "duue:mon"),
        ("due:fri", "due:fri due:mon"),
    ],
)
def test_a_mistake_on_standard_input_is_named_with_its_line(
    wrong: str, right: str, cli: Cli, people: None
) -> None:
    """Exit 2, one line, and nothing saved."""
    text = TEMPLATE.replace(*((right, wrong) if wrong.startswith("##") else (wrong, right)))
    before = export(cli)
    answer = cli("log", "-", stdin=text)
    assert answer.code == 2
    assert re.match(r"clientlog: line \d+: ", answer.err)
    assert export(cli) == before


def test_minutes_of_others_are_the_summary_word_for_word(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """Foreign Markdown is stored as it is; its items are offered and taken only when asked."""
    text = (
        "# Minutes\n\nTrailing blanks  \n\n## Action items\n- [ ] **@sam** — send it — 2026-12-01\n"
    )
    file = tmp_path / "minutes.md"
    file.write_text(text)
    offered = cli("log", "dana", "--with", "sam", "--file", str(file))
    assert "send it" in offered.out
    assert cli("list", "actions", "--json").json["items"] == []
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == text
    cli("log", "dana", "--with", "sam", "--new", "--file", str(file), "--take-items")
    (item,) = cli("list", "actions", "--json").json["items"]
    assert (item["by"], item["text"], item["due"]) == ("sam-li", "send it", "2026-12-01")


def test_open_items_are_ticked_off_in_the_editor(cli: Cli, people: None, tmp_path: Path) -> None:
    """The template shows what is open; a tick settles it, a removed line does nothing."""
    cli("promise", "dana", "send", "the", "plan")
    cli("action", "dana", "write to legal", "--theirs")
    cli("topic", "dana", "the budget")
    script = editor(
        tmp_path,
        "text = text.replace('[ ] (p1)', '[x] (p1)').replace('[ ] (t1)', '[x] (t1)')\n"
        "text = ''.join(l for l in text.splitlines(True) if '(a1)' not in l)\n"
        "path.write_text(text.replace('## Summary', '## Summary\\nwe met'))",
    )
    assert cli("log", "dana", "-e", CLIENTLOG_EDITOR=script).code == 0
    assert cli("show", "p1", "--json").json["item"]["state"] == "kept"
    assert cli("show", "t1", "--json").json["item"]["state"] == "discussed"
    assert cli("show", "a1", "--json").json["item"]["state"] == "open"


def test_the_minutes_of_a_held_meeting_are_edited(cli: Cli, people: None, tmp_path: Path) -> None:
    """`meeting edit` opens what was written; the summary is replaced, new lines are added."""
    cli("log", "dana", "we met", "--promise", "call due:fri")
    script = editor(
        tmp_path,
        "text = text.replace('we met', 'we met and agreed')\n"
        "path.write_text(text.replace('## Notes', '## Notes\\n- likes tea'))",
    )
    assert cli("meeting", "edit", "m1", CLIENTLOG_EDITOR=script).code == 0
    shown = cli("show", "m1", "--json").json["item"]
    assert shown["summary"] == "we met and agreed"
    assert len(cli("list", "promises", "--json").json["items"]) == 1
    assert len(cli("list", "notes", "--json").json["items"]) == 1


def test_ticks_in_a_text_settle_what_is_open(cli: Cli, people: None) -> None:
    """On standard input `- [x] (p1)` does what it does in the editor."""
    cli("promise", "dana", "send the plan due:fri")
    cli("topic", "dana", "the budget")
    answer = cli(
        "log", "-", stdin="client: dana\n## Topics\n- [-] (t1) the budget\n## Summary\nwe met\n"
        "## My promises\n- [x] (p1) send the plan due:2026-11-27\n",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert cli("show", "p1", "--json").json["item"]["state"] == "kept"
    assert cli("show", "t1", "--json").json["item"]["state"] == "dropped"


@pytest.mark.parametrize("text", ["# Minutes\nwe met\n", "client: dana\n## Summary\nwe met\n"])
def test_options_beside_a_text_are_written_down_too(cli: Cli, people: None, text: str) -> None:
    """What options add to a text is in the same meeting, and nothing of it is lost."""
    answer = cli(
        "log", "dana", "-", "--promise", "send it due:fri", "--note", "likes tea",
        "--decision", "two phases", "--topic", "the budget", "--next", "fri 10:00", stdin=text,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    for kind, said in [("promises", "send it"), ("notes", "likes tea"),
                       ("decisions", "two phases"), ("topics", "the budget")]:  # fmt: skip
        assert [one["text"] for one in cli("list", kind, "--json").json["items"]] == [said]


@pytest.mark.parametrize(
    "arguments",
    [
        ["dana", "we met", "--file", "minutes.md"],
        ["dana", "--file", "minutes.md", "--nothing"],
        ["dana", "--file", "minutes.md", "--no-show"],
        ["dana", "--file", "minutes.md", "-e"],
        ["dana", "we met", "--take-items"],
        ["dana", "-e", "--topic", "the budget"],
        ["dana", "--resume"],
        ["--resume", "--via", "call"],
    ],
)
def test_options_that_would_be_lost_are_refused(
    cli: Cli, people: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """What one way of capture has no use for is named, never dropped in silence."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "minutes.md").write_text("# Minutes\nwe met\n")
    assert cli("log", *arguments).code == 2
    assert cli("meeting", "list", "--json").json["meetings"] == []


def test_names_changed_in_the_header_count(cli: Cli, people: None, tmp_path: Path) -> None:
    """Whoever stands in the header when the editor closes was there; others stay in a meeting."""
    script = editor(
        tmp_path,
        "text = text.replace('with:', 'with: sam').replace('## Summary', '## Summary\\nwe met')\n"
        "path.write_text(text)",
    )
    assert cli("log", "dana", "-e", CLIENTLOG_EDITOR=script).code == 0
    (met,) = cli("meeting", "list", "--json").json["meetings"]
    assert met["clients"] == ["dana-reyes", "sam-li"]
    script = editor(tmp_path, "path.write_text(text.replace('with: sam-li', 'with:') + '- tea')")
    assert cli("meeting", "edit", "m1", CLIENTLOG_EDITOR=script).code == 0
    (met,) = cli("meeting", "list", "--json").json["meetings"]
    assert met["clients"] == ["dana-reyes", "sam-li"]


def test_a_name_in_the_header_that_is_nobodys_is_marked(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """The line of the name gets the comment, and nothing is saved."""
    script = editor(tmp_path, "path.write_text(text.replace('with:', 'with: nobody') + '- tea')")
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 2
    (draft,) = (tmp_path / "state" / "clientlog" / "drafts").glob("*.md")
    before, _, after = draft.read_text().partition("\nwith: nobody")
    assert before.splitlines()[-1].startswith("<!-- ! with: no client matches")
    assert after


def _close_by_options(cli: Cli, **_: Any) -> None:
    answer = cli(
        "log", "dana", "-m", "we met", "--their-promise", "approve it due:mon",
        "--discussed", "t1", "--done", "p1", "--confirmed",
    )  # fmt: skip
    assert answer.code == 0, answer.err


def _close_by_prompts(cli: Cli, environment: dict[str, str], **_: Any) -> None:
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "tp: approve it due:mon")
    prompts.answer("item>", "x t1 p1")
    assert prompts.save(read_back=True)[0] == 0


MINUTES_OF_CLOSED = """client: dana

## Topics
- [x] (t1) the budget

## Summary
we met

## My promises
- [x] (p1) send the plan due:2026-11-27

## Their promises
- [ ] approve it due:mon
"""


def _close_by_editor(cli: Cli, tmp_path: Path, **_: Any) -> None:
    script = editor(
        tmp_path,
        "text = text.replace('[ ] (t1)', '[x] (t1)').replace('[ ] (p1)', '[x] (p1)')\n"
        "text = text.replace('## Summary', '## Summary\\nwe met')\n"
        "wanted = '## Their promises\\n- [ ] approve it due:mon'\n"
        "path.write_text(text.replace('## Their promises', wanted))",
    )
    answer = cli("log", "dana", "-e", "--confirmed", CLIENTLOG_EDITOR=script)
    assert answer.code == 0, answer.err


def _close_by_file(cli: Cli, tmp_path: Path, **_: Any) -> None:
    file = tmp_path / "minutes.md"
    file.write_text(MINUTES_OF_CLOSED)
    assert cli("log", "--file", str(file), "--confirmed").code == 0


def test_a_meeting_planned_and_prepared_is_closed_and_read_back_in_one_command_each_way(
    cli: Cli, people: None, tmp_path: Path, journal: Path, environment: dict[str, str]
) -> None:
    """Options, prompts, the editor and a file leave the same journal."""
    cli("plan", "dana", "--at", "12:15", "--topic", "the budget")
    cli("promise", "dana", "send the plan due:fri")
    planned = journal.read_bytes()
    _close_by_options(cli)
    expected = export(cli)
    assert cli("report", "--severity", "soon", "--json").json["flags"] == []
    for close in (_close_by_prompts, _close_by_editor, _close_by_file):
        journal.write_bytes(planned)
        close(cli=cli, tmp_path=tmp_path, environment=environment)
        assert export(cli) == expected, close.__name__
