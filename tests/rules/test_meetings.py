"""Rules about what comes before and after a meeting."""

import pytest

from clientlog.rules.base import Rule, traits_of
from clientlog.rules.meetings import (
    no_agenda,
    no_show_open,
    no_summary,
    review_without_talk,
    slipping_meeting,
    unconfirmed_actions,
)

from .build import (
    DANA,
    Record,
    Records,
    at,
    cases,
    client,
    day,
    days,
    flagged,
    held,
    known,
    meeting,
    since_and_text,
    snapshot,
    topic,
)

LEE = client("lee", name="Lee Park")


@cases(
    at_its_end=meeting(0, "11:00"),
    held=held(-3),
    recorded_at_its_end=held(-3, ends_set_at=at(-3, "13:00")),
    only_action_items=held(-3, open_actions=1),
)
def test_a_meeting_without_summary_is_flagged(records: Records) -> None:
    """A meeting lacks its summary from its end on."""
    assert flagged(no_summary, records) == ["m3"]


@cases(
    a_minute_before_its_end=meeting(0, "11:01"),
    with_a_summary=held(-3, summary="all well"),
    nothing_to_note=held(-3, nothing_to_note=True),
    cancelled=meeting(-3, state="cancelled"),
    nobody_came=meeting(-3, state="no-show"),
    routine=meeting(-3, routine=True),
    history=held(-3, ends_set_at=at(-3, "13:01")),
    nobody_to_ask=held(-3, clients=()),
)
def test_other_meetings_need_no_summary(records: Records) -> None:
    """A meeting that goes on, was written down, did not happen or is history is fine."""
    assert flagged(no_summary, records) == []


def test_a_held_meeting_cannot_be_cancelled() -> None:
    """Only a planned meeting is offered to be cancelled or marked as a no-show."""
    (planned,) = no_summary(snapshot(meeting(-1)))
    (over,) = no_summary(snapshot(held(-1)))
    assert planned.settle is None
    assert over.settle
    assert not any("cancel" in command or "no-show" in command for command in over.settle)


@cases(
    tomorrow=meeting(1),
    late_on_the_next_working_day=meeting(3, "23:00"),
    twenty_minutes=meeting(1, ends_at=at(1, "12:20")),
    starting_now=meeting(0),
    a_topic_of_somebody_else=(meeting(1), topic(client=LEE)),
    a_topic_that_was_discussed=(meeting(1), topic(state="discussed")),
)
def test_a_meeting_without_agenda_is_flagged(records: Records) -> None:
    """A meeting by the end of the next working day with nothing to raise lacks an agenda."""
    assert flagged(no_agenda, records) == ["m3"]


@cases(
    the_working_day_after_the_next=meeting(4, "00:01"),
    nineteen_minutes=meeting(1, ends_at=at(1, "12:19")),
    routine=meeting(1, routine=True),
    standing_agenda=meeting(1, standing="numbers, risks"),
    already_begun=meeting(0, "11:59"),
    a_topic_of_its_own=meeting(1, topics=1),
    a_topic_of_an_attendee=(meeting(1, clients=(LEE, DANA)), topic()),
    cancelled=meeting(1, state="cancelled"),
)
def test_other_meetings_need_no_agenda(records: Records) -> None:
    """Nothing is said earlier, later, or when there is something to raise."""
    assert flagged(no_agenda, records) == []


@cases(
    in_seven_days=(meeting(7, review=True), known(-1)),
    the_contact_was_eight_days_before=(meeting(3, review=True), known(-5)),
    never_spoken=(meeting(3, review=True), known()),
    later_today=(meeting(0, "13:00", review=True), known(-8)),
    one_of_two=(meeting(3, clients=(DANA, LEE), review=True), known(-1), known(-9, LEE)),
    nothing_but_the_review_planned=(
        meeting(3, review=True),
        known(-9, planned=(at(3), at(5))),
    ),
)
def test_a_review_without_talk_is_flagged(records: Records) -> None:
    """A review within seven days that an attendee was not spoken with about is flagged."""
    assert flagged(review_without_talk, records) == ["m3"]


@cases(
    in_eight_days=(meeting(8, review=True), known()),
    the_contact_was_seven_days_before=(meeting(3, review=True), known(-4)),
    a_talk_is_planned=(meeting(3, review=True), known(-9, planned=(at(2), at(3)))),
    no_review=(meeting(3), known()),
    already_begun=(meeting(0, "11:59", review=True), known()),
)
def test_other_reviews_are_not_flagged(records: Records) -> None:
    """Nothing is said eight days ahead, after a talk, or with one planned."""
    assert flagged(review_without_talk, records) == []


def test_a_review_names_those_not_spoken_with() -> None:
    """The commands are about the attendee who was not spoken with."""
    review = meeting(3, clients=(DANA, LEE), review=True)
    (finding,) = review_without_talk(snapshot(review, known(-1), known(-9, LEE)))
    assert finding.settle == ("clientlog plan lee --at WHEN", "clientlog touch lee TEXT")
    assert finding.text.endswith(
        "you have not talked with Lee Park before it (last contact Wed 11 Nov)"
    )


