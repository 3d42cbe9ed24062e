"""What must hold on every evening of the demo year and of the messy half-year."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median

import pytest

from clientlog.queries.snapshot_values import Relationship
from clientlog.queries.values import Client, Commitment, Meeting, Note
from clientlog.render.report import put_off
from clientlog.rules.runner import Flag, clients_of

from .conftest import Life
from .figures import Evening, measure

pytestmark = pytest.mark.slow

Check = Callable[[Evening, Flag], bool]


def flags(life: Life) -> Iterator[tuple[Evening, Flag]]:
    """Yield every flag of every evening."""
    for evening in life.evenings:
        for flag in evening.flags:
            yield evening, flag


def test_reports_are_short(life: Life) -> None:
    """At most 25 lines on a usual evening, at most 45 on the worst."""
    lines = measure(life.evenings).lines
    assert median(lines) <= 25
    assert max(lines) <= 45


def test_today_fits_on_a_screen(life: Life) -> None:
    """At most fifteen lines."""
    assert max(life.today) <= 15


def test_every_flag_goes_away_with_its_own_command(life: Life) -> None:
    """The first command of each, pasted on the evening it was first shown."""
    assert life.left == []


def test_what_was_settled_does_not_come_back_on_the_next_working_day(life: Life) -> None:
    """Nothing new has happened by then."""
    assert life.back == []


def test_nothing_is_flagged_about_a_routine_meeting(life: Life) -> None:
    """A routine series asks for nothing, and its members are not quiet."""
    for evening, flag in flags(life):
        assert not (isinstance(flag.subject, Meeting) and flag.subject.routine)
        if flag.rule in {"quiet-relationship", "never-spoken", "no-next-meeting"}:
            assert not known(evening, flag).in_routine


def test_who_is_away_is_flagged_by_my_dated_words_only(life: Life) -> None:
    """Everything else waits for them."""
    for evening, flag in flags(life):
        away = {
            absence.client_id
            for absence in evening.snapshot.absences
            if absence.client_id and absence.covers(evening.day)
        }
        clients = clients_of(flag.subject)
        if clients and all(client.id in away for client in clients):
            assert isinstance(flag.subject, Commitment)
            assert flag.subject.due
            assert not flag.subject.theirs


def test_nothing_is_flagged_that_was_over_when_it_was_recorded(life: Life) -> None:
    """History has a flag of its own, which says that it is."""
    for evening, flag in flags(life):
        subject, clock = flag.subject, evening.snapshot.clock
        if flag.rule == "past-date":
            continue
        if isinstance(subject, Commitment) and subject.due and subject.due_set_at:
            assert subject.due >= clock.day(subject.due_set_at), flag.text
        if isinstance(subject, Meeting) and flag.rule == "no-summary":
            assert subject.ends_at >= subject.ends_set_at, flag.text


def test_what_stands_for_long_says_since_when_and_how_often_it_was_put_off(life: Life) -> None:
    """Flags of late and now that were shown on more than five working days."""
    shown: Counter[tuple[str, date]] = Counter()
    for evening, flag in flags(life):
        if flag.severity in {"late", "now"} and evening.snapshot.calendar.is_working_day(
            evening.day
        ):
            shown[flag.key, flag.since] += 1
            if shown[flag.key, flag.since] > 5:
                assert SINCE.search(flag.text), flag.text
                assert not flag.put_off or "snoozed" in put_off(flag)


SINCE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ [A-Z][a-z]{2}|for \d+ days?|\d+ days? late")


def test_a_flag_is_new_on_the_evening_from_which_it_stands(life: Life) -> None:
    """None begins as an old one, which would be counted and never shown."""
    seen: set[tuple[str, date]] = set()
    for evening, flag in flags(life):
        stand = (flag.key, flag.since)
        assert flag.since <= evening.day
        if stand not in seen:
            seen.add(stand)
            assert not flag.old, f"{evening.day} {flag.key} since {flag.since}"


def test_no_flag_is_false(life: Life) -> None:
    """What each says is looked up anew in the records of that evening."""
    checked = set()
    for evening, flag in flags(life):
        if check := TRUE_WHEN.get(flag.rule):
            checked.add(flag.rule)
            assert check(evening, flag), f"{evening.day} {flag.key}: {flag.text}"
    assert len(checked) >= 8


def test_the_all_hands_is_no_contact(life: Life) -> None:
    """More than eight in a room: nobody was spoken with."""
    if life.name.endswith("half_year"):
        evening = next(each for each in life.evenings if f"{each.day:%m-%d}" == "09-17")
        relationships = evening.snapshot.relationships
        (nora,) = (each for each in relationships if each.client.handle == "nora-vik")
        assert nora.last_contact is None


# What makes a flag true, in other words than the rules'


def known(evening: Evening, flag: Flag) -> Relationship:
    """Return what is known of the client a flag is about."""
    assert isinstance(flag.subject, Client)
    return next(
        each for each in evening.snapshot.relationships if each.client.id == flag.subject.id
    )


def is_late(evening: Evening, flag: Flag) -> bool:
    """Return whether an open commitment's date is over by the days that the text says."""
    subject = flag.subject
    assert isinstance(subject, Commitment)
    days = (evening.day - subject.due).days if subject.due else 0
    return subject.state == "open" and days > 0 and f"{days} day" in flag.text


