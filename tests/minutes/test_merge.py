"""Three versions of minutes in one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from clientlog.items import Item
from clientlog.minutes.merge import MergeConflictError, merge_minutes
from clientlog.minutes.values import Entry, Line, Minutes

OPENED = Minutes(
    client="dana", when="fri", title="Sync", summary="one", topics=(Line("budget", ref="t9"),),
    my_promises=(Entry(Item("plan"), ref="p1"), Entry(Item("book"), ref="p2")),
    notes=(Line("tea", ref="n1"),),
)  # fmt: skip


def changed(**values: Any) -> Minutes:
    return replace(OPENED, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"summary": "two"},
        {"title": "Talk"},
        {"when": "mon"},
        {"length": "45m"},
        {"channel": "call"},
        {"topics": (Line("budget 2027", ref="t9"),)},
        {"my_promises": (Entry(Item("plan"), "done", "p1"), Entry(Item("book"), ref="p2"))},
        {"notes": (Line("coffee", ref="n1"),)},
    ],
)
def test_what_only_one_side_changed_is_taken_from_that_side(values: dict[str, Any]) -> None:
    """Whether it was typed or is in the journal, or both say the same."""
    for typed, current in (
        (changed(**values), OPENED),
        (OPENED, changed(**values)),
        (changed(**values), changed(**values)),
    ):
        assert merge_minutes(OPENED, typed, current) == changed(**values)


def test_what_was_typed_anew_and_what_was_left_out_stays_so() -> None:
    """A line that is gone changes nothing; the client is the one that was typed."""
    new = Entry(Item("new"))
    typed = changed(client="sam", my_promises=(new,), others=("ann",))
    merged = merge_minutes(OPENED, typed, changed(notes=(Line("coffee", ref="n1"),)))
    assert (merged.client, merged.others, merged.my_promises) == ("sam", ("ann",), (new,))
    assert merged.notes == (Line("coffee", ref="n1"),)


def test_an_emptied_text_leaves_what_the_journal_has() -> None:
    """As an editor that loses it would."""
    merged = merge_minutes(OPENED, changed(summary="", title=None), changed(summary="two"))
    assert (merged.summary, merged.title) == ("two", "Sync")


@pytest.mark.parametrize(
    ("typed", "current", "message"),
    [
        ({"summary": "a"}, {"summary": "b"},
         "the summary was changed meanwhile: the journal has 'b', this text has 'a'"),
        ({"title": "a"}, {"title": None}, "title was changed meanwhile: the journal has 'nothing'"),
        ({"when": "a"}, {"when": "b"}, "when was changed meanwhile"),
        ({"notes": (Line("a", ref="n1", line=7),)}, {"notes": (Line("b", ref="n1"),)},
         "n1 was changed meanwhile: the journal has 'b', this text has 'a'"),
        ({"my_promises": (Entry(Item("plan"), "done", "p1", 7),)},
         {"my_promises": (Entry(Item("x", date(2026, 12, 1)), ref="p1"),)},
         "the journal has 'x due:2026-12-01', this text has 'plan (done)'"),
        ({"notes": (Line("a", ref="n1", line=7),)}, {"notes": ()},
         "n1 was settled or removed meanwhile"),
    ],
)  # fmt: skip
def test_what_both_changed_is_shown_from_both_sides(
    typed: dict[str, Any], current: dict[str, Any], message: str
) -> None:
    """At its line."""
    lines = {"title": 3, "when": 2}
    with pytest.raises(MergeConflictError) as caught:
        merge_minutes(OPENED, replace(changed(**typed), header_lines=lines), changed(**current))
    (problem,) = caught.value.problems
    assert message in problem.message
    name = next(iter(typed))
    assert problem.line == {"summary": 1, "title": 3, "when": 2}.get(name, 7)
    assert caught.value.exit_code == 1


def test_every_conflict_is_named_and_what_is_gone_unchanged_is_none() -> None:
    """A line that was settled meanwhile and not touched here is left out."""
    assert merge_minutes(OPENED, OPENED, changed(notes=())).notes == ()
    with pytest.raises(MergeConflictError) as caught:
        merge_minutes(OPENED, changed(summary="a", title="a"), changed(summary="b", title="b"))
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("typed", "current"),
    [
        ({"summary": "a"}, {"summary": "b"}),
        ({"title": "a"}, {"title": "b"}),
        ({"notes": (Line("a", ref="n1"),)}, {"notes": (Line("b", ref="n1"),)}),
        ({"notes": (Line("a", ref="n1"),)}, {"notes": ()}),
    ],
)
def test_a_conflict_that_has_no_line_is_named_at_the_top(
    typed: dict[str, Any], current: dict[str, Any]
) -> None:
    """As of a header that is not in the text."""
    with pytest.raises(MergeConflictError) as caught:
        merge_minutes(OPENED, changed(**typed), changed(**current))
    assert [problem.line for problem in caught.value.problems] == [1]


@pytest.mark.parametrize("length", [300, 301])
def test_a_text_of_a_conflict_is_named_with_300_letters(length: int) -> None:
    """The rest is cut."""
    with pytest.raises(MergeConflictError) as caught:
        merge_minutes(OPENED, changed(summary="a" * length), changed(summary="b"))
    assert ("a" * length in caught.value.problems[0].message) is (length == 300)
