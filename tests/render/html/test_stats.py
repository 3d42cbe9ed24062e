"""Statistics as a page."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from clientlog.queries.stats import Stats
from clientlog.render.html.stats import BAR, CELL, GAP, LABEL, ROW, UNIT, WIDE, stats_html
from tests.render.figures import month, rhythm, stats, week
from tests.rules.build import client

Shape = dict[str, str]


def drawing(made: Stats, label: str) -> ElementTree.Element:
    """One drawing of the page."""
    drawings = re.findall(r"<svg.*?</svg>", stats_html(made), re.DOTALL)
    parsed = [ElementTree.fromstring(text) for text in drawings]
    return next(svg for svg in parsed if svg.get("aria-label") == label)


def rects(made: Stats, label: str) -> list[tuple[float, float, float, str, str]]:
    """Place, width, class and title of each rectangle."""
    return [
        (
            float(rect.get("x", "")), float(rect.get("y", "")), float(rect.get("width", "")),
            rect.get("class", ""), rect.findtext("title") or "",
        )
        for rect in drawing(made, label).iter("rect")
    ]  # fmt: skip


def words(made: Stats, label: str) -> list[str]:
    return [text.text or "" for text in drawing(made, label).iter("text")]


def test_a_page_has_its_title_and_the_day() -> None:
    """The day with its year; a name is escaped."""
    page = stats_html(stats(client=client(name="<Dana>")))
    assert "<title>A year with &lt;Dana&gt;</title>" in page
    assert "until Fri 20 Nov 2026" in page
    assert re.findall("<h2>(.*?)</h2>", page) == [
        "Contacts", "Rhythm and hours", "My promises", "Their promises", "The weeks ahead",
    ]  # fmt: skip


def test_a_day_is_a_square_at_its_week_and_weekday() -> None:
    """The darker, the more contacts; no square stands for a day to come."""
    known = stats(contacts={date(2025, 11, 18): 1, date(2026, 11, 20): 4})
    found = rects(known, "Contacts by day")
    assert len(found) == 52 * 7 + 5
    step = CELL + GAP
    dark = [rect for rect in found if rect[3] != "heat0"]
    assert dark == [
        (34, 18 + step, CELL, "heat1", "Tue 18 Nov 2025: 1 contact"),
        (34 + 52 * step, 18 + 4 * step, CELL, "heat4", "Fri 20 Nov: 4 contacts"),
    ]


def test_months_and_weekdays_are_named_beside_the_squares() -> None:
    """Every second weekday, and each month above its first whole week."""
    assert words(stats(), "Contacts by day") == [
        "Mon", "Wed", "Fri", "Sun",
        "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
    ]  # fmt: skip


def test_hours_are_bars_of_their_share() -> None:
    """The longest takes the whole width; the words say everything."""
    known = stats(
        rhythms=(
            rhythm("up", clients=2, days_between=7.2, meetings=3, hours=8.0),
            rhythm("down", hours=2.0),
        )
    )  # fmt: skip
    first = "8 hours, 3 meetings; 2 clients, each every 7 days"
    second = "2 hours, 1 meeting; 1 client, each every -"
    assert rects(known, "Hours by direction") == [
        (LABEL, 3, WIDE, "bar", first),
        (LABEL, ROW + 3, WIDE / 4, "bar", second),
    ]
    assert words(known, "Hours by direction") == ["up", first, "down", second]


def test_promises_are_bars_side_by_side() -> None:
    """Each side has a drawing of its own; a month without any says so."""
    known = stats(promises=(month(9), month(10, kept=2, broken=1)))
    assert rects(known, "Promises by month") == [
        (LABEL, ROW + 3, 2 * UNIT - 1, "kept", "Oct 2026: 2 kept on time"),
        (LABEL + 2 * UNIT, ROW + 3, UNIT - 1, "broken", "Oct 2026: 1 broken"),
    ]
    assert words(known, "Promises by month") == ["Sep 2026", "none", "Oct 2026", "2 kept, 1 broken"]
    assert stats_html(known).count("Promises by month") == 1
    assert stats_html(known).count('<li><i class="moved">') == 1


def test_many_promises_are_drawn_narrower() -> None:
    """The longest month takes the whole width at most."""
    (rect,) = rects(stats(promises=(month(10, kept=100),)), "Promises by month")
    assert rect[2] == WIDE - 1


def test_a_week_is_its_hours_then_what_i_owe() -> None:
    """Past dates are counted in words."""
    known = stats(
        overdue_mine=1,
        weeks=(week(meetings=2, hours=3.0, mine=1, theirs=4), week(date(2026, 11, 23))),
    )  # fmt: skip
    said = "2 meetings, 3 hours; due: 1 mine, 4 theirs"
    assert rects(known, "Load by week")[:2] == [
        (LABEL, 3, WIDE * 3 / 4, "bar", said),
        (LABEL + WIDE * 3 / 4, 3, WIDE / 4, "late", said),
    ]
    assert words(known, "Load by week")[:2] == ["Mon 16 Nov", said]
    places = [
        (text.get("x"), text.get("y")) for text in drawing(known, "Load by week").iter("text")
    ]
    assert [(float(x or ""), float(y or "")) for x, y in places[::2]] == [(0, BAR), (0, ROW + BAR)]
    assert float(places[1][0] or "") == LABEL + WIDE + 8
    assert "Overdue now: 1 mine, 0 theirs." in stats_html(known)


@pytest.mark.parametrize("known", [stats(), stats(rhythms=(rhythm(hours=0.0),), weeks=(week(),))])
def test_a_year_of_nothing_is_a_page(known: Stats) -> None:
    """Nothing is divided by zero, and there are no promises to draw."""
    page = stats_html(known)
    assert "No contacts in the last 12 months." in page
    assert "Promises by month" not in page
    assert page.count(f'height="{BAR}"') == len(known.rhythms) + 2 * len(known.weeks)


def places(made: Stats, label: str) -> list[tuple[float, float, str]]:
    """Where each text stands."""
    return [
        (float(text.get("x", "")), float(text.get("y", "")), text.text or "")
        for text in drawing(made, label).iter("text")
    ]


def test_texts_stand_beside_their_squares_and_bars() -> None:
    """Names of weekdays on the line of theirs, names of months above."""
    step = CELL + GAP
    found = places(stats(), "Contacts by day")
    rows = [(0.0, 18 + step * row + CELL - 1) for row in (0, 2, 4, 6)]
    assert [place[:2] for place in found[:4]] == rows
    assert {place[1] for place in found[4:]} == {12}
    known = stats(rhythms=(rhythm("up", hours=8.0),), promises=(month(10, kept=2),))
    for label, width in (("Hours by direction", WIDE), ("Promises by month", 2 * UNIT)):
        name, words_ = places(known, label)
        assert name[:2] == (0, BAR)
        assert words_[:2] == (LABEL + width + 8, BAR)


def test_a_drawing_has_room_for_a_whole_week() -> None:
    """Seven squares, one below the other."""
    step = CELL + GAP
    svg = drawing(stats(), "Contacts by day")
    assert (svg.get("width"), svg.get("height")) == (f"{34 + 53 * step:g}", f"{18 + 7 * step:g}")


def test_each_side_has_its_own_promises() -> None:
    """Mine below the title of mine."""
    known = stats(promises=(month(10, kept=2), month(9, theirs=True, broken=1)))
    mine, theirs = stats_html(known).split("<h2>Their promises")
    assert "Oct 2026: 2 kept on time" in mine
    assert "Sep 2026: 1 broken" in theirs
    assert "Sep 2026" not in mine


def test_bars_of_less_than_one_hour_are_shares_as_well() -> None:
    """The longest takes the whole width."""
    known = stats(rhythms=(rhythm(hours=0.5),), weeks=(week(hours=0.5),))
    for label in ("Hours by direction", "Load by week"):
        assert rects(known, label)[0][2] == WIDE
