"""What each closing verb does to each kind of record."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.dates import parse_every
from clientlog.errors import UsageError
from clientlog.refs import parse_ref
from clientlog.store.tables import Amendment, Chase
from clientlog.write import close, conflicts, notes
from clientlog.write.change import Change
from tests.looking import client, give, meet, moment_at, writing

DAY = date(2026, 11, 1)

VERBS: dict[str, Callable[..., None]] = {
    "done": lambda change, ref: close.done(change, ref, DAY),
    "reopened": close.reopen,
    "dropped": lambda change, ref: close.drop(change, ref, "no wish", told=False),
    "broken": lambda change, ref: close.break_promise(change, ref, "no wood", told=False),
    "renegotiated": lambda change, ref: close.renegotiate(change, ref, DAY, "ill", told=False),
    "told": close.told,
    "chased": lambda change, ref: close.chase(change, ref, moment_at("2026-11-01 10:00")),
    "confirmed": close.confirm,
}


def fill(change: Change) -> None:
    """Write a record of every kind: a1, p1, t1, n1 to n3, m1, k1 and c1."""
    dana = client(change)
    give(change, "x", date(2026, 12, 1), kind="action")
    give(change, "x", date(2026, 12, 1))
    notes.raise_topic(change, dana, "x")
    for kind in ("need", "note", "news"):
        notes.note(change, dana, "x", kind=kind)
    meet(change, "2026-11-01 10:00")
    notes.touch(change, dana, moment_at("2026-11-01 10:00"))
    conflicts.open_conflict(change, dana, "x")


@pytest.mark.parametrize(
    ("verb", "ref", "state", "settled_on"),
    [
        ("done", "a1", "done", DAY),
        ("done", "p1", "kept", DAY),
        ("done", "t1", "discussed", DAY),
        ("done", "n1", "met", DAY),
        ("dropped", "a1", "dropped", date(2026, 11, 2)),
        ("dropped", "p1", "released", date(2026, 11, 2)),
        ("dropped", "t1", "dropped", date(2026, 11, 2)),
        ("dropped", "n1", "dropped", date(2026, 11, 2)),
        ("broken", "p1", "broken", date(2026, 11, 2)),
        ("told", "n3", "told", None),
    ],
)
def test_a_verb_settles_a_record_in_its_own_way(
    journal: Path, verb: str, ref: str, state: str, settled_on: date | None
) -> None:
    """On the day named, or today; opened again it is as it was."""
    with writing(journal) as change:
        fill(change)
        record: Any = change.record(parse_ref(ref))
        before = record.state
        VERBS[verb](change, parse_ref(ref))
        assert (record.state, record.settled_on) == (state, settled_on)
        close.reopen(change, parse_ref(ref))
        assert (record.state, record.settled_on) == (before, None)


REFUSED = {
    "done": "m1 k1 c1 n2 n3",
    "reopened": "m1 k1 c1 n2",
    "dropped": "m1 k1 c1 n2",
    "broken": "a1 m1 k1 c1 t1 n1",
    "renegotiated": "m1 k1 c1 t1 n1",
    "told": "m1 k1 c1 t1 n1",
    "chased": "m1 k1 c1 t1 n1 a1 p1",
    "confirmed": "a1 p1 k1 c1 t1 n3",
}


@pytest.mark.parametrize(("verb", "refs"), REFUSED.items())
def test_a_verb_that_makes_no_sense_is_refused(journal: Path, verb: str, refs: str) -> None:
    """The error names the record."""
    with writing(journal) as change:
        fill(change)
        for ref in refs.split():
            with pytest.raises(UsageError, match=ref):
                VERBS[verb](change, parse_ref(ref))


@pytest.mark.parametrize(
    ("verb", "ref", "message", "hint"),
    [
        ("done", "m1", "m1 is a meeting, which cannot be done", "clientlog log WHO --meeting m1"),
        ("reopened", "m1", "which cannot be reopened", "clientlog history m1"),
        ("dropped", "m1", "which cannot be dropped", "clientlog meeting cancel m1"),
        ("done", "c1", "c1 is a conflict", "clientlog conflict check c1 --holds"),
        ("reopened", "c1", "c1 is a conflict", "clientlog conflict check c1 --fails"),
        ("dropped", "c1", "c1 is a conflict", "clientlog rm c1"),
        ("done", "k1", "k1 is a touch", "clientlog edit k1"),
        ("dropped", "k1", "k1 is a touch", "clientlog rm k1"),
        ("broken", "a1", "only promises are broken", "clientlog drop a1 --why TEXT"),
        ("broken", "t1", "t1 is a topic, which cannot be broken", ""),
        ("renegotiated", "m1", "has no due date", "clientlog meeting move m1 --at WHEN"),
        ("renegotiated", "t1", "which cannot be renegotiated", ""),
        ("told", "t1", "which cannot be told", ""),
        ("told", "p1", "p1 has no change the client does not know of", ""),
        ("chased", "t1", "which cannot be chased", ""),
        ("confirmed", "a1", "its meeting is confirmed", "clientlog show a1"),
        ("confirmed", "t1", "which cannot be confirmed", ""),
    ],
)
def test_a_refusal_names_the_command_that_was_meant(
    journal: Path, verb: str, ref: str, message: str, hint: str
) -> None:
    """Where there is one."""
    with writing(journal) as change:
        fill(change)
        with pytest.raises(UsageError) as caught:
            VERBS[verb](change, parse_ref(ref))
    assert message in str(caught.value)
    assert hint in caught.value.hint
    assert bool(caught.value.hint) == bool(hint)


def test_a_change_is_told_at_once_or_later(journal: Path) -> None:
    """Told later, every change so far is told."""
    with writing(journal) as change:
        fill(change)
        close.renegotiate(change, parse_ref("p1"), DAY, "ill", told=True)
        close.renegotiate(change, parse_ref("a1"), DAY, "ill", told=False)
        close.drop(change, parse_ref("a1"), "no wish", told=False)
        close.break_promise(change, parse_ref("p1"), "no wood", told=True)
        told = [(found.why, found.told_at is None) for found in change.all(Amendment)]
        assert told == [("ill", False), ("ill", True), ("no wish", True), ("no wood", False)]
        close.told(change, parse_ref("a1"))
        assert all(found.told_at == change.clock.now for found in change.all(Amendment))


@pytest.mark.parametrize("verb", [close.drop, close.break_promise])
@pytest.mark.parametrize("ends_series", [False, True])
def test_what_recurs_goes_on_unless_the_series_ends(
    journal: Path, verb: Callable[..., None], ends_series: bool
) -> None:
    """The next occurrence is open under a new number."""
    with writing(journal) as change:
        item = give(change, "x", date(2026, 11, 6), every=parse_every("week"))
        verb(change, parse_ref("p1"), "no", told=True, ends_series=ends_series)
        open_now = [found.due for found in change.all(type(item), state="open")]
        assert open_now == ([] if ends_series else [date(2026, 11, 13)])


def test_a_chase_has_its_moment_its_words_and_its_channel(journal: Path) -> None:
    """Only what a client owes is chased."""
    with writing(journal) as change:
        give(change, "x", theirs=True)
        at = moment_at("2026-11-01 10:00")
        close.chase(change, parse_ref("p1"), at, text="please", channel="call")
        (chase,) = change.all(Chase)
        touch: Any = change.record(parse_ref("k1"))
        assert (chase.at, chase.promise_id, chase.touch_id) == (at, 1, 1)
        assert (touch.at, touch.text, touch.channel) == (at, "please", "call")


def test_a_held_meeting_and_a_need_are_confirmed(journal: Path) -> None:
    """The moment is that of the change."""
    with writing(journal) as change:
        fill(change)
        for ref in ("m1", "n1"):
            close.confirm(change, parse_ref(ref))
            record: Any = change.record(parse_ref(ref))
            assert record.confirmed_at == change.clock.now


@pytest.mark.parametrize("verb", [close.drop, close.break_promise])
def test_a_promise_that_recurs_goes_on_unless_something_else_is_said(
    journal: Path, verb: Callable[..., None]
) -> None:
    """The next occurrence is open; with `ends_series` there is none."""
    with writing(journal) as change:
        for ends_series in (False, True):
            word = give(change, f"x{ends_series}", date(2026, 11, 27), every=parse_every("week"))
            ref = parse_ref(f"p{word.id}")
            if ends_series:
                verb(change, ref, "ill", told=True, ends_series=True)
            else:
                verb(change, ref, "ill", told=True)
            others = change.all(type(word), text=f"x{ends_series}", state="open")
            assert len(others) == (0 if ends_series else 1)
