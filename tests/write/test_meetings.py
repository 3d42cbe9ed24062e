"""Meetings: planned, held, moved, cancelled, summarized, confirmed."""

from pathlib import Path

import pytest

from clientlog.errors import NotFoundError, UsageError
from clientlog.store.tables import Meeting
from clientlog.write import meetings
from tests.looking import client, meet, moment_at, writing

START = moment_at("2026-11-24 10:00")


def test_a_meeting_lasts_an_hour_unless_said(journal: Path) -> None:
    """It keeps everything that is known of it; a single one begins no series."""
    with writing(journal) as change:
        plain = meet(change, "2026-11-24 10:00", state="planned")
        assert (plain.state, plain.ends_at) == ("planned", moment_at("2026-11-24 11:00"))
        assert (plain.anchor_at, plain.series, plain.series_zone) == (None, None, None)
        assert (plain.review, plain.routine) == (False, False)
        details = meetings.MeetingDetails(
            clients=(client(change),), starts_at=START, minutes=30, title="Review", place="Room 1",
            channel="call", review=True, routine=True, standing="plans", every="1w",
        )  # fmt: skip
        meeting = meetings.create(change, details)
        assert (meeting.ends_at, meeting.ends_set_at) == (
            moment_at("2026-11-24 10:30"), change.clock.now
        )  # fmt: skip
        assert (meeting.title, meeting.place, meeting.channel) == ("Review", "Room 1", "call")
        assert (meeting.review, meeting.routine, meeting.standing) == (True, True, "plans")
        assert (meeting.anchor_at, meeting.series) == (START, meeting.uuid)
        assert meeting.series_zone == "Europe/Berlin"


def test_a_meeting_is_found_by_its_number(journal: Path) -> None:
    """One that is not there is said to be missing."""
    with writing(journal) as change:
        meeting = meet(change, "2026-11-24 10:00")
        assert meetings.get_meeting(change, 1) is meeting
        with pytest.raises(NotFoundError, match="there is no m2"):
            meetings.get_meeting(change, 2)


def test_attendees_are_added_once_and_the_last_one_stays(journal: Path) -> None:
    """In the order they were named."""
    with writing(journal) as change:
        dana, sam, ann = (client(change, name) for name in ("Dana Reyes", "Sam Li", "Ann Lee"))
        meeting, other = meet(change, "2026-11-24 10:00", sam), meet(change, "2026-11-24 11:00")
        meetings.add_attendees(change, meeting, (dana, sam, ann))
        assert meetings.attendees(change, meeting) == [sam, dana, ann]
        for gone in (sam, dana):
            meetings.remove_attendee(change, meeting, gone)
        assert meetings.attendees(change, meeting) == [ann]
        assert meetings.attendees(change, other) == [dana]
        with pytest.raises(UsageError, match="sam-li does not attend m1"):
            meetings.remove_attendee(change, meeting, sam)
        with pytest.raises(UsageError, match="nobody else attends m1") as caught:
            meetings.remove_attendee(change, meeting, ann)
    assert caught.value.hint == "clientlog rm m1"


def test_a_planned_meeting_of_a_series_plans_the_next_when_it_is_over(journal: Path) -> None:
    """Held, missed or cancelled; one that was held before plans none."""
    with writing(journal, "2026-11-24 12:00") as change:
        held, missed, cancelled = (
            meet(change, "2026-11-24 10:00", state="planned", every="1w") for _ in range(3)
        )
        following = meetings.mark_held(change, held)
        assert following and following.starts_at == moment_at("2026-12-01 10:00")
        assert held.state == "held"
        change.remove(following)
        assert meetings.mark_held(change, held) is None
        assert meetings.mark_held(change, missed, "no-show")
        assert missed.state == "no-show"
        assert meetings.cancel(change, cancelled)
        assert cancelled.state == "cancelled"


def test_only_a_planned_meeting_is_cancelled_and_only_a_held_one_read_back(journal: Path) -> None:
    """The error says what became of it."""
    with writing(journal) as change:
        held = meet(change, "2026-11-01 10:00")
        planned = meet(change, "2026-11-24 10:00", state="planned")
        with pytest.raises(UsageError, match="m1 is held, only a planned meeting is cancelled"):
            meetings.cancel(change, held)
        with pytest.raises(UsageError, match="m2 is planned: only a held meeting is read back"):
            meetings.confirm(change, planned)
        meetings.confirm(change, held)
        assert held.confirmed_at == change.clock.now


def test_a_summary_is_added_to_the_one_there_is(journal: Path) -> None:
    """Nothing to note is said of a meeting without one, and no longer once there is one."""
    with writing(journal) as change:
        meeting = meet(change, "2026-11-01 10:00")
        meetings.set_summary(change, meeting, None, nothing=False)
        assert (meeting.summary, meeting.nothing_to_note) == (None, False)
        meetings.set_summary(change, meeting, None, nothing=True)
        assert (meeting.summary, meeting.nothing_to_note) == (None, True)
        for text in ("one", None, "two"):
            meetings.set_summary(change, meeting, text, nothing=False)
        assert (meeting.summary, meeting.nothing_to_note) == ("one\n\ntwo", False)
        with pytest.raises(UsageError, match="m1 has a summary already"):
            meetings.set_summary(change, meeting, None, nothing=True)


def test_a_moved_meeting_keeps_its_length_and_is_counted(journal: Path) -> None:
    """Another length alone is no move."""
    with writing(journal, "2026-11-02 09:00") as change:
        number = meet(change, "2026-11-24 09:00", minutes=30, state="planned").id
    with writing(journal, "2026-11-03 09:00") as change:
        meeting = change.get(Meeting, number)
        meetings.move(change, meeting, START)
        assert (meeting.starts_at, meeting.moves) == (START, 1)
        assert meeting.ends_at == moment_at("2026-11-24 10:30")
        assert meeting.ends_set_at == moment_at("2026-11-03 09:00")
        meetings.move(change, meeting, START, 45)
        assert (meeting.ends_at, meeting.moves) == (moment_at("2026-11-24 10:45"), 1)


def test_a_corrected_meeting_may_begin_a_series_or_end_one(journal: Path) -> None:
    """A summary says that there was something to note; other corrections begin nothing."""
    with writing(journal) as change:
        meeting = meet(change, "2026-11-24 10:00", state="planned")
        meetings.edit(change, meeting, title="Review")
        assert (meeting.title, meeting.series) == ("Review", None)
        meetings.edit(change, meeting, every="1w")
        assert (meeting.series, meeting.anchor_at) == (meeting.uuid, START)
        meetings.move(change, meeting, moment_at("2026-11-24 11:00"))
        meetings.edit(change, meeting, title="Talk")
        assert (meeting.series, meeting.anchor_at) == (meeting.uuid, START)
        meetings.edit(change, meeting, every=None)
        assert (meeting.series, meeting.anchor_at, meeting.series_zone) == (None, None, None)
        meeting.nothing_to_note = True
        meetings.edit(change, meeting, summary=None)
        assert meeting.nothing_to_note
        meetings.edit(change, meeting, summary="spoke")
        assert not meeting.nothing_to_note
