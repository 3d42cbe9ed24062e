"""Rules about due dates."""

from clientlog.rules.deadlines import (
    due_soon,
    internal_starved,
    missed_deadline,
    missed_promise,
    slipping_promise,
    undated_promise,
    waiting_on_them,
)

from .build import (
    action,
    at,
    cases,
    change,
    client,
    day,
    flagged,
    known,
    promise,
    snapshot,
    text_of,
)

AWAY_TODAY = client(away_until=day(1))
BACK_TODAY = client(away_until=day(0))
PEER = client("lee", direction="sideways")
SERVED = known(-1, client("otto"), last_finished=day(-3))


@cases(
    the_day_after=promise(due=-1),
    long_after=promise(due=-40),
    delegated=promise(due=-1, owner="Tom"),
    recorded_on_its_due_date=promise(due=-1, due_set_at=at(-1, "23:30")),
    client_is_away=promise(due=-1, client=AWAY_TODAY),
)
def test_a_missed_promise_is_flagged(records) -> None:
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
def test_other_promises_are_not_missed(records) -> None:
    """A promise that is due today, settled, not mine or history is not missed."""
    assert flagged(missed_promise, records) == []


def test_a_missed_promise_says_how_late_it_is() -> None:
    """The text names the client once, the promise, its date and the days since."""
    text = text_of(missed_promise, promise(due=-2))
    assert text == "You promised Dana Reyes 'send the draft' by Wed 18 Nov: 2 days late"


def test_a_long_text_is_cut() -> None:
    """Of a long text sixty characters are shown, on one line."""
    text = text_of(missed_promise, promise(due=-1, text="draft\n" + "x" * 200))
    assert f"'draft {'x' * 53}…'" in text


@cases(
    the_day_after=action(due=-1),
    delegated=action(due=-1, owner="Tom"),
    recorded_on_its_due_date=action(due=-1, due_set_at=at(-1)),
)
def test_a_missed_deadline_is_flagged(records) -> None:
    """An action item is late from the day after its due date."""
    assert flagged(missed_deadline, records) == ["a4"]


@cases(
    on_the_day=action(due=0),
    without_a_date=action(),
    done=action(due=-1, state="done"),
    theirs=action(due=-1, theirs=True),
    a_promise=promise(due=-1),
    history=action(due=-2, due_set_at=at(-1)),
)
def test_other_action_items_have_missed_no_deadline(records) -> None:
    """An action item that is due today, settled, not mine or history is not late."""
    assert flagged(missed_deadline, records) == []


def test_a_missed_deadline_names_who_has_the_task() -> None:
    """Of a delegated task the text says with whom it is."""
    assert "passed on to Tom" in text_of(missed_deadline, action(due=-1, owner="Tom"))


@cases(
    a_promise_the_day_after=promise(due=-1, theirs=True),
    an_action_item_the_day_after=action(due=-1, theirs=True),
    on_the_day_they_are_back=promise(due=-9, theirs=True, client=BACK_TODAY),
)
def test_waiting_on_them_is_flagged(records) -> None:
    """A client is waited on from the day after the due date."""
    assert len(flagged(waiting_on_them, records)) == 1


@cases(
    on_the_day=promise(due=0, theirs=True),
    without_a_date=promise(theirs=True),
    kept=promise(due=-1, theirs=True, state="kept"),
    mine=promise(due=-1),
    the_day_before_they_are_back=promise(due=-9, theirs=True, client=AWAY_TODAY),
    history=action(due=-2, due_set_at=at(-1), theirs=True),
)
def test_nobody_is_waited_on_else(records) -> None:
    """A client who is away, in time or done is not waited on."""
    assert flagged(waiting_on_them, records) == []


def test_what_was_promised_and_what_was_to_do_read_differently() -> None:
    """A client's promise is their word, an action item of theirs is not."""
    promised = text_of(waiting_on_them, promise(due=-1, theirs=True))
    to_do = text_of(waiting_on_them, action(due=-1, theirs=True))
    assert promised.startswith("Dana Reyes promised 'send the draft' by Thu 19 Nov")
    assert to_do.startswith("Dana Reyes was to do 'send the draft' by Thu 19 Nov")


