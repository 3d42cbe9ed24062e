"""Commitments made, passed on, finished and chased, and what is said at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.dates import parse_every
from clientlog.errors import NotFoundError, UsageError
from clientlog.store.tables import Chase, Promise
from clientlog.write import commitments, notes
from clientlog.write.amendments import amendments
from clientlog.write.change import Change
from tests.conftest import Answer
from tests.looking import client, give, meet, moment_at, writing
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once()
def known(cli: Cli) -> Cli:
    """A journal that knows Dana Reyes, and one need of hers, n1."""
    assert cli("client", "add", "Dana Reyes").code == 0
    assert cli("note", "dana", "weekly figures", "--kind", "need").code == 0
    return cli


@pytest.mark.parametrize(
    "arguments",
    [
        ("promise", "dana", "a table need:n1"),
        ("action", "dana", "a table need:n1"),
        ("log", "dana", "met", "--action", "a table need:n1"),
    ],
)
def test_serving_an_unconfirmed_need_is_said_at_once(
    known: Cli, arguments: tuple[str, ...]
) -> None:
    """It is recorded, said on the spot and flagged, until the need is confirmed."""
    answer = known(*arguments)
    assert answer.code == 0
    assert "n1 was never confirmed" in answer.err
    flags = known("report", "--rule", "unconfirmed-need", "--json").json["flags"]
    assert [flag["key"] for flag in flags] == ["unconfirmed-need:n1"]
    assert known("confirm", "n1").code == 0
    assert known(*arguments).err == ""
    assert known("report", "--rule", "unconfirmed-need", "--json").json["flags"] == []


def test_serving_a_need_later_says_it_as_well(known: Cli) -> None:
    """`edit --need` is no way around the question."""
    known("promise", "dana", "a table")
    assert "n1 was never confirmed" in known("edit", "p1", "--need", "n1").err


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_work_passed_on_asks_to_be_told_and_how_it_went(known: Cli, kind: str) -> None:
    """The client should hear who does it, and is asked when it is done."""
    ref = f"{kind[0]}1"
    assert f"clientlog told {ref}" in known(kind, "dana", "a table owner:Jo").err
    assert known("told", ref).code == 0
    assert "--kind feedback --asked" in known("done", ref).err


def test_passing_on_later_asks_the_same(known: Cli) -> None:
    """`edit --owner` asks to be told; told at once, nothing is asked."""
    known("promise", "dana", "a table")
    assert "clientlog told p1" in known("edit", "p1", "--owner", "Jo").err
    assert known("promise", "dana", "a chair owner:Jo", "--told").err == ""


def test_only_a_promise_passed_on_in_silence_is_a_broken_word(known: Cli) -> None:
    """After a day untold-change speaks of the promise, until it is told."""
    known("promise", "dana", "a table owner:Jo", CLIENTLOG_NOW="2026-11-18T10:00:00+01:00")
    flags = known("report", "--rule", "untold-change", "--json").json["flags"]
    assert [flag["key"] for flag in flags] == ["untold-change:p1"]
    known("told", "p1")
    assert known("report", "--rule", "untold-change", "--json").json["flags"] == []


def test_a_remark_has_no_control_characters(cli: Cli) -> None:
    """A name with an escape sequence in it is shown in visible form on stderr too."""
    cli("client", "add", "Eve \x1b[31mRed")
    said = cli("promise", "eve", "a table owner:Jo").err
    assert "\x1b" not in said
    assert "^[[31m" in said


# What is written, read again through the change itself


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_a_commitment_keeps_what_was_said_of_it(journal: Path, kind: str) -> None:
    """Its date has a moment; one without a date has neither, nor an anchor."""
    with writing(journal) as change:
        sam = client(change, "Sam Li")
        meeting = meet(change, "2026-11-01 10:00")
        item = give(
            change, "x", day(9), kind=kind, whom=sam, theirs=True, priority="must",
            meeting=meeting, try_until=day(12),
        )  # fmt: skip
        assert (item.client_id, item.text, item.theirs) == (sam.id, "x", True)
        assert (item.priority, item.meeting_id, item.need_id) == ("must", 1, None)
        assert (item.due, item.due_set_at) == (day(9), change.clock.now)
        assert item.try_until == day(12)
        assert (item.every, item.anchor, item.state) == (None, None, "open")
        plain = give(change, "x", kind=kind)
        assert (plain.due, plain.due_set_at, plain.meeting_id) == (None, None, None)
        assert not plain.theirs
        change.notices.clear()
        passed_on = give(change, "y", kind=kind, owner="Jo")
        assert [found.told_at for found in amendments(change, passed_on)] == [None]


def test_what_recurs_is_first_due_one_step_from_today(journal: Path) -> None:
    """A date that was said stays, and the rhythm is counted from it."""
    with writing(journal, "2026-11-02 09:00") as change:
        weekly = parse_every("week")
        for due, expected in ((None, day(9)), (day(4), day(4))):
            item = give(change, "x", due, every=weekly)
            assert (item.due, item.anchor, item.every) == (expected, expected, "1w")


@pytest.mark.parametrize(
    ("number", "error", "message"),
    [
        (9, NotFoundError, "need:n9: there is no n9"),
        (2, UsageError, "need:n2: n2 is a goal, not a need"),
        (3, UsageError, "need:n3: n3 is a need of another client"),
    ],
)
def test_only_a_need_of_the_client_is_served(
    journal: Path, number: int, error: type[Exception], message: str
) -> None:
    """When it is made, and when it is linked later."""
    with writing(journal) as change:
        for kind, name in (("need", "Dana Reyes"), ("goal", "Dana Reyes"), ("need", "Sam Li")):
            notes.note(change, client(change, name), "x", kind=kind)
        with pytest.raises(error, match=message):
            give(change, "x", need=number)
        item = give(change, "x", need=1)
        with pytest.raises(error, match=message):
            commitments.serve(change, item, number)
        commitments.serve(change, item, None)
        assert item.need_id is None
        commitments.serve(change, item, 1)
        assert item.need_id == 1


@pytest.mark.parametrize(("kind", "state"), [("promise", "kept"), ("action", "done")])
def test_what_is_finished_is_settled_on_its_day(journal: Path, kind: str, state: str) -> None:
    """Once; what recurs goes on, and what was passed on asks how it went."""
    with writing(journal) as change:
        item = give(change, "x", kind=kind)
        assert commitments.finish(change, item, day(1)) is None
        assert (item.state, item.settled_on) == (state, day(1))
        with pytest.raises(UsageError, match=f"was {state} on 2026-11-01"):
            commitments.finish(change, item, day(1))
        assert change.notices == []
        weekly = give(change, "x", day(6), kind=kind, every=parse_every("week"))
        following = commitments.finish(change, weekly, day(1))
        assert following and following.due == day(13)


def test_who_did_the_work_hears_of_it(journal: Path) -> None:
    """The client is asked how it went with somebody else; one of a series asks nothing."""
    with writing(journal) as change:
        client(change, "Sam Li")
        linked, free = give(change, "x", owner="Sam Li"), give(change, "x", owner="Jo")
        weekly = give(change, "x", day(6), owner="Sam Li", every=parse_every("week"))
        change.notices.clear()
        commitments.finish(change, weekly, day(1))
        assert change.notices == []
        commitments.finish(change, free, day(1))
        assert [notice.split(":")[0] for notice in change.notices] == [
            "ask Dana Reyes how it went with Jo"
        ]
        commitments.finish(change, linked, day(1))
        assert change.notices[2] == (
            "tell Sam Li what you saw: clientlog note sam-li TEXT --kind feedback --given --good"
        )


def test_what_is_opened_again_loses_its_end_and_its_next_occurrence(journal: Path) -> None:
    """A renegotiation stays on record, the broken word does not."""
    with writing(journal) as change:
        item = give(change, "x", day(6), every=parse_every("week"))
        with pytest.raises(UsageError, match="p1 is open already"):
            commitments.reopen(change, item)
        commitments.renegotiate(change, item, day(7), "ill", told=False)
        for how in ("broken", "released"):
            commitments.settle(change, item, how, "no", told=False)
            commitments.reopen(change, item)
            assert (item.state, item.settled_on) == ("open", None)
            assert [found.kind for found in amendments(change, item)] == ["renegotiated"]
            assert change.all(Promise) == [item]
        assert change.notices[0] == "removed p2, the next occurrence"
        change.notices.clear()
        plain = give(change, "y")
        commitments.finish(change, plain, day(1))
        commitments.reopen(change, plain)
        assert (plain.state, plain.settled_on, change.notices) == ("open", None, [])


def test_a_date_is_moved_to_another_one_while_it_is_open(journal: Path) -> None:
    """The moment is that of the move."""
    with writing(journal, "2026-11-02 09:00") as change:
        number = give(change, "x", day(6)).id
    with writing(journal, "2026-11-03 09:00") as change:
        item = change.get(Promise, number)
        with pytest.raises(UsageError, match="p1 is due Fri 6 Nov already"):
            commitments.renegotiate(change, item, day(6), "ill", told=False)
        commitments.renegotiate(change, item, day(9), "ill", told=True)
        assert (item.due, item.due_set_at) == (day(9), moment_at("2026-11-03 09:00"))
        (amendment,) = amendments(change, item)
        assert (amendment.from_due, amendment.to_due, amendment.why) == (day(6), day(9), "ill")
        assert amendment.told_at == change.clock.now


@pytest.mark.parametrize(
    ("kind", "how", "state"),
    [
        ("promise", "broken", "broken"),
        ("promise", "released", "released"),
        ("action", "released", "dropped"),
    ],
)
@pytest.mark.parametrize("ends_series", [False, True])
def test_what_will_not_happen_is_settled_today(
    journal: Path, kind: str, how: Any, state: str, ends_series: bool
) -> None:
    """With the reason; what recurs goes on unless the series ends."""
    with writing(journal) as change:
        item = give(change, "x", day(6), kind=kind, every=parse_every("week"))
        following = commitments.settle(change, item, how, "no", told=False, ends_series=ends_series)
        assert (item.state, item.settled_on) == (state, change.today)
        assert (following is None) == ends_series
        (amendment,) = amendments(change, item)
        assert (amendment.kind, amendment.why, amendment.told_at) == (how, "no", None)


@pytest.mark.parametrize(
    "verb",
    [
        lambda change, item: commitments.delegate(change, item, "Jo"),
        lambda change, item: commitments.delegate(change, item, None),
        lambda change, item: commitments.repeat(change, item, parse_every("week")),
        lambda change, item: commitments.renegotiate(change, item, day(9), "ill", told=True),
        lambda change, item: commitments.settle(change, item, "released", "no", told=True),
        lambda change, item: commitments.chase(change, item, change.clock.now),
    ],
)
def test_nothing_is_changed_of_what_is_settled(
    journal: Path, verb: Callable[[Change, Any], object]
) -> None:
    """Passed on, repeated, moved, dropped or chased is only what is open."""
    with writing(journal) as change:
        item = give(change, "x", day(6), theirs=True)
        commitments.finish(change, item, day(1))
        with pytest.raises(UsageError, match="p1 was kept on 2026-11-01"):
            verb(change, item)
        assert (item.owner, item.every, item.due) == (None, None, day(6))


def test_work_is_passed_on_to_one_client_or_to_a_name(journal: Path) -> None:
    """Where two clients have the name, it stays a name; taken back, it has none."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        client(change, "Max Day")
        client(change, "Max Lee")
        item = give(change, "x")
        for owner, name, number in (("sam", "Sam Li", sam.id), ("max", "max", None)):
            commitments.delegate(change, item, owner)
            assert (item.owner, item.owner_client_id) == (name, number)
        assert [found.why for found in amendments(change, item)] == [
            "passed on to Sam Li",
            "passed on to max",
        ]
        assert change.notices[0] == (
            "Dana Reyes should hear that Sam Li does it; then: clientlog told p1"
        )
        assert (
            "owner: 'max' is kept as a name, since it may be max-day, max-lee;"
            " to choose: clientlog edit p1 --owner HANDLE"
        ) in change.notices
        for name in ("Max Roe", "Max Zorn"):
            client(change, name)
        commitments.delegate(change, item, "max")
        assert any("may be max-day, max-lee, max-roe; to choose" in said for said in change.notices)
        commitments.delegate(change, item, None)
        assert (item.owner, item.owner_client_id) == (None, None)
        assert len(amendments(change, item)) == 3
        with pytest.raises(UsageError, match="owner: Dana Reyes is the client it is for"):
            commitments.delegate(change, item, dana.handle)


