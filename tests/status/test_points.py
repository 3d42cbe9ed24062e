"""What is said in a status, by kind."""

from typing import Any

import pytest

from clientlog.queries.status import Private
from clientlog.queries.values import Direction
from clientlog.status.points import LAYOUTS, LISTED, points_of, private_sections
from clientlog.vocabulary import DIRECTIONS
from tests.rules.build import action, change, client, day, meeting, noon, note, promise, topic
from tests.status.facts import facts

CLOCK = noon()


def texts(kind: Any, **known: Any) -> list[str]:
    """What is said of one kind."""
    return [point.text for point in points_of(facts(**known), CLOCK)[kind]]


def test_every_direction_says_every_kind_once() -> None:
    """Save that leaders do not hear what they did themselves."""
    every = {*points_of(facts(), CLOCK)}
    assert tuple(LAYOUTS) == DIRECTIONS
    for direction, sections in LAYOUTS.items():
        kinds = [kind for _, in_it in sections for kind in in_it]
        assert len(kinds) == len({*kinds})
        assert {*kinds} == every - ({"received"} if direction == "up" else set())


def test_what_was_done_several_times_is_said_once() -> None:
    """With how often, and the REF of the last."""
    done = [promise(number=1), promise(number=2), action(number=3, text="call")]
    points = points_of(facts(finished=done, received=done), CLOCK)
    assert [(point.text, point.ref) for point in points["finished"]] == [
        ("send the draft: done 2 times", "p2"),
        ("call: done", "a3"),
    ]
    assert [point.text for point in points["received"]] == ["send the draft 2 times", "call"]


def test_five_of_a_kind_are_listed() -> None:
    """The rest is counted."""
    due = [promise(number, number=number + 1, text=str(number)) for number in range(LISTED + 2)]
    assert texts("expected", theirs=due[:LISTED])[-1].startswith("4 by")
    assert texts("expected", theirs=due)[LISTED - 1 :] == ["4 by Tue 24 Nov", "and 2 more"]
    assert texts("finished", finished=due)[-1] == "and 2 more"
    assert texts("finished", finished=due[:-1])[-1] == "and 1 more"
    assert texts("received", received=due)[-1] == "and 2 more"


def test_what_is_recorded_as_told_is_never_left_out() -> None:
    """News and changes are all listed, and news is said uncut."""
    news = [note("news", "untold", -1, number=n, text=f"{n} \n" + "x" * 300) for n in range(1, 8)]
    assert texts("news", news=news) == [f"{n} " + "x" * 300 for n in range(1, 8)]
    changed = [promise(3, number=number, amendments=(change(),)) for number in range(1, 8)]
    assert len(texts("changed", changed=changed)) == 7


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (-1, []),
        (0, ["send the draft by Fri 20 Nov"]),
        (14, ["send the draft by Fri 4 Dec"]),
        (15, []),
        (None, []),
    ],
)
def test_what_comes_is_what_is_due_in_the_next_two_weeks(due: int | None, said: list[str]) -> None:
    """Today and the fourteenth day included."""
    assert texts("coming", mine=[promise(due)]) == said


def test_the_next_meeting_comes_last() -> None:
    """Even where there is more to come than is listed."""
    coming = [promise(1, number=number) for number in range(1, 8)]
    points = points_of(facts(mine=coming, meeting=meeting(4, "10:00")), CLOCK)["coming"]
    assert [(point.text, point.ref) for point in points[-2:]] == [
        ("and 2 more", None),
        ("we meet Tue 24 Nov 10:00", "m3"),
    ]


def test_what_is_expected_says_its_date_where_it_has_one() -> None:
    """By when, since when it is late, or only what."""
    theirs = [promise(3, theirs=True), promise(-1, theirs=True), action(theirs=True, text="call")]
    assert texts("expected", theirs=theirs) == [
        "send the draft by Mon 23 Nov",
        "send the draft, was due Thu 19 Nov",
        "call",
    ]


