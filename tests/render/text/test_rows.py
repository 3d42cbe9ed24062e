"""How a record stands, in words."""

from datetime import date
from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.queries.values import Amendment, Commitment, Conflict, Note, Topic, Touch
from clientlog.render.text.rows import amendment, details, items, said, state_words
from clientlog.render.text.tables import LATE
from clientlog.render.text.tables import TODAY as TODAY_STYLE
from tests.looking import DANA, moment_at, promise

WHEN = moment_at("2026-11-02 09:00")
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "open"),
        ({"due": date(2026, 11, 21)}, "open"),
        ({"due": TODAY}, "today"),
        ({"due": date(2026, 11, 19)}, "1 day late"),
        ({"due": date(2026, 11, 10)}, "10 days late"),
        ({"state": "kept", "due": TODAY, "settled_on": TODAY}, "kept on time"),
        ({"state": "kept", "due": date(2026, 11, 19), "settled_on": TODAY}, "kept late"),
        ({"state": "kept", "settled_on": TODAY}, "kept"),
        ({"state": "broken", "due": TODAY, "settled_on": TODAY}, "broken"),
    ],
)
def test_a_commitment_says_how_it_stands(known: dict[str, Any], words: str, clock: Clock) -> None:
    """Late begins the day after the due date; a kept word says whether it was on time."""
    assert state_words(promise(**known), clock) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            Amendment(kind="renegotiated", at=WHEN, from_due=date(2026, 11, 20),
                      to_due=date(2026, 11, 24), why="legal", told_at=WHEN),
            "moved from Fri 20 Nov to Tue 24 Nov: legal (told Mon 2 Nov)",
        ),
        (
            Amendment(kind="renegotiated", at=WHEN, to_due=date(2026, 11, 24), why="legal"),
            "moved to Tue 24 Nov: legal (not told)",
        ),
        (Amendment(kind="broken", at=WHEN, from_due=TODAY, why="gone"), "broken: gone (not told)"),
        (Amendment(kind="delegated", at=WHEN, why="passed on to Ann"), "passed on (not told)"),
    ],
)  # fmt: skip
def test_a_change_says_what_why_and_whether_it_was_told(
    change: Amendment, words: str, clock: Clock
) -> None:
    """Old date, new date, reason, told or not."""
    assert amendment(change, clock) == words


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (promise(), []),
        (
            promise(priority="must", owner="Ann", every="2w", meeting=3, need=7),
            ["must", "through Ann", "every 2w", "from m3", "for n7"],
        ),
        (
            Topic(number=1, text="hire", client=DANA, ask=True, why="two projects", meeting=2,
                  raised_at=WHEN, meetings_since=3),
            ["an ask", "because: two projects", "for m2", "still open after 3 meetings"],
        ),
        (Topic(number=1, text="hire", client=DANA, raised_at=WHEN), []),
        (
            Topic(number=1, text="hire", client=DANA, raised_at=WHEN, meetings_since=1),
            ["still open after 1 meeting"],
        ),
        (
            Topic(number=1, text="hire", client=DANA, raised_at=WHEN, meetings_since=3,
                  state="raised"),
            [],
        ),
        (
            Note(number=1, kind="need", text="x", client=DANA, state="open", priority="must",
                 recorded_at=WHEN),
            ["must", "not confirmed", "nothing serves it yet"],
        ),
        (
            Note(number=1, kind="need", text="x", client=DANA, state="met", confirmed_at=WHEN,
                 recorded_at=WHEN, settled_on=TODAY),
            ["confirmed Mon 2 Nov", "met Fri 20 Nov"],
        ),
        (
            Note(number=1, kind="news", text="x", client=DANA, state="told", told_at=WHEN,
                 recorded_at=WHEN),
            ["told Mon 2 Nov"],
        ),
        (
            Touch(number=1, client=DANA, at=WHEN, channel="call", by="Ann"),
            ["by call", "through Ann"],
        ),
        (
            Conflict(number=1, text="x", client=DANA, opened_at=WHEN, step="empathy",
                     agreement="together", check_on=TODAY),
            ["last step: empathy", "agreed: together", "to check Fri 20 Nov"],
        ),
    ],
)  # fmt: skip
def test_what_else_is_known_is_said_in_a_few_words(one: Any, said: list[str], clock: Clock) -> None:
    """Only what is known, each in words of its own."""
    assert details(one, clock) == said