def test_what_a_client_owes_is_not_passed_on(journal: Path) -> None:
    """Neither at once nor later; it may be said to be in nobody's hands."""
    with writing(journal) as change:
        with pytest.raises(UsageError, match="has no owner of your team"):
            give(change, "x", theirs=True, owner="Jo")
        item = give(change, "x", theirs=True)
        with pytest.raises(UsageError, match="p1 is owed by the client"):
            commitments.delegate(change, item, "Jo")
        commitments.delegate(change, item, None)


def test_a_rhythm_does_not_move_a_date_that_is_set(journal: Path) -> None:
    """Without a date it is due one step from today; without a rhythm it has no anchor."""
    with writing(journal, "2026-11-02 09:00") as change:
        weekly = parse_every("week")
        number, other = give(change, "x", day(4)).id, give(change, "x").id
    with writing(journal, "2026-11-03 09:00") as change:
        dated, undated = change.get(Promise, number), change.get(Promise, other)
        for item in (dated, undated):
            commitments.repeat(change, item, weekly)
        assert (dated.due, dated.anchor, dated.every) == (day(4), day(4), "1w")
        assert dated.due_set_at == moment_at("2026-11-02 09:00")
        plain = give(change, "y")
        commitments.repeat(change, plain, None)
        assert (plain.due, plain.due_set_at, plain.every, plain.anchor) == (None,) * 4
        assert (undated.due, undated.anchor) == (day(10), day(10))
        assert undated.due_set_at == moment_at("2026-11-03 09:00")
        commitments.repeat(change, dated, None)
        assert (dated.due, dated.anchor, dated.every) == (day(4), None, None)


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_a_chase_is_a_contact_and_dated_on_the_commitment(journal: Path, kind: str) -> None:
    """It says what was asked for, cut where that is long; mine is not chased."""
    at = moment_at("2026-11-01 10:00")
    with writing(journal) as change:
        item = give(change, "x" * 600, kind=kind, theirs=True)
        touch = commitments.chase(change, item, at)
        ref = f"{kind[0]}1"
        assert touch.text and touch.text.startswith(f"asked for {ref}: xxx")
        assert (len(touch.text), touch.at, touch.client_id) == (500, at, 1)
        (chase,) = change.all(Chase)
        assert (chase.at, chase.touch_id) == (at, touch.id)
        assert (chase.promise_id, chase.action_item_id) == (
            (1, None) if kind == "promise" else (None, 1)
        )
        call = commitments.chase(change, item, at, text="please", channel="call")
        assert (call.text, call.channel, touch.channel) == ("please", "call", None)
        with pytest.raises(UsageError, match=f"{kind[0]}2 is owed by you"):
            commitments.chase(change, give(change, "x", kind=kind), at)


