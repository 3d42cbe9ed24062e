"""What a template says, and what is wrong with it."""

from datetime import date, time

import pytest

from clientlog.dates import DateContext
from clientlog.errors import UsageError
from clientlog.items import Item
from clientlog.minutes import (
    Entry,
    Line,
    Minutes,
    MinutesError,
    read_header,
    read_minutes,
    read_next,
    read_template,
)

CALENDAR = DateContext(today=date(2026, 11, 20))

TEMPLATE = """\
client: dana-reyes
when: 2026-11-24 10:00
with: sam-li, Kim Ode

## Summary
Paused the migration until the review lands

It was **short**.

## My actions
- [ ] send hiring plan
      to the board due:fri
- [x] (A41) book a room
## Their promises
- [-] (p42) approve travel budget due:mon
## Decisions
- go on
  with the old plan
## Next
- fri 10:00 planning
## Notes
Her son starts school.
Ask about it.

- likes tea
"""


def test_the_template_is_read() -> None:
    """Header, summary, items with boxes and REFs, decisions, next meetings and notes."""
    assert read_minutes(TEMPLATE, CALENDAR) == Minutes(
        client="dana-reyes",
        others=("sam-li", "Kim Ode"),
        when="2026-11-24 10:00",
        summary="Paused the migration until the review lands\n\nIt was **short**.",
        my_actions=(
            Entry(Item("send hiring plan to the board", due=date(2026, 11, 27))),
            Entry(Item("book a room"), "done", "a41"),
        ),
        their_promises=(
            Entry(Item("approve travel budget", due=date(2026, 11, 23)), "dropped", "p42"),
        ),
        decisions=(Line("go on\nwith the old plan"),),
        next=(Line("fri 10:00 planning"),),
        notes=(Line("Her son starts school.\nAsk about it."), Line("likes tea")),
    )


def test_lines_know_where_they_were() -> None:
    """Each value and header carries its line, so that later problems can be shown there."""
    read = read_minutes(TEMPLATE, CALENDAR)
    assert [one.line for one in read.my_actions] == [11, 13]
    assert read.notes[1].line == 25
    assert read.header_lines == {"client": 1, "when": 2, "with": 3}


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("## Their promisess\n", 2, "did you mean Their promises?"),
        ("## Desicions\n", 2, "did you mean Decisions?"),
        ("## My actions\n- [ ] plan\n### Budget\n", 4, "is not a heading here"),
        ("## My actions\n- [ ] a due:fri due:mon\n", 3, "due: is given twice"),
        ("## My actions\n\n- [ ] plan duue:fri\n", 4, "'duue:fri' is not an attribute"),
        ("## My actions\n- [ ] send\nthe plan\n", 4, "indent what continues"),
        ("## My actions\n- [ ] (p4) send\n", 3, "p4 is a promise and does not belong"),
        ("## My actions\n- (a4) send\n## Their actions\n- (a4) send\n", 5, "a4 is here twice"),
        ("## My actions\n- [x] (a4)\n", 3, "a4 has lost its text"),
        ("## Notes\n- (n4)\n", 3, "n4 has lost its text"),
        ("## Their actions\n- plan owner:Ann\n", 3, "what a client owes has none"),
        ("## Next\n- planning\n", 3, "does not begin with a day and a time"),
        ("## Next\n- fri planning\n", 3, "does not begin with a day and a time"),
        ("## Next\n- [x] fri 10:00\n", 3, "nothing to tick off under Next"),
        ("whne: fri\n", 2, "did you mean when:?"),
        ("place: room 4\n", 2, "leave a blank line before text"),
        ("client: sam\n", 2, "client: is said twice"),
        ("when: noonish\n", 2, "noonish"),
        ("## My actions\n- [v] plan\n", 3, "[v] is not a box"),
        ("## Topics\n- [*] (t3) plan\n", 3, "[*] is not a box"),
        ("## Topics\n- [x] (t3)\n", 3, "t3 has lost its text"),
        ("\n```\n## Notes\n- [ ] a\n", 3, "this code fence is never closed"),
        ("\ntext <!-- mine\n## Notes\n", 3, "never closed"),
        ("\ntext <!-- mine\n## Notes\n<!-- yours -->\n", 3, "not closed before the next"),
    ],
)
def test_problems_name_their_line(body: str, line: int, message: str) -> None:
    """What cannot be taken as it stands is refused at its line, with a way out."""
    with pytest.raises(MinutesError) as raised:
        read_minutes("client: dana\n" + body, CALENDAR)
    assert [problem.line for problem in raised.value.problems] == [line]
    assert message in raised.value.problems[0].message


def test_a_when_that_is_wrong_is_helped_with_forms_of_the_past() -> None:
    """Minutes are written afterwards."""
    with pytest.raises(MinutesError) as raised:
        read_minutes("client: dana\nwhen: noonish\n", CALENDAR)
    assert "20min ago" in raised.value.hint


def test_all_slips_in_the_header_are_named() -> None:
    """The header goes on below the first of them."""
    with pytest.raises(MinutesError) as raised:
        read_minutes("client: dana\nwhne: fri\ntitel: plan\nwhen: fri\n\ntext\n", CALENDAR)
    assert [problem.line for problem in raised.value.problems] == [2, 3]


@pytest.mark.parametrize("heading", ["My actions", "Next", "Topics", "Notes"])
def test_an_empty_item_is_none(heading: str) -> None:
    """Its bullet was left by the editor."""
    text = f"client: dana\n\n## {heading}\n-\n- [ ]\n"
    if heading == "Notes":
        text = f"client: dana\n\n## {heading}\n-\n"
    assert read_minutes(text, CALENDAR) == Minutes(client="dana")