def test_a_review_with_one_person_names_them_once() -> None:
    """Where only one attends there is no doubt about who was not spoken with."""
    (finding,) = review_without_talk(snapshot(meeting(3, review=True), known()))
    assert finding.text.count("Dana Reyes") == 1


@cases(
    on_the_eighth_day=(held(-8, open_actions=1), known(-8, last_met=at(-8))),
    with_a_summary=held(-30, open_actions=2, summary="much to do"),
    after_the_next_meeting=(held(-3, open_actions=1), known(-1, last_met=at(-1))),
    recorded_a_week_later=held(-30, open_actions=1, recorded_at=at(-23)),
)
def test_unconfirmed_actions_are_flagged(records: Records) -> None:
    """Action items are to be read back at the next meeting, or within a week without one."""
    assert flagged(unconfirmed_actions, records) == ["m3"]


@cases(
    on_the_seventh_day=held(-7, open_actions=1),
    until_the_next_meeting=(held(-30, open_actions=1), known(-30, planned=(at(5),))),
    recorded_long_after=held(-30, open_actions=1, recorded_at=at(-22)),
    confirmed=held(-30, open_actions=1, confirmed_at=at(-3)),
    none_open=held(-30),
    planned=meeting(-30, open_actions=1),
)
def test_other_actions_are_not_unconfirmed(records: Records) -> None:
    """Nothing is flagged before the next meeting, once confirmed, or when all is settled."""
    assert flagged(unconfirmed_actions, records) == []


def test_actions_wait_to_be_read_back_since_the_meeting_after() -> None:
    """The day of the meeting itself is not that of the next one."""
    waiting = held(-5, open_actions=1)
    met = known(-1, held_days=days(-5, -3, -1), last_met=at(-1))
    (finding,) = unconfirmed_actions(snapshot(waiting, met))
    assert finding.since == day(-3)
    met = known(-1, held_days=days(-5), last_met=at(-1))
    (finding,) = unconfirmed_actions(snapshot(waiting, met))
    assert finding.since == day(-1)


EXECUTIVE = client("vera", stake="executive")


@cases(
    three_times=meeting(5, moves=3),
    with_an_executive_twice=meeting(5, moves=2, clients=(DANA, EXECUTIVE)),
)
def test_a_slipping_meeting_is_flagged(records: Records) -> None:
    """A meeting slips when it was moved three times, with an executive twice."""
    assert flagged(slipping_meeting, records) == ["m3"]


@cases(
    twice=meeting(5, moves=2),
    with_an_executive_once=meeting(5, moves=1, clients=(EXECUTIVE,)),
    begun=meeting(0, "11:00", moves=5),
    cancelled=meeting(5, moves=5, state="cancelled"),
)
def test_other_meetings_do_not_slip(records: Records) -> None:
    """After fewer moves, or once begun, nothing is flagged."""
    assert flagged(slipping_meeting, records) == []


@cases(
    four_working_days_ago=(meeting(-4, state="no-show"), known(-9)),
    long_ago=(meeting(-40, state="no-show"), known(-41, last_met=at(-41))),
)
def test_an_open_no_show_is_flagged(records: Records) -> None:
    """A no-show asks for a new meeting after three working days."""
    assert flagged(no_show_open, records) == ["m3"]


@cases(
    three_working_days_ago=(meeting(-3, state="no-show"), known(-9)),
    planned_since=(meeting(-9, state="no-show"), known(-9, planned=(at(5),))),
    met_since=(meeting(-9, state="no-show"), known(-2, last_met=at(-2))),
    routine=(meeting(-9, routine=True, state="no-show"), known(-9)),
    cancelled=(meeting(-9, state="cancelled"), known(-9)),
)
def test_other_no_shows_are_not_open(records: Records) -> None:
    """On the third working day, and once a meeting is planned or held, nothing is flagged."""
    assert flagged(no_show_open, records) == []


