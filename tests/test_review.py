"""What the weekly review looks at, and the keys of each item."""

from typing import Any

import pytest

from clientlog.review import KEYS, Item, count_late, current, items, open_key, quiet_clients
from clientlog.rules.runner import Flag
from tests.rules.build import (
    DANA,
    TODAY,
    action,
    change,
    client,
    conflict,
    held,
    meeting,
    noon,
    note,
    organization,
    promise,
    snapshot,
    topic,
)


def flag(subject: Any, rule: str = "due-soon", **more: Any) -> Flag:
    """A flag about something."""
    common = {"key": f"{rule}:{subject.key}", "client": "dana", "ref": subject.key}
    said = {"severity": "now", "since": TODAY, "text": "", "why": "", "templates": ()}
    said |= {"snoozed": False, "old": False, "put_off": 0}
    return Flag(**common | said | {"rule": rule, "subject": subject} | more)


def test_flags_come_first_then_what_else_is_open() -> None:
    """Each record is there once, in the order commitments, topics, notes, conflicts."""
    flagged, unflagged = promise(number=1), action(number=2)
    book = snapshot(conflict(), note("need", "open", -3), topic(), unflagged, flagged)
    keys = [item.key for item in items(book, [flag(flagged)])]
    assert keys == ["due-soon:p1", "open:a2", "open:t9", "open:n7", "open:c2"]


def test_what_is_settled_is_not_looked_at() -> None:
    """A settled commitment or conflict waits only for its client to be told."""
    book = snapshot(promise(state="broken"), conflict(state="settled"), conflict(number=5))
    assert [item.key for item in items(book, [])] == ["open:c5"]


def test_what_is_snoozed_is_left_out_wholly() -> None:
    """Neither its flag nor the record behind it."""
    assert [*items(snapshot(promise()), [flag(promise(), snoozed=True)])] == []


@pytest.mark.parametrize(
    "subject",
    [promise(), note("need", "open", -3), topic(), conflict(), meeting(1), organization(DANA)],
)
def test_a_subject_is_found_again_as_it_is_now(subject: Any) -> None:
    """Whatever it is; what was removed or settled is not."""
    book = snapshot(promise(number=9), subject)
    now = current(book, subject)
    assert now is not None
    assert now.key == subject.key
    assert current(snapshot(promise(number=9)), subject) is None


def test_the_key_of_what_is_only_open() -> None:
    """It is told from a flag's key."""
    assert open_key(promise()) == "open:p4"


def test_a_key_has_its_word() -> None:
    """None of them is a key that moves through the list."""
    assert [*KEYS.values()] == [
        "done", "renegotiate", "told", "confirm", "chase", "drop", "raise at the next meeting",
        "snooze",
    ]  # fmt: skip
    assert not KEYS.keys() & {"n", "u", "q", " "}


@pytest.mark.parametrize(
    ("subject", "keys"),
    [
        (promise(), "drxa"),
        (promise(amendments=(change(),)), "drtxa"),
        (promise(amendments=(change(told=True),)), "drxa"),
        (promise(amendments=(change(told=True), change())), "drtxa"),
        (promise(state="broken", amendments=(change(),)), "ta"),
        (promise(theirs=True, amendments=(change(),)), "drkxa"),
        (promise(theirs=True, state="released"), "a"),
        (promise(owner="Sam Li")._replace(delegate="sam"), "drkxa"),
        (promise(owner="Bo"), "drxa"),
        (topic(), "dx"),
        (note("news", "untold", -3), "txa"),
        (note("need", "open", -3), "dcxa"),
        (note("need", "open", -3, confirmed_at=noon().now), "dxa"),
        (note("goal", "open", -3), "dcxa"),
        (note("goal", "open", -3, confirmed_at=noon().now), "dcxa"),
        (note("offer", "open", -3), "dxa"),
        (note("feedback", "received", -3), "dxa"),
        (held(-1, open_actions=1), "ca"),
        (held(-1, open_actions=1, confirmed_at=noon().now), "a"),
        (held(-1), "a"),
        (meeting(1, open_actions=1), "a"),
        (meeting(1, clients=()), ""),
        (conflict(), "a"),
        (client(), "a"),
        (organization(DANA), ""),
    ],
)
def test_an_item_offers_the_keys_that_mean_something(subject: Any, keys: str) -> None:
    """In one order; a flag can be snoozed, what is only open cannot."""
    assert Item("key", subject).keys == keys
    assert Item("key", subject, flag(subject)).keys == keys + "s"


def test_an_item_is_about_a_record_or_about_a_person() -> None:
    """A record has a REF; a flag without one is about a client or an organization."""
    assert Item("key", promise()).ref == "p4"
    assert Item("key", promise(), flag(promise())).ref == "p4"
    assert Item("key", DANA, flag(DANA, ref=None)).ref is None


def test_an_item_is_about_a_client() -> None:
    """Of a meeting the first who attends; an organization is nobody."""
    sam = client("sam")
    assert Item("key", DANA).client is DANA
    assert Item("key", meeting(1, clients=(sam, DANA))).client is sam
    assert Item("key", meeting(1, clients=())).client is None
    assert Item("key", promise(client=sam)).client is sam
    assert Item("key", organization(DANA)).client is None


def test_the_head_names_who_is_quiet() -> None:
    """By the rules that say so; a client flagged for something else is not quiet."""
    sam, eve = client("sam"), client("eve")
    flags = [
        flag(sam, "quiet-relationship"),
        flag(eve, "forgotten-executive"),
        flag(DANA, "no-feedback"),
    ]
    assert quiet_clients(flags) == (sam, eve)


def test_what_is_late_is_counted_whether_it_is_flagged_or_not() -> None:
    """What I owe, from the day after its date; a snooze or a muted rule changes nothing."""
    late, theirs = promise(-1, number=1), promise(-1, number=2, theirs=True)
    known = (late, theirs, promise(0, number=3), promise(-1, number=4, state="kept"), action(-2))
    assert count_late(snapshot(*known)) == 2
    assert count_late(snapshot(late, theirs, promise(0, number=3), promise(1, number=5))) == 1
