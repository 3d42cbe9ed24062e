"""Rules about what comes before and after a meeting."""

from clientlog.rules.meetings import (
    no_agenda,
    no_summary,
    review_without_talk,
    stale_topic,
    unconfirmed_actions,
)

from .build import (
    DANA,
    at,
    cases,
    client,
    day,
    days,
    flagged,
    held,
    known,
    meeting,
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
def test_a_meeting_without_summary_is_flagged(records) -> None:
    """A meeting lacks its summary from its end on."""
    assert flagged(no_summary, records) == ["m3"]


@cases(
    a_minute_before_its_end=meeting(0, "11:01"),
    with_a_summary=held(-3, summary="all well"),
    nothing_to_note=held(-3, nothing_to_note=True),
    cancelled=meeting(-3, state="cancelled"),
    nobody_came=meeting(-3, state="no-show"),
    history=held(-3, ends_set_at=at(-3, "13:01")),
    nobody_to_ask=held(-3, clients=()),
)
def test_other_meetings_need_no_summary(records) -> None:
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
    in_a_day_to_the_minute=meeting(1),
    starting_now=meeting(0),
    a_topic_of_somebody_else=(meeting(1), topic(client=LEE)),
    a_topic_that_was_discussed=(meeting(1), topic(state="discussed")),
)
def test_a_meeting_without_agenda_is_flagged(records) -> None:
    """A meeting within 24 hours with nothing to raise lacks an agenda."""
    assert flagged(no_agenda, records) == ["m3"]


@cases(
    a_minute_over_a_day=meeting(1, "12:01"),
    already_begun=meeting(0, "11:59"),
    a_topic_of_its_own=meeting(1, topics=1),
    a_topic_of_an_attendee=(meeting(1, clients=(LEE, DANA)), topic()),
    cancelled=meeting(1, state="cancelled"),
)
def test_other_meetings_need_no_agenda(records) -> None:
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
def test_a_review_without_talk_is_flagged(records) -> None:
    """A review within seven days that an attendee was not spoken with about is flagged."""
    assert flagged(review_without_talk, records) == ["m3"]


@cases(
    in_eight_days=(meeting(8, review=True), known()),
    the_contact_was_seven_days_before=(meeting(3, review=True), known(-4)),
    a_talk_is_planned=(meeting(3, review=True), known(-9, planned=(at(2), at(3)))),
    no_review=(meeting(3), known()),
    already_begun=(meeting(0, "11:59", review=True), known()),
)
def test_other_reviews_are_not_flagged(records) -> None:
    """Nothing is said eight days ahead, after a talk, or with one planned."""
    assert flagged(review_without_talk, records) == []


def test_a_review_names_those_not_spoken_with() -> None:
    """The commands are about the attendee who was not spoken with."""
    review = meeting(3, clients=(DANA, LEE), review=True)
    (finding,) = review_without_talk(snapshot(review, known(-1), known(-9, LEE)))
    assert finding.settle == ("clientlog touch lee TEXT", "clientlog plan lee --at WHEN")
    assert finding.text.endswith("nobody talked before it with Lee Park")


def test_a_review_with_one_person_names_them_once() -> None:
    """Where only one attends there is no doubt about who was not spoken with."""
    (finding,) = review_without_talk(snapshot(meeting(3, review=True), known()))
    assert finding.text.count("Dana Reyes") == 1


@cases(
    on_the_third_day=held(-3, open_actions=1),
    with_a_summary=held(-30, open_actions=2, summary="much to do"),
)
def test_unconfirmed_actions_are_flagged(records) -> None:
    """Action items that were not read back are flagged from the third day."""
    assert flagged(unconfirmed_actions, records) == ["m3"]


@cases(
    on_the_second_day=held(-2, open_actions=1),
    confirmed=held(-3, open_actions=1, confirmed_at=at(-3)),
    none_open=held(-3),
    planned=meeting(-3, open_actions=1),
)
def test_other_actions_are_not_unconfirmed(records) -> None:
    """Nothing is said on the second day, once confirmed, or when all is settled."""
    assert flagged(unconfirmed_actions, records) == []


@cases(after_three=topic(meetings_since=3), after_nine=topic(meetings_since=9))
def test_a_stale_topic_is_flagged(records) -> None:
    """A topic is stale after three meetings."""
    assert flagged(stale_topic, records) == ["t9"]


@cases(after_two=topic(meetings_since=2), discussed=topic(meetings_since=3, state="discussed"))
def test_other_topics_are_not_stale(records) -> None:
    """After two meetings nothing is said."""
    assert flagged(stale_topic, records) == []


def test_a_topic_is_stale_since_the_third_meeting() -> None:
    """The flag stands since the meeting that was one too many."""
    met = known(-1, held_days=days(-90, -40, -30, -20, -10))
    (finding,) = stale_topic(snapshot(topic(meetings_since=4), met))
    assert finding.since == day(-20)
    (finding,) = stale_topic(snapshot(topic(meetings_since=4), known(-1, held_days=days(-20, -10))))
    assert finding.since == day(-20)
    (finding,) = stale_topic(snapshot(topic(meetings_since=4), known(-1)))
    assert finding.since == day(-60)
