"""Meetings with their attendees, as pages, lists and rules read them."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from clientlog.queries import meetings as queries
from clientlog.queries.values import Client, Meeting
from clientlog.write import meetings, notes
from tests.looking import DANA, client, clock_at, give, meet, moment_at, reading, writing

SAM = Client(id=2, handle="sam-li", name="Sam Li")


def refs(found: Iterable[Meeting]) -> list[str]:
    return [meeting.ref for meeting in found]


@pytest.fixture
def people(journal: Path) -> Path:
    """A journal that knows Dana and Sam."""
    with writing(journal) as change:
        client(change)
        client(change, SAM.name)
    return journal


def test_a_meeting_has_everything_that_was_written_of_it(people: Path) -> None:
    """Attendees in the order they were named; open topics and action items are counted."""
    with writing(people) as change:
        meeting = meet(
            change, "2026-11-01 10:00", client(change, SAM.name), client(change), title="Review",
            place="Room 1", channel="call", review=True, routine=True, standing="plans", minutes=45,
            every="1w", summary="spoke",
        )  # fmt: skip
        meetings.confirm(change, meeting)
        meetings.move(change, meeting, moment_at("2026-11-01 11:00"))
        for state in (None, None, "dropped"):
            topic = notes.raise_topic(change, client(change), "x", meeting=meeting)
            if state:
                notes.settle_topic(change, topic, state, change.today)
        give(change, "open", kind="action", meeting=meeting)
        item = give(change, "done", kind="action", meeting=meeting)
        item.state, item.settled_on = "done", change.today
        meet(change, "2026-11-01 10:00", state="planned")
        meetings.set_summary(change, meet(change, "2026-11-01 12:00"), None, nothing=True)
    with reading(people) as db:
        found = queries.find_meeting(db, 1)
        plain = queries.find_meeting(db, 2)
        silent = queries.find_meeting(db, 3)
        assert queries.find_meeting(db, 9) is None
    assert found and plain
    assert [attendee.handle for attendee in found.clients] == ["sam-li", "dana-reyes"]
    assert (found.title, found.place, found.channel) == ("Review", "Room 1", "call")
    assert (found.review, found.routine, found.standing) == (True, True, "plans")
    assert (found.every, found.summary, found.moves) == ("1w", "spoke", 1)
    assert found.starts_at == moment_at("2026-11-01 11:00")
    assert found.ends_at == moment_at("2026-11-01 11:45")
    recorded = moment_at("2026-11-02 09:00")
    assert (found.confirmed_at, found.ends_set_at, found.recorded_at) == (recorded,) * 3
    assert (found.topics, found.open_actions) == (2, 1)
    assert silent and silent.nothing_to_note
    assert (plain.review, plain.routine, plain.nothing_to_note) == (False, False, False)
    assert (plain.topics, plain.open_actions, plain.confirmed_at) == (0, 0, None)


def test_the_meetings_of_today_are_those_not_cancelled(people: Path) -> None:
    """Today is the local day, whatever became of them else."""
    with writing(people) as change:
        for when, state in (
            ("2026-11-20 23:59", "planned"),
            ("2026-11-20 00:00", "held"),
            ("2026-11-20 10:00", "cancelled"),
            ("2026-11-20 11:00", "no-show"),
            ("2026-11-21 00:00", "planned"),
            ("2026-11-19 23:59", "planned"),
        ):
            meet(change, when, state=state)
    with reading(people) as db:
        clock = clock_at("2026-11-20 12:00")
        assert refs(queries.meetings_of_day(db, clock)) == ["m2", "m4", "m1"]
        assert refs(queries.planned_on_day(db, clock)) == ["m1"]
        night = clock_at("2026-11-20 00:30")
        assert refs(queries.planned_on_day(db, night)) == ["m6", "m1"]


def test_planned_meetings_are_found_from_a_moment_on(people: Path) -> None:
    """The start itself counts; the soonest come first, and no more than are wanted."""
    with writing(people) as change:
        for when in ("2026-11-23 10:00", "2026-11-21 10:00", "2026-11-20 10:00"):
            meet(change, when, state="planned")
        meet(change, "2026-11-22 10:00")
    with reading(people) as db:
        assert refs(queries.planned_from(db, moment_at("2026-11-21 10:00"), 9)) == ["m2", "m1"]
        assert refs(queries.planned_from(db, moment_at("2026-11-20 10:00"), 2)) == ["m3", "m2"]


def test_a_planned_meeting_around_a_moment_is_one_with_that_client(people: Path) -> None:
    """Both bounds belong to it."""
    with writing(people) as change:
        meet(change, "2026-11-20 10:00", state="planned")
        meet(change, "2026-11-20 10:00", client(change, SAM.name), state="planned")
        meet(change, "2026-11-20 10:00")
        meet(change, "2026-11-20 09:30", state="planned")
    starts, ends = moment_at("2026-11-20 10:00"), moment_at("2026-11-20 11:00")
    minute = timedelta(minutes=1)

    with reading(people) as db:

        def around(starts_by: object, ends_after: object) -> list[str]:
            return refs(
                queries.planned_around(db, DANA, starts_by=starts_by, ends_after=ends_after)  # type: ignore[arg-type]
            )

        assert around(starts, ends) == ["m1"]
        assert around(starts - minute, ends) == []
        assert around(starts, ends + minute) == []
        assert around(starts, ends - 60 * minute) == ["m4", "m1"]


def test_meetings_that_only_touch_do_not_overlap(people: Path) -> None:
    """Whoever attends; the meeting itself is left out, and what is not planned."""
    with writing(people) as change:
        meet(change, "2026-11-20 10:00", state="planned")
        meet(change, "2026-11-20 10:30", client(change, SAM.name), state="planned")
        meet(change, "2026-11-20 10:00", state="cancelled")
    with reading(people) as db:

        def overlapping(start: str, end: str, number: int = 0) -> list[str]:
            first, last = (moment_at(f"2026-11-20 {time}") for time in (start, end))
            return refs(queries.overlapping_meetings(db, first, last, number))

        assert overlapping("10:30", "11:00") == ["m1", "m2"]
        assert overlapping("10:30", "11:00", 1) == ["m2"]
        assert overlapping("09:00", "10:00") == []
        assert overlapping("11:30", "12:00") == []
        assert overlapping("11:00", "12:00") == ["m2"]


def test_the_next_meeting_may_be_under_way_and_the_next_start_may_not(people: Path) -> None:
    """Cancelled and held ones, and those with others, are never next."""
    with writing(people) as change:
        meet(change, "2026-11-20 14:00", state="planned")
        meet(change, "2026-11-20 11:30", state="planned")
        meet(change, "2026-11-20 13:00", state="cancelled")
        meet(change, "2026-11-20 13:00", client(change, SAM.name), state="planned")
    with reading(people) as db:

        def following(time: str) -> list[str | None]:
            clock = clock_at(f"2026-11-20 {time}")
            found = (queries.next_meeting(db, clock, DANA), queries.next_start(db, clock, DANA))
            return [meeting and meeting.ref for meeting in found]

        assert following("11:00") == ["m2", "m2"]
        assert following("11:30") == ["m2", "m1"]
        assert following("12:30") == ["m1", "m1"]
        assert following("14:00") == ["m1", None]
        assert following("15:00") == [None, None]


def test_a_meeting_to_prepare_is_not_routine_if_another_is_planned(people: Path) -> None:
    """The stand-up that comes first gives way to the talk in the afternoon."""
    with writing(people) as change:
        meet(change, "2026-11-20 09:15", state="planned", routine=True)
        meet(change, "2026-11-20 14:00", state="planned")
    with reading(people) as db:
        for time, ref in (("08:00", "m2"), ("16:00", None)):
            meeting = queries.next_planned_to_prepare(db, clock_at(f"2026-11-20 {time}"), DANA)
            assert (meeting and meeting.ref) == ref
    with writing(people) as change:
        meet(change, "2026-11-21 09:15", state="planned", routine=True)
    with reading(people) as db:
        meeting = queries.next_planned_to_prepare(db, clock_at("2026-11-20 16:00"), DANA)
        assert meeting and meeting.ref == "m3"


def test_held_meetings_come_newest_first(people: Path) -> None:
    """Of those at the same time the last recorded; planned ones and those with others do not."""
    with writing(people) as change:
        for when in ("2026-11-02 10:00", "2026-11-01 10:00", "2026-11-02 10:00"):
            meet(change, when)
        meet(change, "2026-11-03 10:00", client(change, SAM.name))
        meet(change, "2026-11-04 10:00", state="planned")
    with reading(people) as db:
        assert refs(queries.latest_held(db, DANA, 9)) == ["m3", "m1", "m2"]
        assert refs(queries.latest_held(db, DANA, 1)) == ["m3"]


def test_a_page_shows_what_was_held_with_all_of_them_before(people: Path) -> None:
    """Not the meeting it is for, nothing after one that is over, and on demand with summaries."""
    with writing(people) as change:
        dana, sam = client(change), client(change, SAM.name)
        meet(change, "2026-10-01 10:00", dana, sam)
        meet(change, "2026-10-02 10:00", dana, sam, summary="spoke")
        meet(change, "2026-11-01 10:00", dana)
        meet(change, "2026-11-02 10:00", dana, sam, state="planned")
        meet(change, "2026-10-03 10:00", dana, sam)
    with reading(people) as db:
        both = [DANA, SAM]
        page = {number: queries.find_meeting(db, number) for number in (2, 3, 4)}
        assert refs(queries.held_together(db, both, None, 5)) == ["m5", "m2", "m1"]
        assert refs(queries.held_together(db, both, None, 1)) == ["m5"]
        assert refs(queries.held_together(db, both[:1], page[3], 5)) == ["m5", "m2", "m1"]
        assert refs(queries.held_together(db, both, page[4], 5)) == ["m5", "m2", "m1"]
        assert refs(queries.held_together(db, both, page[2], 5)) == ["m1"]
        assert refs(queries.held_together(db, both, None, 5, with_summary=True)) == ["m2"]


def test_the_rules_read_the_meetings_that_need_something(people: Path) -> None:
    """A held one without a summary, one with open action items, and a no-show nothing followed."""
    with writing(people) as change:
        sam = client(change, SAM.name)
        meet(change, "2026-11-24 10:00", state="planned")
        meet(change, "2026-11-01 10:00")
        meet(change, "2026-11-01 10:00", summary="spoke")
        silent = meet(change, "2026-11-01 10:00")
        meetings.set_summary(change, silent, None, nothing=True)
        give(change, "x", kind="action", meeting=silent)
        busy = meet(change, "2026-11-01 10:00", summary="spoke")
        give(change, "x", kind="action", meeting=busy)
        give(change, "x", kind="action", meeting=meet(change, "2026-11-01 10:00", state="no-show"))
        done = meet(change, "2026-11-01 10:00", summary="spoke")
        item = give(change, "x", kind="action", meeting=done)
        item.state, item.settled_on = "done", change.today
        meet(change, "2026-11-01 10:00", state="cancelled")
        meet(change, "2026-11-01 10:00", sam, state="no-show")
        meet(change, "2026-11-01 10:00", sam, state="no-show")
        meet(change, "2026-11-02 10:00", sam, state="cancelled")
    with reading(people) as db:
        assert sorted(refs(queries.unsettled_meetings(db))) == [
            "m1", "m10", "m2", "m4", "m5", "m9",
        ]  # fmt: skip


def test_meetings_come_oldest_first_and_can_be_narrowed(people: Path) -> None:
    """Whatever their state; from one moment, to before another, of one client."""
    with writing(people) as change:
        meet(change, "2026-11-05 10:00", state="cancelled")
        meet(change, "2026-11-03 10:00", client(change), client(change, SAM.name))
        meet(change, "2026-11-24 10:00", state="planned")
    with reading(people) as db:
        assert refs(queries.meetings_between(db)) == ["m2", "m1", "m3"]
        assert refs(queries.meetings_between(db, client=SAM.id)) == ["m2"]
        since, until = moment_at("2026-11-05 10:00"), moment_at("2026-11-24 10:00")
        assert refs(queries.meetings_between(db, since=since, until=until)) == ["m1"]


def test_the_topics_of_a_meeting_are_known_when_they_are_settled_too(people: Path) -> None:
    """What was raised for a meeting stays with it."""
    with writing(people) as change:
        meeting = meet(change, "2026-11-03 10:00")
        notes.raise_topic(change, client(change), "elsewhere")
        for text in ("one", "two"):
            topic = notes.raise_topic(change, client(change), text, meeting=meeting)
        notes.settle_topic(change, topic, "dropped", change.today)
    with reading(people) as db:
        assert queries.topic_refs(db, queries.meetings_between(db)) == {1: ["t2", "t3"]}


@pytest.mark.parametrize(
    ("when", "state", "unsettled"),
    [
        ("2026-11-02 10:00", "held", True),
        ("2026-11-03 10:00", "held", True),
        ("2026-11-03 10:01", "held", False),
        ("2026-11-24 10:00", "planned", False),
        ("2026-11-04 10:00", "cancelled", True),
    ],
)
def test_a_no_show_needs_something_until_a_later_meeting(
    people: Path, when: str, state: str, unsettled: bool
) -> None:
    """One before it, or at the same time, has not followed it."""
    with writing(people) as change:
        meet(change, "2026-11-03 10:00", state="no-show")
        meet(change, when, state=state, summary="spoke" if state == "held" else None)
    with reading(people) as db:
        assert ("m1" in refs(queries.unsettled_meetings(db))) == unsettled


def test_only_held_meetings_have_action_items_to_read_back(people: Path) -> None:
    """Until they are confirmed; a meeting is read once, whatever it needs."""
    with writing(people) as change:
        held = meet(change, "2026-11-01 10:00", summary="spoke")
        confirmed = meet(change, "2026-11-01 10:00", summary="spoke")
        missed = meet(change, "2026-11-01 10:00", summary="nobody came")
        ahead = meet(change, "2026-11-24 10:00", summary="prepared", state="planned")
        for meeting in (held, confirmed, missed, ahead):
            give(change, "x", kind="action", meeting=meeting)
        meetings.confirm(change, confirmed)
        missed.state = "cancelled"
    with reading(people) as db:
        assert refs(queries.unsettled_meetings(db)) == ["m4", "m1"]


def test_a_meeting_to_prepare_is_not_over(people: Path) -> None:
    """At the moment of its end it is over, as it is for the next meeting."""
    with writing(people) as change:
        meet(change, "2026-11-20 09:00", state="planned", minutes=30)
    with reading(people) as db:
        for time, ref in (("09:29", "m1"), ("09:30", None)):
            clock = clock_at(f"2026-11-20 {time}")
            for find in (queries.next_planned_to_prepare, queries.next_meeting):
                meeting = find(db, clock, DANA)
                assert (meeting and meeting.ref) == ref


def test_meetings_of_one_moment_come_in_a_fixed_order(people: Path) -> None:
    """What overlaps comes by start and number; what was held at once with the latest number."""
    with writing(people) as change:
        for when in ("2026-11-20 10:30", "2026-11-20 10:00", "2026-11-20 10:30"):
            meet(change, when, state="planned")
        for _ in range(2):
            meet(change, "2026-11-02 10:00")
        meet(change, "2026-11-02 10:01")
    starts, ends = moment_at("2026-11-20 10:00"), moment_at("2026-11-20 12:00")
    with reading(people) as db:
        assert refs(queries.overlapping_meetings(db, starts, ends, 0)) == ["m2", "m1", "m3"]
        assert refs(queries.held_together(db, [DANA], None, 5)) == ["m6", "m5", "m4"]
        page = queries.find_meeting(db, 4)
        assert refs(queries.held_together(db, [DANA], page, 5)) == ["m5"]
