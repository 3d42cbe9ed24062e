"""What minutes say beyond what was in them before."""

from datetime import date
from typing import Any

import pytest

from clientlog.errors import UsageError
from clientlog.items import Item
from clientlog.minutes.diff import (
    COMMITMENTS,
    MinutesDiff,
    NewCommitment,
    NewNote,
    RecordUpdate,
    diff_minutes,
)
from clientlog.minutes.values import Entry, Line, Mark, Minutes
from clientlog.refs import parse_ref

TODAY = date(2026, 11, 20)
DUE = date(2026, 12, 1)
NOTHING = Minutes()


def diff(before: Minutes, after: Minutes) -> MinutesDiff:
    return diff_minutes(before, after, TODAY)


def updates(found: MinutesDiff) -> list[tuple[str, str, Any, int]]:
    return [(str(one.ref), one.how, dict(one.values), one.line) for one in found.updates]


def problems(found: MinutesDiff) -> list[tuple[int, str]]:
    return [(problem.line, problem.sentence) for problem in found.problems]


def test_what_stands_in_the_headers_and_the_summary_is_new_where_it_differs() -> None:
    """An empty summary changes nothing; one that was there is replaced."""
    before = Minutes(title="Sync", when="fri", summary="one")
    same = diff(before, before)
    assert (same.title, same.when, same.summary, same.replaces_summary) == (None, None, None, False)
    found = diff(before, Minutes(title="Talk", when="mon", summary="two"))
    assert (found.title, found.when, found.summary) == ("Talk", "mon", "two")
    assert found.replaces_summary
    assert not diff(NOTHING, Minutes(summary="two")).replaces_summary
    assert diff(before, Minutes(summary="")).summary is None
    with pytest.raises(UsageError, match="the summary"):
        diff(NOTHING, Minutes(summary="\x00"))


def test_where_something_was_read_does_not_tell_it_apart() -> None:
    """At the prompts there are no lines."""
    item, ref = Item("plan"), parse_ref("p1")
    new, update = NewCommitment(kind="action", item=item), RecordUpdate(ref=ref, how="done")
    assert NewCommitment(kind="action", item=item, line=7) == new
    assert RecordUpdate(ref=ref, how="done", line=7) == update
    assert (new.line, update.line, update.values) == (0, 0, {})
    assert not new.theirs


@pytest.mark.parametrize(("section", "kind", "theirs"), COMMITMENTS)
def test_a_line_without_a_ref_is_a_new_commitment_of_its_section(
    section: str, kind: str, theirs: bool
) -> None:
    """With its mark and the line where it was read."""
    assert theirs is section.startswith("their")
    written: dict[str, Any] = {section: (Entry(Item("plan"), "done", line=7),)}
    found = diff(NOTHING, Minutes(**written))
    (new,) = found.commitments
    assert (new.kind, new.theirs, new.item, new.mark, new.line) == (
        kind, theirs, Item("plan"), "done", 7
    )  # fmt: skip
    assert found.problems == []