def test_the_kind_is_named_only_where_there_are_several(clock: Clock) -> None:
    """A list of needs does not say need on every line; bad feedback differs from good."""

    def note(number: int, tone: Any) -> Note:
        return Note(number=number, kind="feedback", text="x", client=DANA, tone=tone,
                    recorded_at=WHEN)  # fmt: skip

    def kinds(*found: Note) -> list[str]:
        listing = items(found, clock)
        hidden = "kind" in listing.only_plain
        return [] if hidden else [row.cells[4].text for row in listing.rows]

    assert kinds(note(1, None), note(2, None)) == []
    assert "kind" not in items([note(1, None)], clock, kind=True).only_plain
    assert kinds(note(1, "bad"), note(2, "good")) == ["bad feedback", "good feedback"]


def test_a_list_is_dated_by_what_its_records_have(clock: Clock) -> None:
    """Commitments have a due date, everything else the day it was written."""
    topic = Topic(number=1, text="hire", client=DANA, raised_at=WHEN)
    late: Commitment = promise(due=date(2026, 11, 10))
    assert items([late], clock).titles[1] == "due"
    assert items([topic], clock).titles[1] == "date"
    assert items([late], clock).rows[0].cells[1].text == "Tue 10 Nov"
    assert items([topic], clock).rows[0].cells[1].text == "Mon 2 Nov"


def test_a_row_names_the_client_unless_a_title_above_does(clock: Clock) -> None:
    """And who owes it."""
    whole, below_title = items([promise()], clock), items([promise()], clock, whose=False)
    for listing, names in ((whole, True), (below_title, False)):
        cells = [cell.text for cell in listing.rows[0].cells]
        assert (DANA.name in cells) is names
        assert ("me" in cells) is names
        assert "".join(piece for piece, _ in listing.rows[0].text).startswith("send the draft")


def test_a_record_without_a_text_is_a_row_of_what_else_is_known(clock: Clock) -> None:
    """A touch may have none."""
    (row,) = items([Touch(number=1, client=DANA, at=WHEN, channel="call")], clock).rows
    assert "by call" in "".join(piece for piece, _ in row.text)


def test_only_texts_are_said() -> None:
    """Neither what is not known nor what is no word."""
    assert said(None, False, True, 7, "", "by call") == ["by call"]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (
            promise(is_update=True, try_until=TODAY, settled_on=TODAY, state="kept",
                    amendments=(Amendment(kind="delegated", at=WHEN),)),
            ["an update", "tried until Fri 20 Nov", "passed on (not told)", "kept Fri 20 Nov"],
        ),
        (
            Note(number=1, kind="need", text="x", client=DANA, state="open", recorded_at=WHEN,
                 confirmed_at=WHEN, served=True),
            ["confirmed Mon 2 Nov"],
        ),
        (
            Note(number=1, kind="need", text="x", client=DANA, state="met", recorded_at=WHEN),
            [],
        ),
        (
            Note(number=1, kind="offer", text="x", client=DANA, state="open", recorded_at=WHEN,
                 on_day=TODAY, meeting=2, told_at=WHEN),
            ["on Fri 20 Nov", "from m2"],
        ),
        (
            Note(number=1, kind="news", text="x", client=DANA, state="open", recorded_at=WHEN),
            [],
        ),
        (
            Conflict(number=1, text="x", client=DANA, opened_at=WHEN, settled_at=WHEN),
            ["settled Mon 2 Nov"],
        ),
        (Touch(number=1, client=DANA, at=WHEN), []),
    ],
)  # fmt: skip
def test_a_detail_is_there_only_where_it_is_known(
    record: Any, words: list[str], clock: Clock
) -> None:
    """A need says what it lacks while it is open, and other notes never do."""
    assert details(record, clock) == words