def is_due(evening: Evening, flag: Flag) -> bool:
    """Return whether an open commitment is due today or within a long weekend."""
    subject = flag.subject
    assert isinstance(subject, Commitment)
    return (
        subject.state == "open"
        and subject.due is not None
        and 0 <= (subject.due - evening.day).days <= 6
    )


def is_silent(evening: Evening, flag: Flag) -> bool:
    """Return whether there was no contact for the days that the text says, none of them away."""
    last = known(evening, flag).last_contact
    days = int(SILENT_DAYS.findall(flag.text)[0])
    since = (evening.day - evening.snapshot.clock.day(last)).days if last else days
    absences = evening.snapshot.absences
    away = sum(
        any(absence.covers(date.fromordinal(day)) for absence in absences)
        for day in range(evening.day.toordinal() - since + 1, evening.day.toordinal() + 1)
    )
    return days <= since <= days + away


SILENT_DAYS = re.compile(r"(\d+) days")


def is_unwritten(evening: Evening, flag: Flag) -> bool:
    """Return whether a meeting is over and nothing was written."""
    meeting = flag.subject
    assert isinstance(meeting, Meeting)
    is_over = meeting.ends_at <= evening.snapshot.clock.now
    return is_over and not meeting.summary and not meeting.nothing_to_note


def is_ahead(evening: Evening, flag: Flag) -> bool:
    """Return whether a meeting is planned and has not begun."""
    meeting = flag.subject
    assert isinstance(meeting, Meeting)
    return meeting.state == "planned" and meeting.starts_at > evening.snapshot.clock.now


def is_untold(_evening: Evening, flag: Flag) -> bool:
    """Return whether news, or a change of a commitment, was not told."""
    if isinstance(flag.subject, Note):
        return flag.subject.state == "untold"
    assert isinstance(flag.subject, Commitment)
    return any(change.told_at is None for change in flag.subject.amendments)


def is_open_note(_evening: Evening, flag: Flag) -> bool:
    """Return whether a note has not been settled."""
    return isinstance(flag.subject, Note) and flag.subject.state in {"open", "asked", "received"}


def has_no_plan(evening: Evening, flag: Flag) -> bool:
    """Return whether no meeting with the client is ahead."""
    client = clients_of(flag.subject)[0]
    return not any(
        each.planned for each in evening.snapshot.relationships if each.client.id == client.id
    )


def was_never_spoken_with(evening: Evening, flag: Flag) -> bool:
    """Return whether there was no contact at all."""
    return known(evening, flag).first_contact is None


TRUE_WHEN: dict[str, Check] = {
    "missed-promise": is_late,
    "missed-deadline": is_late,
    "waiting-on-them": is_late,
    "due-soon": is_due,
    "their-due-soon": is_due,
    "quiet-relationship": is_silent,
    "no-summary": is_unwritten,
    "no-agenda": is_ahead,
    "review-without-talk": is_ahead,
    "untold-change": is_untold,
    "untold-news": is_untold,
    "feedback-unanswered": is_open_note,
    "feedback-not-acted": is_open_note,
    "unmet-must": is_open_note,
    "no-next-meeting": has_no_plan,
    "waiting-topic": has_no_plan,
    "never-spoken": was_never_spoken_with,
}
