"""Rules about the due dates of what the user owes."""

from dataclasses import replace

import pytest

from clientlog.rules.base import Rule, traits_of
from clientlog.rules.deadlines import (
    due_soon,
    internal_starved,
    missed_deadline,
    missed_promise,
    past_date,
    slipping_promise,
    undated_action,
    undated_promise,
)
from clientlog.workdays import WorkCalendar

from .build import (
    Finished,
    Record,
    Records,
    action,
    at,
    cases,
    change,
    client,
    day,
    flagged,
    promise,
    since_and_text,
    snapshot,
    text_of,
)

AWAY_TODAY = client(away_until=day(1))
ARCHIVED = client(archived=True)
PEER = client("lee", direction="sideways")
SERVED = Finished(day(-3))


@cases(
    the_day_after=promise(due=-1),
    long_after=promise(due=-40),
    delegated=promise(due=-1, owner="Tom"),
    recorded_on_its_due_date=promise(due=-1, due_set_at=at(-1, "23:30")),
    client_is_away=promise(due=-1, client=AWAY_TODAY),
    client_is_archived=promise(due=-1, client=ARCHIVED),
)
def test_a_missed_promise_is_flagged(records: Records) -> None:
    """A promise is missed from the day after its due date."""
    assert flagged(missed_promise, records) == ["p4"]


@cases(
    on_the_day=promise(due=0),
    without_a_date=promise(),
    kept=promise(due=-1, state="kept"),
    broken=promise(due=-1, state="broken"),
    theirs=promise(due=-1, theirs=True),
    an_action_item=action(due=-1),
    history=promise(due=-2, due_set_at=at(-1, "00:30")),
)
def test_other_promises_are_not_missed(records: Records) -> None:
    """A promise that is due today, settled, not mine or history is not missed."""
    assert flagged(missed_promise, records) == []


def test_a_missed_promise_says_how_late_it_is() -> None:
    """The text names the client once, the promise, its date and the days since."""
    text = text_of(missed_promise, promise(due=-2))
    assert text == "'send the draft', promised to Dana Reyes, was due Wed 18 Nov: 2 days late"


def test_a_long_text_is_cut() -> None:
    """Of a long text sixty characters are shown, on one line."""
    text = text_of(missed_promise, promise(due=-1, text="draft\n" + "x" * 200))
    assert f"'draft {'x' * 53}…'" in text


@cases(
    the_day_after=action(due=-1),
    delegated=action(due=-1, owner="Tom"),
    recorded_on_its_due_date=action(due=-1, due_set_at=at(-1)),
)
def test_a_missed_deadline_is_flagged(records: Records) -> None:
    """An action item is late from the day after its due date."""
    assert flagged(missed_deadline, records) == ["a4"]


@cases(
    on_the_day=action(due=0),
    without_a_date=action(),
    done=action(due=-1, state="done"),
    theirs=action(due=-1, theirs=True),
    a_promise=promise(due=-1),
    of_an_archived_client=action(due=-1, client=ARCHIVED),
    history=action(due=-2, due_set_at=at(-1)),
)
def test_other_action_items_have_missed_no_deadline(records: Records) -> None:
    """An action item that is due today, settled, not mine or history is not late."""
    assert flagged(missed_deadline, records) == []


def test_a_missed_deadline_names_who_has_the_task() -> None:
    """Of a delegated task the text says with whom it is."""
    assert "delegated to Tom" in text_of(missed_deadline, action(due=-1, owner="Tom"))


@cases(
    three_times=promise(due=9, amendments=(change(-9), change(-8), change(-7))),
    four_times=promise(due=9, amendments=(change(),) * 4),
    told=promise(due=9, amendments=(change(told=True),) * 3),
)
def test_a_slipping_promise_is_flagged(records: Records) -> None:
    """A promise slips when it was moved three times."""
    assert flagged(slipping_promise, records) == ["p4"]


@cases(
    twice=promise(due=9, amendments=(change(), change())),
    twice_and_delegated=promise(due=9, amendments=(change(), change(kind="delegated"), change())),
    an_action_item=action(due=9, amendments=(change(),) * 3),
    kept=promise(due=9, state="kept", amendments=(change(),) * 3),
    theirs=promise(due=9, theirs=True, amendments=(change(),) * 3),
)
def test_a_promise_moved_twice_does_not_slip(records: Records) -> None:
    """Two moves are no slipping, and other changes are no moves."""
    assert flagged(slipping_promise, records) == []


def test_a_promise_slips_since_its_third_move() -> None:
    """The flag stands since the day of the move that was one too many."""
    moves = (change(-9), change(-8), change(-7), change(-1))
    (finding,) = slipping_promise(snapshot(promise(due=9, amendments=moves)))
    assert finding.since == day(-7)


@cases(
    at_once=promise(recorded_at=at(0)),
    later=promise(),
    delegated=promise(owner="Tom"),
    tried_until_yesterday=promise(try_until=day(-1)),
)
def test_an_undated_promise_is_flagged(records: Records) -> None:
    """A promise without a date is flagged at once."""
    assert flagged(undated_promise, records) == ["p4"]