@pytest.mark.parametrize(
    ("kind", "text", "known", "is_update"),
    [
        ("promise", "the weekly Report", {"every": parse_every("week")}, True),
        ("promise", "a word on the status", {"every": parse_every("week")}, True),
        ("promise", "a call", {"every": parse_every("week")}, False),
        ("promise", "the report", {}, False),
        ("promise", "their report", {"every": parse_every("week"), "theirs": True}, False),
        ("action", "the report", {"every": parse_every("week")}, False),
        ("promise", "the report", {"every": parse_every("week"), "is_update": False}, False),
        ("promise", "a call", {"every": parse_every("week"), "is_update": True}, True),
    ],
)
def test_a_recurring_promise_of_a_report_is_an_update(
    journal: Path, kind: str, text: str, known: dict[str, Any], is_update: bool
) -> None:
    """By one of a few words, unless something else is said."""
    with writing(journal) as change:
        assert give(change, text, kind=kind, **known).is_update is is_update


@pytest.mark.parametrize(
    ("told_before", "told_now", "verb"),
    [(False, True, "told"), (False, False, "reopen"), (True, True, "reopen")],
)
def test_what_was_settled_in_silence_can_still_be_told(
    journal: Path, told_before: bool, told_now: bool, verb: str
) -> None:
    """The hint is on the word that is missing, else on opening it again."""
    with writing(journal) as change:
        item = give(change, "x", day(6))
        commitments.settle(change, item, "released", "no", told=told_before)
        with pytest.raises(UsageError, match="p1 was released on 2026-11-02") as caught:
            commitments.settle(change, item, "released", "no", told=told_now)
    assert caught.value.hint.endswith(f"clientlog {verb} p1")