def test_a_note_may_have_paragraphs() -> None:
    """With a REF or without."""
    text = "## Summary\n## Notes\n- (n4) one\n\n  two\n- three\n\n  four\n"
    assert read_minutes(text, CALENDAR).notes == (
        Line("one\n\ntwo", ref="n4"),
        Line("three\n\nfour"),
    )


def test_who_was_there_is_read_of_a_text_with_problems() -> None:
    """And nothing else of it."""
    text = "client: dana\nwith: sam, ann\nwhen: noonish\n\n## My actions\n- a due:never\n"
    assert read_header(text, CALENDAR) == Minutes(client="dana", others=("sam", "ann"))
    assert read_header("text", CALENDAR) == Minutes()


def test_all_problems_come_at_once() -> None:
    """Nobody opens the editor twice for two slips; they come in the order of the lines."""
    with pytest.raises(MinutesError) as raised:
        read_minutes("clinet: dana\n\n## Sumary\n## My actions\n- a due:never\n", CALENDAR)
    assert [problem.line for problem in raised.value.problems] == [1, 3, 5]
    assert raised.value.message.startswith("line 1: ")
    assert raised.value.message.endswith("(and 2 more)")


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("client: dana\n\nPaused: all of it\n", "Paused: all of it"),
        ("client: dana\nwe talked: long\n", "we talked: long"),
        ("client: dana\n\none\n\n## Summary\ntwo\n", "one\n\n\ntwo"),
        ("client: dana\n## Summary\n## Attendees\n", "## Attendees"),
        ("## Summary\n```\n## Notes\n<!-- a -->\n```\n", "```\n## Notes\n<!-- a -->\n```"),
        ("## Summary\n> ## Notes\n", "> ## Notes"),
        ("## Summary\nclient: unhappy\n", "client: unhappy"),
        ("## Summary\n\\## Notes\n", "## Notes"),
        ("## Summary\na \\<!-- b\n", "a <!-- b"),
        ("## Summary\na <!-- b --> c\n<!-- d\n e -->\nf\n", "a  c\nf"),
        ("## Summary\n#notes\n", "#notes"),
        ("---\nclient: dana\n---\nwell\n", "well"),
    ],
)
def test_a_summary_keeps_its_text(text: str, summary: str) -> None:
    """Text before the headings, unknown headings and escaped structure are summary."""
    assert read_minutes(text, CALENDAR) == Minutes(
        client="dana" if "dana" in text else None, summary=summary
    )


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("plan", Entry(Item("plan"))),
        ("* plan", Entry(Item("plan"))),
        ("[X] plan", Entry(Item("plan"), "done")),
        ("-[x] plan", Entry(Item("plan"), "done")),
        ("+ [] plan", Entry(Item("plan"))),
        ("- [x](http://a.example) plan", Entry(Item("[x](http://a.example) plan"))),
        ("- [ ] \\(a4) plan", Entry(Item("(a4) plan"))),
        ("- \\[v] plan", Entry(Item("[v] plan"))),
        ("- [1] plan", Entry(Item("[1] plan"))),
        ("- [ ] plan\n  - with detail", Entry(Item("plan - with detail"))),
        ("- [ ] plan <!-- later? -->", Entry(Item("plan"))),
    ],
)
def test_items_are_read_generously(line: str, entry: Entry) -> None:
    """Any bullet or none, a box or none."""
    assert read_minutes(f"## My actions\n{line}\n", CALENDAR).my_actions == (entry,)


def test_a_box_further_in_is_an_item_of_its_own() -> None:
    """A nested task is not swallowed by the one above."""
    read = read_minutes("## My actions\n- [ ] plan\n  - [x] draft\n", CALENDAR)
    assert read.my_actions == (Entry(Item("plan")), Entry(Item("draft"), "done"))


def test_a_box_in_notes_is_text() -> None:
    """Notes and decisions have no boxes to tick."""
    assert read_minutes("## Summary\n## Notes\n- [x] paid\n", CALENDAR).notes == (Line("[x] paid"),)


def test_other_minutes_are_the_summary_word_for_word() -> None:
    """Blank lines, comments and backslashes of minutes of another make stay."""
    text = "\n# Sync \r\n<!-- x -->\n\\* a\n\n"
    assert read_minutes(text, CALENDAR) == Minutes(summary=text)


def test_a_template_without_its_headings_is_still_one() -> None:
    """What came back from the editor is a template, whatever was deleted in it."""
    assert read_template("\njust this\n", CALENDAR) == Minutes(summary="just this")


def test_the_next_meeting_is_a_when_and_a_title() -> None:
    """The longest WHEN with a time counts; the rest is the title, which may be left out."""
    when, title = read_next("fri 10:00 planning  the year", CALENDAR)
    assert (when.day, when.time, title) == (date(2026, 11, 27), time(10), "planning  the year")
    assert read_next("2026-12-01 09:30", CALENDAR)[1] is None
    when, title = read_next("2026-12-01T09:30 planning", CALENDAR)
    assert (when.time, title) == (time(9, 30), "planning")
    when, title = read_next("2 days after the 24th of dec at 10:00 pm planning", CALENDAR)
    assert (when.day, when.time, title) == (date(2026, 12, 26), time(22), "planning")
    with pytest.raises(UsageError):
        read_next("", CALENDAR)