@cases(
    dated=promise(due=300),
    tried_until_today=promise(try_until=day(0)),
    an_action_item=action(),
    theirs=promise(theirs=True),
    released=promise(state="released"),
)
def test_a_dated_promise_is_not_undated(records: Records) -> None:
    """A promise with a date, however far, is fine."""
    assert flagged(undated_promise, records) == []


@cases(
    today=promise(due=0),
    over_the_weekend_in_two_working_days=promise(due=4),
    on_sunday=promise(due=2),
    an_action_item=action(due=1),
    delegated=action(due=2, owner="Tom"),
    client_is_away=action(due=2, client=AWAY_TODAY),
)
def test_what_is_due_soon_is_flagged(records: Records) -> None:
    """A commitment is due soon from two working days before its date to the day itself."""
    assert len(flagged(due_soon, records)) == 1


@cases(
    in_three_working_days=promise(due=5),
    yesterday=promise(due=-1),
    without_a_date=promise(),
    theirs=promise(due=1, theirs=True),
    done=action(due=1, state="done"),
)
def test_what_is_due_later_is_not_due_soon(records: Records) -> None:
    """Three working days ahead nothing is said, and what is late is not due soon."""
    assert flagged(due_soon, records) == []


def test_due_today_is_for_now() -> None:
    """On the day itself, and on Friday for what is due on Saturday, it is for now."""
    (today,) = due_soon(snapshot(promise(due=0)))
    (monday,) = due_soon(snapshot(promise(due=3)))
    (saturday,) = due_soon(snapshot(promise(due=1)))
    assert (today.severity, monday.severity, saturday.severity) == ("now", None, "now")


def test_a_holiday_is_no_working_day() -> None:
    """With Monday off, Wednesday is two working days ahead, and Monday is to be done today."""
    calendar = WorkCalendar(holidays=frozenset({day(3)}))
    (wednesday,) = due_soon(replace(snapshot(promise(due=5)), calendar=calendar))
    (monday,) = due_soon(replace(snapshot(promise(due=3)), calendar=calendar))
    assert (wednesday.severity, wednesday.since) == (None, day(0))
    assert monday.severity == "now"


@cases(
    fifteen_days_late=(action(due=-15, client=PEER), SERVED),
    of_a_must=(action(due=-15, client=PEER, priority="must"), SERVED),
    a_promise=(promise(due=-15, client=PEER), SERVED),
    delegated=(action(due=-15, client=PEER, owner="Tom"), SERVED),
    finished_on_the_due_date=(
        action(due=-15, client=PEER),
        Finished(day(-15)),
    ),
)
def test_an_internal_client_who_starves_is_flagged(records: Records) -> None:
    """A commitment is starved from the fifteenth day when an outside client was served."""
    assert len(flagged(internal_starved, records)) == 1


@cases(
    fourteen_days_late=(action(due=-14, client=PEER), SERVED),
    an_outside_client=(action(due=-15), SERVED),
    theirs=(action(due=-15, client=PEER, theirs=True), SERVED),
    nothing_finished=action(due=-15, client=PEER),
    finished_the_day_before=(
        action(due=-15, client=PEER),
        Finished(day(-16)),
    ),
    history=(action(due=-15, due_set_at=at(-14), client=PEER), SERVED),
)
def test_other_internal_clients_do_not_starve(records: Records) -> None:
    """Without outside work finished since, or before the fifteenth day, nobody starves."""
    assert flagged(internal_starved, records) == []


YESTERDAY = at(-1)


@cases(
    mine=promise(due=-2, due_set_at=YESTERDAY),
    an_action_item=action(due=-40, due_set_at=YESTERDAY),
    theirs=promise(due=-2, theirs=True, due_set_at=YESTERDAY),
    of_an_archived_client=promise(due=-2, client=ARCHIVED, due_set_at=YESTERDAY),
    an_action_item_of_an_archived_client=action(due=-2, client=ARCHIVED, due_set_at=YESTERDAY),
)
def test_a_date_that_was_past_when_recorded_is_flagged(records: Records) -> None:
    """What is open is never invisible."""
    assert len(flagged(past_date, records)) == 1


@cases(
    recorded_on_the_day=promise(due=-1, due_set_at=YESTERDAY),
    settled=promise(due=-2, state="kept", due_set_at=YESTERDAY),
    ahead=promise(due=3),
    undated=promise(),
    theirs_and_archived=promise(due=-2, theirs=True, client=ARCHIVED, due_set_at=YESTERDAY),
    theirs_and_away=promise(due=-2, theirs=True, client=AWAY_TODAY, due_set_at=YESTERDAY),
)
def test_other_dates_were_not_past(records: Records) -> None:
    """A date that was still ahead, or of a settled commitment, is not flagged."""
    assert flagged(past_date, records) == []


@cases(
    thirty_one_days=action(recorded_at=at(-31)),
    delegated=action(recorded_at=at(-90), owner="Tom"),
)
def test_an_undated_action_item_is_flagged(records: Records) -> None:
    """An action item without a date is flagged after thirty days."""
    assert flagged(undated_action, records) == ["a4"]