@cases(
    three_times=promise(due=9, amendments=(change(-9), change(-8), change(-7))),
    four_times=promise(due=9, amendments=(change(),) * 4),
    told=promise(due=9, amendments=(change(told=True),) * 3),
)
def test_a_slipping_promise_is_flagged(records) -> None:
    """A promise slips when it was moved three times."""
    assert flagged(slipping_promise, records) == ["p4"]


@cases(
    twice=promise(due=9, amendments=(change(), change())),
    twice_and_delegated=promise(due=9, amendments=(change(), change(kind="delegated"), change())),
    an_action_item=action(due=9, amendments=(change(),) * 3),
    kept=promise(due=9, state="kept", amendments=(change(),) * 3),
    theirs=promise(due=9, theirs=True, amendments=(change(),) * 3),
)
def test_a_promise_moved_twice_does_not_slip(records) -> None:
    """Two moves are no slipping, and other changes are no moves."""
    assert flagged(slipping_promise, records) == []


def test_a_promise_slips_since_its_third_move() -> None:
    """The flag stands since the day of the move that was one too many."""
    moves = (change(-9), change(-8), change(-7), change(-1))
    (finding,) = slipping_promise(snapshot(promise(due=9, amendments=moves)))
    assert finding.since == day(-7)


@cases(at_once=promise(recorded_at=at(0)), later=promise(), delegated=promise(owner="Tom"))
def test_an_undated_promise_is_flagged(records) -> None:
    """A promise without a date is flagged at once."""
    assert flagged(undated_promise, records) == ["p4"]


@cases(
    dated=promise(due=300),
    an_action_item=action(),
    theirs=promise(theirs=True),
    released=promise(state="released"),
)
def test_a_dated_promise_is_not_undated(records) -> None:
    """A promise with a date, however far, is fine."""
    assert flagged(undated_promise, records) == []


@cases(
    today=promise(due=0),
    in_two_days=promise(due=2),
    an_action_item=action(due=1),
    delegated=action(due=2, owner="Tom"),
)
def test_what_is_due_soon_is_flagged(records) -> None:
    """A commitment is due soon from two days before its date to the day itself."""
    assert len(flagged(due_soon, records)) == 1


@cases(
    in_three_days=promise(due=3),
    yesterday=promise(due=-1),
    without_a_date=promise(),
    theirs=promise(due=1, theirs=True),
    done=action(due=1, state="done"),
)
def test_what_is_due_later_is_not_due_soon(records) -> None:
    """Three days ahead nothing is said, and what is late is not due soon."""
    assert flagged(due_soon, records) == []


def test_due_today_is_for_now() -> None:
    """On the day itself the flag is more severe than on the days before."""
    (today,) = due_soon(snapshot(promise(due=0)))
    (tomorrow,) = due_soon(snapshot(promise(due=1)))
    assert (today.severity, tomorrow.severity) == ("now", None)


@cases(
    fifteen_days_late=(action(due=-15, client=PEER, priority="must"), SERVED),
    a_promise=(promise(due=-15, client=PEER, priority="must"), SERVED),
    delegated=(action(due=-15, client=PEER, priority="must", owner="Tom"), SERVED),
    finished_on_the_due_date=(
        action(due=-15, client=PEER, priority="must"),
        known(-1, last_finished=day(-15)),
        known(-1, client("otto"), last_finished=day(-99)),
    ),
)
def test_an_internal_client_who_starves_is_flagged(records) -> None:
    """A must-have is starved from the fifteenth day when an outside client was served."""
    assert len(flagged(internal_starved, records)) == 1


@cases(
    fourteen_days_late=(action(due=-14, client=PEER, priority="must"), SERVED),
    good_to_have=(action(due=-15, client=PEER), SERVED),
    an_outside_client=(action(due=-15, priority="must"), SERVED),
    theirs=(action(due=-15, client=PEER, priority="must", theirs=True), SERVED),
    nothing_finished=action(due=-15, client=PEER, priority="must"),
    finished_the_day_before=(
        action(due=-15, client=PEER, priority="must"),
        known(-1, last_finished=day(-16)),
    ),
    finished_for_an_internal_one=(
        action(due=-15, client=PEER, priority="must"),
        known(-1, PEER, last_finished=day(-1)),
    ),
    history=(action(due=-15, due_set_at=at(-14), client=PEER, priority="must"), SERVED),
)
def test_other_internal_clients_do_not_starve(records) -> None:
    """Without outside work finished since, or before the fifteenth day, nobody starves."""
    assert flagged(internal_starved, records) == []