@pytest.mark.parametrize(
    ("day", "mark", "message"),
    [
        (19, "open", ["Thu 19 Nov was yesterday"]),
        (20, "open", []),
        (19, "done", []),
    ],
)
def test_a_new_line_is_not_due_in_the_past(day: int, mark: Mark, message: list[str]) -> None:
    """Unless it is done already."""
    entry = Entry(Item("plan", due=date(2026, 11, day)), mark, line=7)
    found = diff(NOTHING, Minutes(my_actions=(entry,)))
    assert [problem.message for problem in found.problems] == message
    assert len(found.commitments) == 1


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Entry(Item("plan"), ref="p1"), Entry(Item("plan"), ref="p1"), []),
        (Entry(Item("plan"), ref="p1"), Entry(Item("book"), ref="p1", line=7),
         [("p1", "corrected", {"text": "book"}, 7)]),
        (Entry(Item("plan"), ref="p1"), Entry(Item("plan", due=DUE), ref="p1", line=7),
         [("p1", "corrected", {"due": DUE}, 7)]),
        (Entry(Item("plan", due=DUE), ref="p1"), Entry(Item("other", due=DUE), ref="p1", line=7),
         [("p1", "corrected", {"text": "other"}, 7)]),
        (Entry(Item("plan"), ref="p1"), Entry(Item("plan"), "done", "p1", 7),
         [("p1", "done", {}, 7)]),
        (Entry(Item("plan"), ref="p1"), Entry(Item("book"), "dropped", "p1", 7),
         [("p1", "corrected", {"text": "book"}, 7), ("p1", "dropped", {}, 7)]),
        (Entry(Item("plan"), "done", "p1"), Entry(Item("book"), "done", "p1", 7), []),
    ],
)  # fmt: skip
def test_a_line_with_a_ref_settles_or_corrects_what_the_journal_has(
    before: Entry, after: Entry, expected: list[Any]
) -> None:
    """What was settled before is not corrected."""
    found = diff(Minutes(my_promises=(before,)), Minutes(my_promises=(after,)))
    assert updates(found) == expected
    assert (found.problems, found.commitments) == ([], [])


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (Entry(Item("plan", due=DUE), ref="p1"), Entry(Item("plan"), ref="p1", line=7),
         "p1 has a due date already; to move it: clientlog renegotiate p1 --to DATE --why TEXT"),
        (Entry(Item("plan"), "done", "p1"), Entry(Item("plan"), ref="p1", line=7),
         "p1 is settled already; to open it again: clientlog reopen p1"),
        (Entry(Item("plan"), ref="p1"), Entry(Item("plan"), ref="p2", line=7),
         "p2 is not one of those listed here"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_is_a_problem_at_its_line(
    before: Entry, after: Entry, message: str
) -> None:
    """Nothing is updated."""
    found = diff(Minutes(my_promises=(before,)), Minutes(my_promises=(after,)))
    assert problems(found) == [(7, message)]
    assert found.updates == []


def test_topics_are_ticked_corrected_or_new() -> None:
    """A new one keeps its mark; one that was not listed is a problem."""
    before = Minutes(topics=(Line("budget", ref="t1"), Line("plan", ref="t2"), Line("x", ref="t4")))
    after = Minutes(
        topics=(
            Line("budget 2027", "done", "t1", 5), Line("plan", ref="t2"), Line("new", "dropped"),
            Line("y", ref="t3", line=9),
        )
    )  # fmt: skip
    found = diff(before, after)
    assert updates(found) == [
        ("t1", "corrected", {"text": "budget 2027"}, 5),
        ("t1", "done", {}, 5),
    ]
    assert found.notes == [NewNote(kind="topic", text="new", mark="dropped")]
    assert problems(found) == [(9, "t3 is not one of those listed here")]


def test_a_topic_that_is_typed_again_is_the_one_in_the_journal() -> None:
    """By its text, whatever its case."""
    found = diff(
        Minutes(topics=(Line("Budget", ref="t1"),)), Minutes(topics=(Line("budget", "done"),))
    )
    assert [(str(update.ref), update.how) for update in found.updates] == [("t1", "done")]
    assert found.notes == []


def test_decisions_and_notes_are_new_or_corrected() -> None:
    """Decisions first; an unknown REF changes nothing."""
    before = Minutes(decisions=(Line("go", ref="n1"),), notes=(Line("tea", ref="n2"),))
    after = Minutes(
        decisions=(Line("stop", ref="n1", line=5), Line("wait")),
        notes=(Line("tea", ref="n2"), Line("cake"), Line("x", ref="n9")),
    )
    found = diff(before, after)
    assert updates(found) == [("n1", "corrected", {"text": "stop"}, 5)]
    assert found.notes == [
        NewNote(kind="decision", text="wait"), NewNote(kind="note", text="cake")
    ]  # fmt: skip
    assert found.problems == []