@pytest.mark.parametrize(
    "record",
    [
        promise(meeting=3, need=7, amendments=(Amendment(kind="delegated", at=WHEN),)),
        Topic(number=1, text="hire", client=DANA, raised_at=WHEN, why="two", meeting=2),
        Note(number=1, kind="note", text="x", client=DANA, recorded_at=WHEN, meeting=2),
        Conflict(number=1, text="x", client=DANA, opened_at=WHEN, agreement="together"),
    ],
)
def test_a_page_of_one_record_shows_the_rest_elsewhere(record: Any, clock: Clock) -> None:
    """The meeting, the need, the changes and the longer texts; a list names them."""
    assert details(record, clock, on_page=True) == []
    assert details(record, clock)


@pytest.mark.parametrize(
    ("record", "cells"),
    [
        (promise(due=date(2026, 11, 19)), ("Thu 19 Nov", "me", "promise", "1 day late", LATE)),
        (promise(due=TODAY, theirs=True), ("Fri 20 Nov", "them", "promise", "today", TODAY_STYLE)),
        (promise(), ("", "me", "promise", "", "")),
        (
            Topic(number=1, text="hire", client=DANA, raised_at=WHEN, state="discussed"),
            ("Mon 2 Nov", "", "topic", "discussed", ""),
        ),
        (Touch(number=1, client=DANA, at=WHEN), ("Mon 2 Nov 09:00", "", "touch", "", "")),
        (
            Conflict(number=1, text="x", client=DANA, opened_at=WHEN, state="open"),
            ("Mon 2 Nov", "", "conflict", "", ""),
        ),
    ],
)
def test_a_row_has_a_day_who_owes_a_kind_and_a_state(
    record: Any, cells: tuple[str, ...], clock: Clock
) -> None:
    """What is late or due today has the colour of it; an open record says nothing."""
    (row,) = items([record], clock).rows
    ref, day, by, whom, kind, state = row.cells
    assert (ref.text, whom.text) == (record.ref, DANA.name)
    assert (day.text, by.text, kind.text, state.text, state.style) == cells
    assert day.style == state.style


def test_a_column_is_left_out_of_a_table_where_the_others_say_as_much(clock: Clock) -> None:
    """The kind of commitments, which their REFs show, unless a title above names the client."""
    topic = Topic(number=1, text="hire", client=DANA, raised_at=WHEN)
    both = [promise(), Commitment(**{**promise()._asdict(), "kind": "action"})]
    for found, options, left_out in (
        (both, {}, {"kind"}),
        (both, {"whose": False}, set()),
        (both, {"side": False}, {"kind", "owed by"}),
        ([promise(), topic], {}, set()),
        ([promise()], {"whose": False, "kind": True}, set()),
    ):
        assert items(found, clock, **options).only_plain == left_out  # type: ignore[arg-type]  # a table of options


def test_a_reason_is_cut_after_200_letters(clock: Clock) -> None:
    """The page of the record has all of it."""
    cut = "x" * 199 + "…"
    change = Amendment(kind="broken", at=WHEN, why="x" * 201)
    assert amendment(change, clock) == f"broken: {cut} (not told)"
    whole = Amendment(kind="broken", at=WHEN, why="x" * 200)
    assert amendment(whole, clock) == f"broken: {'x' * 200} (not told)"
    topic = Topic(number=1, text="hire", client=DANA, raised_at=WHEN, why="x" * 201)
    assert details(topic, clock) == [f"because: {cut}"]
    conflict = Conflict(number=1, text="x", client=DANA, opened_at=WHEN, agreement="x" * 201)
    assert details(conflict, clock) == [f"agreed: {cut}"]
