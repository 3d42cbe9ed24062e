"""The template's text, made of minutes."""

from datetime import date

import pytest

from clientlog.dates import DateContext
from clientlog.items import Item
from clientlog.minutes import Entry, Line, Minutes, read_minutes, write_minutes

CALENDAR = DateContext(today=date(2026, 11, 20))


def test_an_empty_template_shows_what_goes_where() -> None:
    """All headings but Topics, which only a planned meeting has, each once; nothing in them."""
    text = write_minutes(Minutes(client="dana"))
    assert text == write_minutes(Minutes(client="dana"), hints=True)
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == [
        "## Summary", "## My actions", "## Their actions", "## My promises", "## Their promises",
        "## Decisions", "## Next", "## Notes",
    ]  # fmt: skip
    assert read_minutes(text, CALENDAR) == Minutes(client="dana")


def test_records_stand_in_the_template_with_their_refs() -> None:
    """A person sees what the journal holds, and how to tick it."""
    minutes = Minutes(
        client="dana",
        topics=(Line("budget", ref="t9"),),
        my_promises=(Entry(Item("approve travel", due=date(2026, 11, 30)), ref="p42"),),
    )
    lines = write_minutes(minutes, hints=False).splitlines()
    assert "- [ ] (t9) budget" in lines
    assert "- [ ] (p42) approve travel due:2026-11-30" in lines


def test_the_template_is_written_whole() -> None:
    """Headers, then sections in their order; a box for each mark, and more lines further in."""
    minutes = Minutes(
        client="dana", others=("sam-li", "Ode, Kim"), when="fri", title="Sync", length="45m",
        channel="call", topics=(Line("budget", "done", "t9"),), summary="one\n\ntwo",
        my_actions=(Entry(Item("plan"), "dropped"), Entry(Item("(a4) book"))),
        decisions=(Line("go on\n\nwith it"),), next=(Line("fri 10:00 planning"),),
        notes=(Line("likes tea", ref="n7"),),
    )  # fmt: skip
    assert (
        write_minutes(minutes, hints=False)
        == """\
client: dana
with: sam-li, Ode&#44; Kim
when: fri
title: Sync
for: 45m
via: call

## Topics
- [x] (t9) budget

## Summary
one

two

## My actions
- [-] plan
- [ ] \\(a4) book

## Their actions

## My promises

## Their promises

## Decisions
- go on

  with it

## Next
- fri 10:00 planning

## Notes
- (n7) likes tea
"""
    )


@pytest.mark.parametrize("hints", [True, False])
def test_hints_are_comments_below_the_headings(hints: bool) -> None:
    """Each heading that has one; without them no comment is left."""
    lines = write_minutes(Minutes(topics=(Line("budget"),)), hints=hints).splitlines()
    assert ("<!-- - what was decided -->" in lines) is hints
    assert lines[0].startswith("<!-- Write below the headings.") is hints
    assert any(line.startswith("<!--") for line in lines) is hints
    empty = ["client:", "with:", "when:", "title:"]
    assert [line for line in lines if line in empty] == empty
