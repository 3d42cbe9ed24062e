"""One session of writing minutes: what was changed meanwhile, and saving it."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.capture.meeting_match import MeetingTarget, find_attendees, match_meeting
from clientlog.cli.capture.session import (
    NothingWrittenError,
    Session,
    asks_for_nothing,
    open_session,
)
from clientlog.items import Item
from clientlog.minutes import Entry, MinutesError, write_minutes
from clientlog.minutes.diff import NewNote, RecordUpdate
from clientlog.minutes.merge import MergeConflictError
from clientlog.queries.meetings import find_meeting
from clientlog.queries.values import Meeting
from clientlog.refs import Ref
from clientlog.write import meetings, notes
from clientlog.write.log import MeetingLog
from tests.cli.capturing import Cli, editor
from tests.cli.contexts import context
from tests.looking import client, meet, reading, writing


@pytest.fixture
def dana(journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Dana, with a topic, and a meeting that was held."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with writing(journal) as change:
        notes.raise_topic(change, client(change), "the budget")
        meet(change, "2026-11-20 10:00", summary="we met")
    return journal


def opened(journal: Path, *, ref: str | None = None, confirmed: bool = False) -> Session:
    """A session about a new meeting with Dana and somebody new, or about one that is named."""
    run = context(journal)
    target = find_attendees(run, "dana", [] if ref else ["Ann Lee"], add=True)
    target = match_meeting(run, target, ref=ref, new=not ref, began=None)
    return open_session(run, target, confirmed=confirmed)


def stored(journal: Path, number: int) -> Meeting:
    with reading(journal) as db:
        meeting = find_meeting(db, number)
    assert meeting
    return meeting


def set_summary(journal: Path, text: str) -> None:
    """Change the summary of m1, as another terminal does."""
    with writing(journal) as change:
        meeting = meetings.find_meeting(change, 1)
        assert meeting
        meeting.summary = text


def test_a_session_begins_with_what_the_journal_holds(dana: Path) -> None:
    """Of a new meeting what is open and who comes; of one that was held its minutes."""
    session = opened(dana)
    assert [topic.ref for topic in session.opened.topics] == ["t1"]
    assert (session.opened.client, session.opened.others) == ("dana-reyes", ("Ann Lee",))
    keeper = session.keeper
    assert (keeper.journal, keeper.meeting, keeper.clients) == (dana, None, (1,))
    assert keeper.base == write_minutes(session.opened)
    assert not session.confirmed
    session = opened(dana, ref="m1", confirmed=True)
    assert (session.opened.summary, session.opened.topics) == ("we met", ())
    assert (session.keeper.meeting, session.confirmed) == (Ref("m", 1), True)


def test_what_was_typed_is_recorded_and_the_draft_removed(dana: Path, drafts: Path) -> None:
    """The header of a new meeting is the one of the moment it is saved."""
    session = opened(dana, confirmed=True)
    session.keeper.keep("typed")
    typed = replace(session.opened, summary="we talked", my_actions=(Entry(Item("call")),))
    session.context.clock = context(dana, environ={"CLIENTLOG_NOW": "2026-11-20T15:00"}).clock
    session.save(typed)
    meeting = stored(dana, 2)
    assert (meeting.summary, meeting.confirmed_at is not None) == ("we talked", True)
    assert not list(drafts.iterdir())


def test_items_were_not_read_back_unless_said(dana: Path) -> None:
    """By an option, or at the prompts."""
    session = opened(dana)
    session.save(replace(session.opened, my_actions=(Entry(Item("call")),)))
    assert stored(dana, 2).confirmed_at is None


def test_a_template_as_it_is_records_nothing(dana: Path) -> None:
    """Whatever other error there is, the draft stays and is named."""
    session = opened(dana)
    with pytest.raises(NothingWrittenError) as raised:
        session.save(session.opened)
    assert raised.value.exit_code == 1
    assert raised.value.hint == "a meeting with nothing to note is recorded with --nothing"
    session.keeper.keep("typed")
    assert session.keeper.draft
    with pytest.raises(NothingWrittenError) as raised:
        session.save(session.opened)
    path = session.keeper.draft.path
    assert raised.value.hint == f"the draft is {path}: clientlog log --resume"
    assert path.exists()


def test_a_mistake_in_a_line_keeps_its_own_hint(dana: Path) -> None:
    """It is shown in the draft itself."""
    session = opened(dana)
    session.keeper.keep("typed")
    with pytest.raises(MinutesError) as raised:
        session.save(replace(session.opened, my_actions=(Entry(Item("call", who="eve")),)))
    assert "--resume" not in raised.value.hint


def test_after_a_conflict_the_present_version_is_the_one_compared_with(dana: Path) -> None:
    """Both are named once; what is saved then is meant, also from the draft."""
    session = opened(dana, ref="m1")
    session.keeper.keep("typed")
    typed = replace(session.opened, summary="mine")
    set_summary(dana, "theirs")
    with pytest.raises(MergeConflictError):
        session.save(typed)
    assert session.opened.summary == "theirs"
    assert session.keeper.draft
    assert session.keeper.draft.read_base() == write_minutes(session.opened)
    session.save(typed)
    assert stored(dana, 1).summary == "mine"


def test_without_a_draft_a_conflict_is_compared_as_well(dana: Path) -> None:
    """There is no base to be written."""
    session = opened(dana, ref="m1")
    set_summary(dana, "theirs")
    with pytest.raises(MergeConflictError):
        session.save(replace(session.opened, summary="mine"))
    assert session.opened.summary == "theirs"


@pytest.mark.parametrize(
    ("log", "state", "is_nothing"),
    [
        (MeetingLog(clients=(1,)), None, True),
        (MeetingLog(clients=(1,)), "planned", True),
        (MeetingLog(clients=(1,)), "held", False),
        (MeetingLog(clients=(1,), summary="x"), None, False),
        (MeetingLog(clients=(1,), notes=(NewNote(kind="note", text="x"),)), "planned", False),
        (MeetingLog(clients=(1,), updates=(RecordUpdate(ref=Ref("t", 1), how="done"),)), None,
         False),
    ],
)  # fmt: skip
def test_only_minutes_without_anything_in_them_are_refused(
    dana: Path, log: MeetingLog, state: Any, is_nothing: bool
) -> None:
    """Those of a meeting that was held already may be emptied."""
    held = stored(dana, 1)
    meeting = held._replace(state=state) if state else None
    assert asks_for_nothing(log, MeetingTarget(clients=held.clients, meeting=meeting)) == is_nothing


# With another terminal at work


@pytest.mark.slow
def test_what_another_terminal_changed_is_never_overwritten(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """A summary changed on both sides is told with both versions, and nothing is saved."""
    cli("log", "dana", "we met")
    meanwhile = "import subprocess; subprocess.run([{}])\n"
    program = "'clientlog', 'meeting', 'edit', 'm1', '--summary', 'OTHER'"
    script = editor(
        tmp_path,
        meanwhile.format(f"{sys.executable!r}, '-m', {program}")
        + "path.write_text(text.replace('we met', 'MINE'))",
    )
    answer = cli("meeting", "edit", "m1", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 1
    assert "'OTHER'" in answer.err
    assert "'MINE'" in answer.err
    assert cli("show", "m1", "--json").json["item"]["summary"] == "OTHER"
    (draft,) = (tmp_path / "state" / "clientlog" / "drafts").glob("*.md")
    assert "<!-- ! the summary was changed meanwhile" in draft.read_text()
    # Told once, the person decides: what is saved now is meant.
    decided = editor(tmp_path, "path.write_text(text.replace('MINE', 'MINE and OTHER'))")
    assert cli("log", "--resume", CLIENTLOG_EDITOR=decided).code == 0
    assert cli("show", "m1", "--json").json["item"]["summary"] == "MINE and OTHER"


@pytest.mark.slow
@pytest.mark.parametrize("command", ["meeting cancel m1", "log dana --no-show --meeting m1"])
def test_a_meeting_that_was_settled_otherwise_is_not_held_unasked(
    cli: Cli, people: None, tmp_path: Path, command: str
) -> None:
    """Its minutes stay a draft; resumed, they make a meeting of a no-show."""
    cli("plan", "dana", "--at", "12:10")
    script = editor(
        tmp_path,
        "import subprocess\n"
        f"subprocess.run([{sys.executable!r}, '-m', 'clientlog', *{command.split()!r}])\n"
        "path.write_text(text.replace('## Notes', '## Notes\\n- likes tea'))",
    )
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 1
    state = cli("show", "m1", "--json").json["item"]["state"]
    assert f"m1 was recorded as {state} meanwhile; nothing was saved" in answer.err
    assert cli("list", "notes", "--json").json["items"] == []
    if state == "no-show":
        assert cli("log", "--resume").code == 0
        assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea"


@pytest.mark.slow
def test_changes_of_different_parts_are_merged(cli: Cli, people: None, tmp_path: Path) -> None:
    """The other terminal's summary stays, and so does the note that was written here."""
    cli("log", "dana", "we met", "--promise", "call due:fri")
    script = editor(
        tmp_path,
        "import subprocess\n"
        f"run = [{sys.executable!r}, '-m', 'clientlog']\n"
        "subprocess.run([*run, 'meeting', 'edit', 'm1', '--summary', 'OTHER'])\n"
        "subprocess.run([*run, 'edit', 'p1', 'call her'])\n"
        "path.write_text(text.replace('## Notes', '## Notes\\n- likes tea'))",
    )
    answer = cli("meeting", "edit", "m1", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 0, answer.err
    assert cli("show", "m1", "--json").json["item"]["summary"] == "OTHER"
    assert cli("show", "p1", "--json").json["item"]["text"] == "call her"
    assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea"


def test_a_template_with_nothing_in_it_records_nothing(cli: Cli, people: None) -> None:
    """A header alone is no minutes; that there was nothing to note is said with --nothing."""
    answer = cli("log", "-", stdin="client: dana\nwhen: 11:00\n## Summary\n\n## Notes\n")
    assert answer.code == 2
    assert "--nothing" in answer.err
    assert cli("meeting", "list", "--json").json["meetings"] == []
