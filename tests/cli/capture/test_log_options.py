"""The options of `log`, in groups."""

from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.capture.log_options import (
    MeetingOptions,
    OutcomeOptions,
    SettleOptions,
    SourceOptions,
)
from clientlog.cli.capture.meeting_match import find_attendees
from clientlog.errors import ClientlogError
from tests.cli.contexts import context
from tests.cli.helping import assert_help_is_documented
from tests.looking import client, moment_at, writing


@pytest.fixture
def known(journal: Path) -> Path:
    with writing(journal) as change:
        client(change)
    return journal


@pytest.mark.parametrize(
    "given",
    [
        MeetingOptions(with_=["sam"]), MeetingOptions(add=True), MeetingOptions(at="now"),
        MeetingOptions(for_="45m"), MeetingOptions(title="x"), MeetingOptions(via="call"),
        MeetingOptions(meeting="m1"), MeetingOptions(new=True),
        OutcomeOptions(action=["x"]), OutcomeOptions(their_action=["x"]),
        OutcomeOptions(promise=["x"]), OutcomeOptions(their_promise=["x"]),
        OutcomeOptions(note=["x"]), OutcomeOptions(decision=["x"]), OutcomeOptions(topic=["x"]),
        OutcomeOptions(next_=["fri"]),
        SettleOptions(discussed=["t1"]), SettleOptions(done=["a1"]), SettleOptions(told=["n1"]),
    ],
)  # fmt: skip
def test_a_group_is_given_where_one_of_its_options_is(given: Any) -> None:
    """Each of them."""
    assert given


@pytest.mark.parametrize(
    "given",
    [MeetingOptions(), OutcomeOptions(), OutcomeOptions(past=True), SettleOptions(),
     SettleOptions(confirmed=True)],
)  # fmt: skip
def test_a_group_without_any_is_not_given(given: Any) -> None:
    """What only says how to read others, or that all were read back, says nothing itself."""
    assert not given


def test_nothing_is_said_of_the_source_unless_it_is() -> None:
    """Neither the editor nor a file, and what there is is not replaced."""
    source = SourceOptions()
    assert (source.message, source.file) == (None, None)
    assert not any((source.replace, source.nothing, source.no_show, source.edit,
                    source.take_items, source.resume))  # fmt: skip


def test_the_meeting_itself(known: Path) -> None:
    """When, how long, what about, by which way."""
    options = MeetingOptions(at="9:00", for_="45m", title="Weekly", via="phone")
    log = options.read(context(known))
    assert (log.at, log.minutes, log.title, log.channel) == (
        moment_at("2026-11-20 09:00"), 45, "Weekly", "call",
    )  # fmt: skip
    nothing = MeetingOptions().read(context(known))
    assert (nothing.at, nothing.minutes, nothing.title, nothing.channel) == (None,) * 4


def test_what_came_out_of_it(known: Path) -> None:
    """Each option to its place, in one order."""
    run = context(known)
    options = OutcomeOptions(
        action=["a due:fri"], their_action=["b"], promise=["c"], their_promise=["d"], note=["e"],
        decision=["f"], topic=["g"], next_=["fri 10:00 planning"],
    )  # fmt: skip
    log = options.read(run, find_attendees(run, "dana", [], add=False))
    assert [(new.kind, new.theirs, new.item.text) for new in log.commitments] == [
        ("action", False, "a"), ("action", True, "b"), ("promise", False, "c"),
        ("promise", True, "d"),
    ]  # fmt: skip
    assert [(note.kind, note.text) for note in log.notes] == [
        ("decision", "f"), ("note", "e"), ("topic", "g"),
    ]  # fmt: skip
    assert [(meeting.starts_at, meeting.title) for meeting in log.next] == [
        (moment_at("2026-11-27 10:00"), "planning")
    ]


def test_an_item_is_the_attendee_s_whom_it_names(known: Path) -> None:
    """Without `who:` in it any more; it is the first one's otherwise."""
    run = context(known)
    target = find_attendees(run, "dana", ["Sam Li"], add=True)
    log = OutcomeOptions(action=["call who:sam", "write"]).read(run, target)
    assert [(new.item.who, new.client) for new in log.commitments] == [
        (None, "Sam Li"), (None, None),
    ]  # fmt: skip


def test_what_it_settled(known: Path) -> None:
    """REFs with commas or blanks between them."""
    options = SettleOptions(discussed=["t1 t2"], done=["a1,p2", "n3"], told=["n4"], confirmed=True)
    log = options.read(context(known))
    assert [str(update.ref) for update in log.updates] == ["t1", "t2", "a1", "p2", "n3", "n4"]
    assert [update.how for update in log.updates] == ["done"] * 5 + ["told"]
    assert log.confirmed
    assert not SettleOptions().read(context(known)).confirmed


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (SettleOptions(discussed=["p1"]), "--discussed: p1 is a promise"),
        (SettleOptions(done=["m1"]), "--done: m1 is a meeting"),
        (SettleOptions(told=["t1"]), "--told: t1 is a topic"),
        (MeetingOptions(at="tomorrow 10:00"), "--at: 'tomorrow 10:00' is still to come"),
        (MeetingOptions(for_="0m"), "--for: "),
        (MeetingOptions(title=" "), "--title is empty"),
        (MeetingOptions(via="pigeon"), "--via: unknown channel 'pigeon'"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_option(
    known: Path, options: Any, message: str
) -> None:
    """Before anything is saved."""
    with pytest.raises(ClientlogError) as raised:
        options.read(context(known))
    assert raised.value.message.startswith(message)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (OutcomeOptions(action=["x due:2026-11-19"]), "--action: Thu 19 Nov was yesterday"),
        (OutcomeOptions(their_promise=[" "]), "--their-promise is empty"),
        (OutcomeOptions(topic=["\u200b"]), "--topic is empty"),
        (OutcomeOptions(next_=["thu 2026-11-19 10:00"]), "--next: "),
        (OutcomeOptions(promise=["x who:eve"]), "who: 'eve' does not name one attendee"),
    ],
)
def test_an_outcome_that_makes_no_sense_is_refused(
    known: Path, options: OutcomeOptions, message: str
) -> None:
    """With the name of its option; --past takes a day that is over."""
    run = context(known)
    target = find_attendees(run, "dana", [], add=False)
    with pytest.raises(ClientlogError) as raised:
        options.read(run, target)
    assert raised.value.message.startswith(message)
    OutcomeOptions(action=["x due:2026-11-19"], past=True).read(run, target)


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("log")