@pytest.mark.parametrize(
    ("function", "records", "since", "text"),
    [
        (no_summary, held(-3), -3, "Meeting with Dana Reyes on Tue 17 Nov has no summary"),
        (
            no_agenda,
            meeting(0, "13:00"),
            -1,
            "Meeting with Dana Reyes on Fri 20 Nov at 13:00 has no agenda",
        ),
        (
            no_agenda,
            meeting(1, title="Kick-off"),
            0,
            "'Kick-off' with Dana Reyes on Sat 21 Nov at 12:00 has no agenda",
        ),
        (no_agenda, meeting(3), 0, "Meeting with Dana Reyes on Mon 23 Nov at 12:00 has no agenda"),
        (
            review_without_talk,
            (meeting(3, review=True), known()),
            -4,
            (
                "Review with Dana Reyes on Mon 23 Nov: you have not talked with them before it"
                " (no contact yet)"
            ),
        ),
        (
            review_without_talk,
            (
                meeting(3, review=True, title="Yearly", clients=(DANA, LEE)),
                known(-9),
                known(-20, LEE),
            ),
            -4,
            (
                "'Yearly' with Dana Reyes and Lee Park on Mon 23 Nov: you have not talked with"
                " Dana Reyes and Lee Park before it (last contact Sat 31 Oct)"
            ),
        ),
        (
            review_without_talk,
            (meeting(3, review=True, clients=(DANA, LEE)), known(-9), known(None, LEE)),
            -4,
            (
                "Review with Dana Reyes and Lee Park on Mon 23 Nov: you have not talked with"
                " Dana Reyes and Lee Park before it (no contact yet)"
            ),
        ),
        (
            review_without_talk,
            meeting(3, review=True),
            -4,
            (
                "Review with Dana Reyes on Mon 23 Nov: you have not talked with them before it"
                " (no contact yet)"
            ),
        ),
        (
            unconfirmed_actions,
            held(-10, open_actions=1),
            -2,
            "Meeting with Dana Reyes on Tue 10 Nov: 1 open action item, not read back",
        ),
        (
            unconfirmed_actions,
            (
                held(-10, open_actions=2, clients=(DANA, LEE)),
                known(-1, last_met=at(-1), held_days=days(-10, -1)),
                known(-3, LEE, last_met=at(-3), held_days=days(-10, -3)),
            ),
            -3,
            (
                "Meeting with Dana Reyes and Lee Park on Tue 10 Nov: 2 open action items, not"
                " read back"
            ),
        ),
        (
            unconfirmed_actions,
            (held(-10, open_actions=1), known(-10, last_met=at(-10, "13:00"))),
            -10,
            "Meeting with Dana Reyes on Tue 10 Nov: 1 open action item, not read back",
        ),
        (
            slipping_meeting,
            meeting(5, moves=3),
            -100,
            "Meeting with Dana Reyes on Wed 25 Nov has been moved 3 times",
        ),
        (
            no_show_open,
            (meeting(-7, state="no-show"), known(-9)),
            -1,
            "Meeting with Dana Reyes on Fri 13 Nov was a no-show, and none was planned since",
        ),
        (
            no_show_open,
            (meeting(-7, state="no-show"), known(-7, last_met=at(-7))),
            -1,
            "Meeting with Dana Reyes on Fri 13 Nov was a no-show, and none was planned since",
        ),
        (
            no_show_open,
            meeting(-7, state="no-show"),
            -1,
            "Meeting with Dana Reyes on Fri 13 Nov was a no-show, and none was planned since",
        ),
    ],
)
def test_a_flag_says_what_was_found_and_since_when(
    function: Rule, records: Record | Records, since: int, text: str
) -> None:
    """It stands since the first day on which the rule had something to say."""
    assert since_and_text(function, records) == (since, text)


@pytest.mark.parametrize(
    ("function", "severity", "group", "commands"),
    [
        (
            no_summary,
            "now",
            None,
            [
                "log {handle} TEXT --meeting {ref}",
                "log {handle} --meeting {ref} --nothing",
                "log {handle} --meeting {ref} --no-show",
                "meeting cancel {ref}",
            ],
        ),
        (no_agenda, "now", None, ["topic {handle} TEXT", "meeting cancel {ref}"]),
        (review_without_talk, "now", None, ["plan {handle} --at WHEN", "touch {handle} TEXT"]),
        (slipping_meeting, "care", None, ["meeting cancel {ref}"]),
        (no_show_open, "soon", None, ["plan {handle} --at WHEN", "log {handle} TEXT"]),
        (unconfirmed_actions, "soon", None, ["confirm {ref}"]),
    ],
)
def test_a_flag_has_a_severity_a_group_and_commands_that_settle_it(
    function: Rule, severity: str, group: str | None, commands: list[str]
) -> None:
    """Of one group only the worst flag on a record or a client is shown."""
    settle = tuple(f"clientlog {command}" for command in commands)
    assert traits_of(function) == (severity, settle, group)


def test_a_meeting_that_was_never_moved_or_that_nobody_attends_is_not_slipping() -> None:
    """Whatever the threshold; and nobody prepares it."""
    assert list(slipping_meeting(snapshot(meeting(5)), times=0)) == []
    assert list(slipping_meeting(snapshot(meeting(5, moves=1)), times=0))
    deserted = snapshot(meeting(1, moves=5, clients=(), review=True))
    for function in (slipping_meeting, no_agenda, review_without_talk):
        assert list(function(deserted)) == []


def test_a_talk_before_a_review_is_with_all_whom_it_is_missing_with() -> None:
    """A touch is with one client, so it is logged."""
    review = meeting(3, clients=(DANA, LEE), review=True)
    (finding,) = review_without_talk(snapshot(review, known(-9), known(-9, LEE)))
    assert finding.settle == (
        "clientlog plan dana --with lee --at WHEN",
        "clientlog log dana TEXT --with lee",
    )


def test_one_of_several_who_was_met_again_is_enough_after_a_no_show() -> None:
    """Or with whom a meeting is planned."""
    missed = meeting(-9, state="no-show", clients=(DANA, LEE))
    assert flagged(no_show_open, (missed, known(-9), known(-2, LEE, last_met=at(-2)))) == []
    assert flagged(no_show_open, (missed, known(-9), known(-9, LEE))) == ["m3"]
