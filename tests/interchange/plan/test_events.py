"""What the events of a calendar change, compared with the meetings that are known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.interchange.ical.values import Attendee, Event
from clientlog.interchange.ical.version import split_version
from clientlog.interchange.plan.events import EventPlanner, EventRules
from clientlog.interchange.plan.meetings import KnownMeeting, MeetingKey, Meetings
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.values import MeetingUpdate, NewClient, NewMeeting, Plan
from clientlog.interchange.problems import Problem, Skipped

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
DANA, SAM, ME = "dana@acme.example", "sam@acme.example", "me@acme.example"


def event(uid: str = "e1", start: datetime = TEN, *attendees: str, **values: Any) -> Event:
    """Return an event of an hour with these people, Dana unless said."""
    people = tuple(Attendee(address) for address in attendees or (ME, DANA))
    return Event("f: line 2", uid, start, start + HOUR, "Weekly", attendees=people, **values)


class Journal:
    """A journal with Dana and Sam, that remembers what is planned."""

    def __init__(self) -> None:
        self.people = [
            Person(id=1, handle="dana", name="Dana Reyes", emails=[DANA]),
            Person(id=2, handle="sam", name="Sam Li"),
        ]
        self.meetings: list[KnownMeeting] = []
        self.keys: dict[str, MeetingKey] = {}

    def add(self, start: datetime = TEN, **values: Any) -> KnownMeeting:
        """Put a meeting with Dana into the journal."""
        known: dict[str, Any] = {"state": "planned", "clients": [1]}
        meeting = KnownMeeting(
            id=len(self.meetings) + 1,
            starts_at=start,
            ends_at=start + HOUR,
            **known | values,
        )
        self.meetings.append(meeting)
        return meeting

    def plan(self, *events: Event | Skipped | Problem, **rules: Any) -> Plan:
        """Plan what the events change, and let new meetings be known from then on."""
        window: dict[str, Any] = {
            "since": NOW - timedelta(days=30),
            "until": NOW + timedelta(days=90),
            "me": frozenset({ME}),
        }
        planner = EventPlanner(
            Plan(),
            Directory(self.people),
            Meetings(self.meetings, self.keys),
            Clock(NOW, UTC, "UTC"),
            EventRules(**window | rules),
        )
        planner.add_all(events)
        for operation in planner.plan.operations:
            if isinstance(operation, NewMeeting):
                people = [person.id for person in operation.people if person.id]
                meeting = self.add(
                    operation.starts_at,
                    title=operation.title,
                    clients=people,
                    state=operation.state,
                )
                self.keys[operation.key] = MeetingKey(meeting, *split_version(operation.digest))
        return planner.plan


def test_an_event_with_a_client_becomes_a_planned_meeting_once() -> None:
    """The second time nothing changes."""
    journal = Journal()
    (meeting,) = journal.plan(event()).operations
    assert isinstance(meeting, NewMeeting)
    assert (meeting.starts_at, meeting.title, meeting.state) == (TEN, "Weekly", "planned")
    assert [person.handle for person in meeting.people] == ["dana"]
    again = journal.plan(event())
    assert (again.operations, again.unchanged) == ([], 1)


def test_an_event_that_is_over_is_history() -> None:
    """Held, so that nothing waits for it."""
    (meeting,) = Journal().plan(event("e1", NOW - 2 * HOUR)).operations
    assert isinstance(meeting, NewMeeting)
    assert meeting.state == "held"


def test_a_moved_event_moves_its_meeting() -> None:
    """Title and place go along; what was written about it is not touched."""
    journal = Journal()
    journal.plan(event())
    moved = replace(event("e1", TEN + HOUR), location="Room 2", summary="Weekly talk")
    (step,) = journal.plan(moved).steps
    assert isinstance(step.operation, MeetingUpdate)
    update = step.operation
    assert (update.id, update.starts_at, update.place) == (1, TEN + HOUR, "Room 2")
    assert (update.title, update.state, update.summary) == ("Weekly talk", None, None)
    assert "moved from Tue 24 Nov 10:00" in step.reason


def test_what_was_changed_by_hand_stays_while_the_event_is_the_same() -> None:
    """The calendar says nothing new, so the journal is right."""
    journal = Journal()
    journal.plan(event())
    journal.meetings[0].starts_at = TEN + 2 * HOUR
    journal.meetings[0].title = "By hand"
    assert journal.plan(event()).operations == []


def test_a_cancelled_event_cancels_its_meeting_and_may_come_back() -> None:
    """Cancelled once; without a meeting it is left out."""
    journal = Journal()
    journal.plan(event())
    cancelled = event(status="cancelled")
    plan = journal.plan(cancelled)
    assert [step.reason for step in plan.steps] == ["cancelled"]
    (update,) = plan.operations
    assert isinstance(update, MeetingUpdate)
    assert update.state == "cancelled"
    meeting = journal.meetings[0]
    meeting.state = "cancelled"
    journal.keys["e1"] = MeetingKey(meeting, *split_version(update.digest))
    assert journal.plan(cancelled).operations == []
    (back,) = journal.plan(event()).operations
    assert isinstance(back, MeetingUpdate)
    assert back.state == "planned"
    assert [step.reason for step in Journal().plan(cancelled).steps] == ["cancelled"]


@pytest.mark.parametrize(("apart", "same"), [(0, True), (45, True), (60, False)])
def test_a_meeting_planned_by_hand_at_that_hour_with_that_person_is_the_same(
    apart: int, same: bool
) -> None:
    """It is joined, not doubled."""
    journal = Journal()
    journal.add(TEN + timedelta(minutes=apart))
    (step,) = journal.plan(event()).steps
    assert step.action == ("merge" if same else "create")


def test_a_meeting_by_hand_with_somebody_else_is_another() -> None:
    """At the same hour."""
    journal = Journal()
    journal.add(clients=[2])
    assert [step.action for step in journal.plan(event()).steps] == ["create"]


def test_two_events_at_one_hour_are_two_meetings() -> None:
    """Also when both are with the same person."""
    journal = Journal()
    journal.plan(event("e1"))
    assert [step.action for step in journal.plan(event("e1"), event("e2")).steps] == ["create"]


def test_unknown_attendees_become_clients_only_on_request() -> None:
    """Rooms, lists and oneself never do."""
    invited = (ME, "new@x.example", "room@resource.calendar.google.com", "all@acme.example")
    (step,) = Journal().plan(event("e1", TEN, *invited)).steps
    assert step.reason == "nobody in it is a client: new@x.example"
    entered, meeting = Journal().plan(event("e1", TEN, *invited), create=True).operations
    assert isinstance(entered, NewClient)
    assert (entered.person.name, entered.person.emails) == ("new", ["new@x.example"])
    assert isinstance(meeting, NewMeeting)
    assert meeting.people == (entered.person,)


def test_somebody_in_a_series_is_entered_once() -> None:
    """With an address or with a name alone."""
    attendees = (Attendee(ME), Attendee("", "Kim Park"), Attendee("lee@x.example", "Lee Wong"))
    series = [
        replace(event("s", TEN + timedelta(days=7 * n)), attendees=attendees, recurrence_id=f"r{n}")
        for n in range(3)
    ]
    operations = Journal().plan(*series, create=True).operations
    entered = [o.person.name for o in operations if isinstance(o, NewClient)]
    assert entered == ["Kim Park", "Lee Wong"]


def test_a_name_finds_a_client_who_has_no_address() -> None:
    """One that has another address may be a namesake."""
    sam = replace(event(), attendees=(Attendee(ME), Attendee(SAM, "sam LI")))
    (meeting,) = Journal().plan(sam).operations
    assert isinstance(meeting, NewMeeting)
    assert [person.handle for person in meeting.people] == ["sam"]
    namesake = replace(event(), attendees=(Attendee(ME), Attendee("d@x.example", "Dana Reyes")))
    assert [step.action for step in Journal().plan(namesake).steps] == ["skip"]


def test_who_declines_leaves_and_who_was_added_by_hand_stays() -> None:
    """Dana declines; Sam was put there by hand."""
    journal = Journal()
    journal.people[1].emails = ["sam@elsewhere.example"]
    journal.people.append(Person(id=3, handle="kim", name="Kim Park", emails=["kim@x.example"]))
    journal.plan(event("e1", TEN, ME, DANA, "kim@x.example"))
    journal.meetings[0].clients = [1, 2, 3]
    declined = (Attendee(ME), Attendee(DANA, participation="DECLINED"), Attendee("kim@x.example"))
    (update,) = journal.plan(replace(event(), attendees=declined)).operations
    assert isinstance(update, MeetingUpdate)
    assert [person.handle for person in update.leaving] == ["dana"]
    assert update.coming == ()


def test_an_event_of_its_series_that_is_no_longer_given_is_cancelled() -> None:
    """Another event of the calendar is so only where the whole calendar was read before."""
    journal = Journal()
    series = [
        event("s", TEN + timedelta(days=7 * n), recurrence_id=f"2026112{n}") for n in range(3)
    ]
    alone = event("alone", TEN + timedelta(days=1))
    journal.plan(*series, alone)
    (update,) = journal.plan(*series[:2]).operations
    assert isinstance(update, MeetingUpdate)
    assert (update.id, update.state) == (4, "cancelled")
    previous = frozenset(journal.keys)
    gone = [o.id for o in journal.plan(*series, previous=previous).operations]  # type: ignore[union-attr]  # all are updates
    assert gone == [2]


def test_a_calendar_that_was_read_in_part_cancels_nothing() -> None:
    """A file may be broken only for an hour."""
    journal = Journal()
    journal.plan(event("a"), event("b", TEN + timedelta(days=1)))
    previous = frozenset(journal.keys)
    broken = Problem("b.ics: line 1", "event left out: cut off")
    assert journal.plan(event("a"), broken, previous=previous).operations == []
    assert journal.plan(previous=previous).operations == []


def test_a_series_with_another_rule_takes_its_meetings_along() -> None:
    """From Tuesday to Wednesday: what was prepared for each stays with it."""
    journal = Journal()
    weeks = [TEN + timedelta(days=7 * n) for n in range(3)]
    journal.plan(*(event("s", day, recurrence_id=f"{day:%Y%m%d}") for day in weeks))
    moved = [day + timedelta(days=1) for day in weeks]
    steps = journal.plan(*(event("s", day, recurrence_id=f"{day:%Y%m%d}") for day in moved)).steps
    updates = [step.operation for step in steps if isinstance(step.operation, MeetingUpdate)]
    assert [(update.id, update.starts_at) for update in updates] == [
        (1, moved[0]),
        (2, moved[1]),
        (3, moved[2]),
    ]
    assert [update.old_key for update in updates] == [f"s/{day:%Y%m%d}" for day in weeks]


def test_of_one_event_given_twice_the_later_version_counts() -> None:
    """By its sequence number, in whatever order they are read."""
    early, late = event("e1"), replace(event("e1", TEN + HOUR), sequence=1)
    for events in ((early, late), (late, early)):
        (meeting,) = Journal().plan(*events).operations
        assert isinstance(meeting, NewMeeting)
        assert meeting.starts_at == TEN + HOUR


def test_a_meeting_that_was_removed_does_not_come_back() -> None:
    """Its event is left out, with the reason."""
    journal = Journal()
    journal.keys["e1"] = MeetingKey(None, "")
    (step,) = journal.plan(event()).steps
    assert (step.action, step.reason) == ("skip", "its meeting was removed")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (replace(event(), summary="Focus time"), "its title matches Focus*"),
        (replace(event(), starts_at=TEN.date(), ends_at=None), "all day"),
        (event("e1", TEN, ME), "nobody but you"),
        (event("e1", TEN, ME, *map("p{}@x.example".format, range(9))), "an audience"),
    ],
)
def test_what_is_no_meeting_says_why(given: Event, reason: str) -> None:
    """Titles that are left out, whole days, time alone, talks to many."""
    (step,) = Journal().plan(given, skip=("Focus*",)).steps
    assert step.action == "skip"
    assert step.reason.startswith(reason)


def test_what_lies_outside_of_the_window_is_counted() -> None:
    """A calendar of ten years would fill the screen."""
    outside = Skipped("f: line 9", "not in the window of time")
    found = Journal().plan(outside, outside)
    assert (found.steps, found.uncounted.total()) == ([], 2)


def later(event: Event, sequence: int = 0, hours: int = 0, **values: Any) -> Event:
    """Return another version of an event, with a sequence number and a stamp."""
    stamped_at = NOW + hours * HOUR
    return replace(event, sequence=sequence, stamped_at=stamped_at, **values)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (later(event(), 1), later(event("e1", TEN + HOUR), 0, 5)),
        (later(event(), 1, 5), later(event("e1", TEN + HOUR), 1)),
        (later(event(), 1), later(event("e1", status="cancelled"), 0)),
        (later(event(), 1), event("e1", TEN + HOUR)),
    ],
)
def test_an_older_version_of_an_event_is_left_out(first: Event, second: Event) -> None:
    """By SEQUENCE, then by DTSTAMP; an event without SEQUENCE has 0."""
    journal = Journal()
    journal.plan(first)
    (step,) = journal.plan(second).steps
    assert (step.action, step.reason) == ("skip", "an older version than the one in the journal")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (later(event(), 1, 5), later(event("e1", TEN + HOUR), 2)),
        (later(event(), 1), later(event("e1", TEN + HOUR), 1)),
        (later(event(), 1), event("e1", TEN + HOUR, sequence=1)),
        (event(), event("e1", TEN + HOUR)),
    ],
)
def test_a_newer_version_and_one_of_unknown_age_are_taken(first: Event, second: Event) -> None:
    """Equal versions, and those without a stamp, are taken in the order in which they come."""
    journal = Journal()
    journal.plan(first)
    assert [step.action for step in journal.plan(second).steps] == ["change"]


def test_a_cancelled_event_is_not_revived_by_an_older_version() -> None:
    """A newer one may revive it."""
    journal = Journal()
    journal.plan(event())
    (update,) = journal.plan(later(event(status="cancelled"), 2)).operations
    journal.meetings[0].state = "cancelled"
    journal.keys["e1"] = MeetingKey(journal.meetings[0], *split_version(update.digest))
    assert journal.plan(later(event(), 0, 5)).operations == []
    (back,) = journal.plan(later(event(), 3)).operations
    assert isinstance(back, MeetingUpdate)
    assert back.state == "planned"


def weekly(day: datetime, count: int = 3) -> list[Event]:
    """Return a weekly series that begins on a day."""
    days = [day + timedelta(days=7 * n) for n in range(count)]
    return [event("s", day, recurrence_id=f"{day:%Y%m%dT%H%M%SZ}") for day in days]


def test_an_invitation_to_one_occurrence_leaves_the_others_alone() -> None:
    """It does not say that the rest of the series is gone."""
    journal = Journal()
    first, *_ = weekly(TEN)
    journal.plan(*weekly(TEN))
    moved = replace(first, starts_at=TEN + HOUR, is_override=True, sequence=1)
    assert [step.what for step in journal.plan(moved).steps] == ["m1 Weekly, Tue 24 Nov 11:00"]


def test_an_older_version_of_a_series_cancels_and_creates_nothing() -> None:
    """Neither the shorter one nor the one on another day."""
    journal = Journal()
    journal.plan(*(later(occurrence, 1) for occurrence in weekly(TEN)))
    for older in (weekly(TEN, 2), weekly(TEN + timedelta(days=1))):
        assert journal.plan(*(later(occurrence, 0, 5) for occurrence in older)).operations == []


def test_who_is_no_client_is_named() -> None:
    """Where the meeting is created and where it changes."""
    journal = Journal()
    invited = event("e1", TEN, ME, DANA, "amy@x.example")
    (step,) = journal.plan(invited).steps
    assert step.reason == "with dana; not a client: amy@x.example"
    (step,) = journal.plan(replace(invited, starts_at=TEN + HOUR, ends_at=None)).steps
    assert step.reason == "moved from Tue 24 Nov 10:00; not a client: amy@x.example"


def test_attendees_of_what_was_imported_before_become_clients_on_request() -> None:
    """What was changed by hand stays; in a refresh, somebody who was removed does not come back."""
    journal = Journal()
    series = [
        replace(e, attendees=(Attendee(DANA), Attendee("amy@x.example"))) for e in weekly(TEN)
    ]
    journal.plan(*series)
    journal.meetings[0].starts_at = TEN + 2 * HOUR
    again = journal.plan(*series, create=True)
    assert (again.operations, again.unchanged) == ([], 3)
    entered, *updates = journal.plan(*series, create=True, create_known=True).operations
    assert isinstance(entered, NewClient)
    for update in updates:
        assert isinstance(update, MeetingUpdate)
        assert (update.coming, update.starts_at) == ((entered.person,), None)
    assert len(updates) == 3


def test_an_event_that_no_client_attends_any_more_leaves_its_meeting_alone() -> None:
    """It is counted as unchanged, and is no event of strangers."""
    journal = Journal()
    journal.plan(event("e1"))
    found = journal.plan(event("e1", TEN, ME, "new@x.example"))
    assert (found.steps, found.operations, found.unchanged) == ([], [], 1)


def test_an_answer_to_an_invitation_is_listed_with_its_reason() -> None:
    """Unlike what lies outside of the window."""
    answer = Skipped("f: line 9", "an answer to an invitation (reply), not an event")
    found = Journal().plan(answer)
    assert [(step.action, step.what, step.reason) for step in found.steps] == [
        ("skip", "event", "an answer to an invitation (reply), not an event")
    ]
    assert found.uncounted.total() == 0


def test_of_two_equal_versions_of_an_event_the_last_counts() -> None:
    """As it is in most files that have one twice."""
    (meeting,) = Journal().plan(event(location="a"), event(location="b")).operations
    assert isinstance(meeting, NewMeeting)
    assert meeting.place == "b"


@pytest.mark.parametrize(
    ("start", "values", "rules", "is_cancelled"),
    [
        (NOW - timedelta(days=2), {}, {}, True),
        (NOW - timedelta(days=2, seconds=1), {}, {}, False),
        (NOW, {}, {"since": NOW}, True),
        (NOW - HOUR, {}, {"since": NOW}, False),
        (TEN, {}, {"until": TEN}, False),
        (TEN, {"state": "held"}, {}, False),
        (TEN, {"state": "cancelled"}, {}, False),
    ],
)
def test_a_meeting_that_its_calendar_forgot_is_cancelled_while_it_is_open(
    start: datetime, values: dict[str, Any], rules: dict[str, Any], is_cancelled: bool
) -> None:
    """Planned, begun two days ago at most, and in the window that was read."""
    journal = Journal()
    journal.keys["gone"] = MeetingKey(journal.add(start, **values), "")
    found = journal.plan(event("other", TEN + 9 * HOUR), previous={"gone"}, **rules)
    cancelled = [step for step in found.steps if "no longer" in step.reason]
    assert len(cancelled) == is_cancelled
    if cancelled:
        assert isinstance(cancelled[0].operation, MeetingUpdate)
        assert (cancelled[0].operation.key, cancelled[0].operation.digest) == ("gone", "gone")


def test_a_cancelled_event_keeps_its_key_and_a_new_digest() -> None:
    """So that it is known when it comes again; a meeting that was held stays."""
    journal = Journal()
    (meeting,) = journal.plan(event()).operations
    (update,) = journal.plan(event(status="cancelled")).operations
    assert update.key == meeting.key == "e1"
    assert update.digest not in {"", meeting.digest}
    journal.meetings[0].state = "held"
    found = journal.plan(event(status="cancelled"))
    assert (found.operations, found.unchanged) == ([], 1)


def test_a_changed_event_of_a_journal_without_versions_is_taken() -> None:
    """Journals of earlier releases have none."""
    journal = Journal()
    journal.keys["e1"] = MeetingKey(journal.add(), "old")
    (step,) = journal.plan(event("e1", TEN + HOUR, sequence=0)).steps
    assert step.action == "change"


@pytest.mark.parametrize(
    ("state", "skip", "is_changed"),
    [("planned", (), True), ("held", (), True), ("cancelled", (), False),
     ("planned", ("Week*",), False)],
)  # fmt: skip
def test_attendees_come_into_a_meeting_that_was_imported_unless_it_is_none(
    state: str, skip: tuple[str, ...], is_changed: bool
) -> None:
    """With a digest of the event as it is, with them as clients."""
    journal = Journal()
    invited = event("e1", TEN, ME, DANA, "amy@x.example")
    journal.plan(invited)
    journal.meetings[0].state = state
    found = journal.plan(invited, create=True, create_known=True, skip=skip)
    updates = [step for step in found.steps if isinstance(step.operation, MeetingUpdate)]
    assert (len(updates), found.unchanged) == (int(is_changed), int(not is_changed))
    for step in updates:
        assert step.operation is not None
        assert (step.what, step.reason) == ("m1 Weekly, Tue 24 Nov 10:00", "with amy")
        assert step.operation.key == "e1"
        old_digest = journal.keys["e1"].digest
        assert split_version(step.operation.digest)[0] not in {"", old_digest}


def test_a_meeting_has_all_that_its_event_says() -> None:
    """An event that has just ended was held; a new meeting without a place has none."""
    ended = replace(event("e1", NOW - HOUR, location=" Room\n1 "), attendees=(Attendee(DANA),))
    (meeting,) = Journal().plan(ended).operations
    assert isinstance(meeting, NewMeeting)
    assert (meeting.state, meeting.place, meeting.key) == ("held", "Room 1", "e1")
    (meeting,) = Journal().plan(replace(event(), summary=" ", location=" ")).operations
    assert isinstance(meeting, NewMeeting)
    assert (meeting.title, meeting.place) == (None, None)


def test_a_meeting_by_hand_that_equals_its_event_is_joined() -> None:
    """Its key and digest are written, and nothing else."""
    journal = Journal()
    journal.add(title="Weekly")
    (step,) = journal.plan(event()).steps
    assert (step.action, step.reason) == ("merge", "it was in the journal already")
    assert isinstance(step.operation, MeetingUpdate)
    assert step.operation.key == "e1"
    (meeting,) = Journal().plan(event()).operations
    assert step.operation.digest == meeting.digest
    assert (step.operation.starts_at, step.operation.title) == (None, None)


def test_a_meeting_changes_with_its_event() -> None:
    """When it ends and who comes; an answer that changes nothing counts as unchanged."""
    journal = Journal()
    journal.people[1].emails = [SAM]
    journal.plan(event())
    longer = replace(event(), ends_at=TEN + 2 * HOUR, attendees=tuple(map(Attendee, (DANA, SAM))))
    (update,) = journal.plan(longer).operations
    assert isinstance(update, MeetingUpdate)
    assert (update.starts_at, update.ends_at) == (TEN, TEN + 2 * HOUR)
    assert update.coming == (journal.people[1],)
    answered = (Attendee(ME), Attendee(DANA, participation="ACCEPTED"))
    found = journal.plan(replace(event(), attendees=answered))
    assert (found.operations, found.unchanged) == ([], 1)


def test_who_is_no_client_is_named_by_name() -> None:
    """Else by address, and all of them where nobody is one."""
    strangers = (Attendee("amy@x.example", "Amy Ray"), Attendee("bob@x.example"))
    invited = replace(event(), attendees=(Attendee(DANA), *strangers))
    (step,) = Journal().plan(invited).steps
    assert step.reason == "with dana; not clients: Amy Ray, bob@x.example"