@cases(
    thirty_days=action(recorded_at=at(-30)),
    dated=action(due=90, recorded_at=at(-90)),
    theirs=action(recorded_at=at(-90), theirs=True),
    a_promise=promise(recorded_at=at(-90)),
    done=action(recorded_at=at(-90), state="done"),
)
def test_other_action_items_are_not_undated(records: Records) -> None:
    """On the thirtieth day, dated or settled nothing is flagged."""
    assert flagged(undated_action, records) == []


def test_each_missed_date_of_a_recurring_promise_is_counted() -> None:
    """A weekly promise that is fifteen days late has missed three dates."""
    text = text_of(missed_promise, promise(due=-15, every="1w"))
    assert text.endswith("15 days late, 3 dates missed")


MOVE, DONE = "renegotiate {ref} --to DATE --why WHY", "done {ref}"
BREAK, DROP = "break {ref} --why WHY", "drop {ref} --why WHY"


@pytest.mark.parametrize(
    ("function", "records", "since", "text"),
    [
        (
            missed_promise,
            promise(due=-10, owner="Tom"),
            -9,
            (
                "'send the draft', promised to Dana Reyes (delegated to Tom), was due Tue 10"
                " Nov: 10 days late"
            ),
        ),
        (
            missed_promise,
            promise(due=-8, every="1w"),
            -7,
            (
                "'send the draft', promised to Dana Reyes, was due Thu 12 Nov: 8 days late, 2"
                " dates missed"
            ),
        ),
        (
            missed_promise,
            promise(due=-6, every="1w"),
            -5,
            "'send the draft', promised to Dana Reyes, was due Sat 14 Nov: 6 days late",
        ),
        (
            missed_deadline,
            action(due=-10),
            -9,
            "'send the draft' for Dana Reyes was due Tue 10 Nov: 10 days late",
        ),
        (
            past_date,
            promise(due=-9, due_set_at=at(-1)),
            -1,
            (
                "'send the draft' for Dana Reyes is open, and its date Wed 11 Nov had passed"
                " when it was recorded: 9 days late"
            ),
        ),
        (
            past_date,
            promise(due=-9, due_set_at=at(-1), theirs=True),
            -1,
            (
                "'send the draft' (from Dana Reyes) is open, and its date Wed 11 Nov had passed"
                " when it was recorded: 9 days late"
            ),
        ),
        (
            slipping_promise,
            promise(due=9, amendments=(change(-9), change(-8), change(-7))),
            -7,
            "'send the draft', promised to Dana Reyes, has been moved 3 times",
        ),
        (
            undated_promise,
            promise(),
            -100,
            "'send the draft', promised to Dana Reyes, has no due date",
        ),
        (
            undated_promise,
            promise(try_until=day(-5)),
            -4,
            "'send the draft', promised to Dana Reyes, has no due date",
        ),
        (
            undated_action,
            action(recorded_at=at(-35)),
            -4,
            "'send the draft' for Dana Reyes has no due date, open since Fri 16 Oct",
        ),
        (due_soon, promise(due=0), -2, "'send the draft' for Dana Reyes is due today, Fri 20 Nov"),
        (
            due_soon,
            promise(due=1),
            -1,
            "'send the draft' for Dana Reyes is due tomorrow, Sat 21 Nov",
        ),
        (due_soon, promise(due=4), 0, "'send the draft' for Dana Reyes is due Tue 24 Nov"),
        (
            internal_starved,
            (action(due=-30, client=PEER), Finished(day(-20))),
            -15,
            (
                "'send the draft' for Lee is 30 days late, and work for outside clients was"
                " finished since"
            ),
        ),
        (
            internal_starved,
            (action(due=-30, client=PEER), Finished(day(-3))),
            -3,
            (
                "'send the draft' for Lee is 30 days late, and work for outside clients was"
                " finished since"
            ),
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
        (missed_promise, "late", "date", [MOVE, DONE, BREAK]),
        (missed_deadline, "late", "date", [MOVE, DONE, DROP]),
        (past_date, "soon", "date", [MOVE, DONE, DROP]),
        (slipping_promise, "soon", "date", [DONE, BREAK, DROP]),
        (undated_promise, "soon", "date", [MOVE, DONE, DROP]),
        (undated_action, "care", "date", [MOVE, DONE, DROP]),
        (due_soon, "soon", "date", [DONE, MOVE, DROP]),
        (internal_starved, "care", None, [MOVE, DONE, DROP]),
    ],
)
def test_a_flag_has_a_severity_a_group_and_commands_that_settle_it(
    function: Rule, severity: str, group: str | None, commands: list[str]
) -> None:
    """Of one group only the worst flag on a record or a client is shown."""
    settle = tuple(f"clientlog {command}" for command in commands)
    assert traits_of(function) == (severity, settle, group)


def test_a_promise_that_was_never_moved_does_not_slip() -> None:
    """Whatever the threshold; moved once, it slips since then."""
    assert list(slipping_promise(snapshot(promise(due=9)), times=0)) == []
    moved = promise(due=9, amendments=(change(-9), change(-8)))
    assert [finding.since for finding in slipping_promise(snapshot(moved), times=0)] == [day(-9)]