def test_an_ask_says_its_reason() -> None:
    """Where there is one."""
    asks = [topic(ask=True), topic(ask=True, why="we\nlose May")]
    assert texts("asks", asks=asks) == ["the budget", "the budget, because we lose May"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([{"kind": "renegotiated"}], "moves to Sun 29 Nov"),
        (
            [{"kind": "renegotiated", "why": "legal\nis ill"}],
            "moves to Sun 29 Nov, because legal is ill",
        ),
        ([{"kind": "renegotiated", "to_due": None}], "moves"),
        ([{"kind": "renegotiated", "to_due": None, "why": "so"}], "moves, because so"),
        ([{"kind": "broken"}], "will not come"),
        ([{"kind": "broken", "why": "no money"}], "will not come, because no money"),
        ([{"kind": "released"}], "is no longer planned"),
        ([{"kind": "released", "why": "no need"}], "is no longer planned, because no need"),
        ([{"kind": "delegated"}], "now with a colleague of mine"),
        (
            [{"kind": "renegotiated"}, {"kind": "renegotiated", "to_due": day(20)}],
            "moves to Thu 10 Dec",
        ),
        (
            [{"kind": "renegotiated"}, {"kind": "delegated"}],
            "moves to Sun 29 Nov, and now with a colleague of mine",
        ),
    ],
)
def test_what_became_of_a_commitment(changes: list[dict[str, Any]], said: str) -> None:
    """The latest change of each kind that they do not know of."""
    amendments = tuple(change()._replace(**values) for values in changes)
    known = change(kind="broken", told=True)
    changed = promise(3, amendments=(known, *amendments), owner="Ann Lee")
    assert texts("changed", changed=[changed]) == [f"send the draft: {said}"]


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_only_those_inside_hear_who_does_it(direction: Direction) -> None:
    """Leaders and people outside hear that it is taken care of."""
    changed = promise(3, amendments=(change(kind="delegated"),), owner="Ann Lee")
    who = "Ann Lee" if direction in {"down", "sideways"} else "a colleague of mine"
    told = texts("changed", client=client(direction=direction), changed=[changed])
    assert told == [f"send the draft: now with {who}"]


def test_what_was_passed_on_to_nobody_named_is_with_a_colleague() -> None:
    """The owner may have been removed since."""
    changed = promise(3, amendments=(change(kind="delegated"),))
    told = texts("changed", client=client(direction="down"), changed=[changed])
    assert told == ["send the draft: now with a colleague of mine"]


def test_private_sections_need_to_be_asked_for() -> None:
    """Without what is private there is none, and an empty one is left out."""
    assert [*private_sections(facts())] == []
    assert [*private_sections(facts(private=Private(notes=(), customers=())))] == []


def test_private_sections_say_what_can_be_said_to_them() -> None:
    """Goals, needs, feedback, then what customers say; the last five of each."""
    sam = client(handle="sam", name="Sam Li")
    notes = tuple(
        note(kind, "open", -3, number=number, text=f"{kind} {number}")
        for kind in ("feedback", "need", "goal")
        for number in range(1, 7)
    )
    customers = (
        note("feedback", "received", -3, client=sam, tone="bad", text="too slow"),
        *(note("feedback", "received", -3, client=sam, text=f"word {n}") for n in range(4)),
    )
    sections = [*private_sections(facts(private=Private(notes=notes, customers=customers)))]
    assert [section.title for section in sections] == [
        "What you are after", "What you need", "What you told me", "What customers say",
    ]  # fmt: skip
    assert [point.text for point in sections[0].points] == [f"goal {n}" for n in range(2, 7)]
    assert sections[1].points[0].ref == "n2"
    assert [point.text for point in sections[3].points[:2]] == [
        "Sam Li (bad): too slow",
        "Sam Li: word 0",
    ]
    more = (*customers, note("feedback", "received", -3, client=sam, text="last"))
    (said,) = private_sections(facts(private=Private(notes=(), customers=more)))
    assert [point.text for point in said.points][-1] == "Sam Li: last"
    assert len(said.points) == LISTED


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, "send the draft"),
        (-1, "send the draft, was due Thu 19 Nov"),
        (0, "send the draft by Fri 20 Nov"),
        (1, "send the draft by Sat 21 Nov"),
    ],
)
def test_what_they_owe_is_late_from_the_day_after(due: int | None, said: str) -> None:
    """On the due date itself it is still to come."""
    assert texts("expected", theirs=[promise(due, theirs=True)]) == [said]
