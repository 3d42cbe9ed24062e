"""Statistics on a terminal."""

from datetime import date, timedelta

import pytest

from clientlog.queries.stats import ENDINGS
from clientlog.render.terminal import UNBOUNDED
from clientlog.render.text.stats import (
    ASCII,
    BLOCKS,
    HeatMap,
    _bar,
    _month_labels,
    shapes_for,
    stats_page,
)
from tests.render.figures import month, rhythm, stats, week
from tests.render.text.drawing import drawn, lines
from tests.rules.build import client


@pytest.mark.parametrize(
    ("encoding", "shapes"),
    [("utf-8", BLOCKS), ("ascii", ASCII), ("cp437", ASCII), ("no-such-encoding", ASCII)],
)
def test_shapes_are_those_that_the_encoding_has(encoding: str, shapes: object) -> None:
    """All of them or none."""
    assert shapes_for(encoding) is shapes


@pytest.mark.parametrize("shapes", [BLOCKS, ASCII])
def test_every_shade_and_every_ending_has_a_shape_of_its_own(shapes: object) -> None:
    """They are told apart without colour."""
    assert isinstance(shapes, type(BLOCKS))
    assert len({*shapes.shades}) == 5
    assert len({*shapes.endings}) == len(ENDINGS)


CONTACTS = {
    date(2026, 11, 2): 1, date(2026, 11, 10): 2, date(2026, 11, 20): 4, date(2026, 10, 31): 3,
}  # fmt: skip


def test_a_heat_map_is_a_column_a_week_and_a_row_a_weekday() -> None:
    """As many weeks as there is room for, the last ones; days to come are left out."""
    shown = lines(HeatMap(stats(contacts=CONTACTS), ASCII), 12)
    assert shown[:8] == [
        "    Oct Nov", "Mon ....:..", "Tue .....+.", "Wed .......", "Thu .......", "Fri ......#",
        "Sat ...*..", "Sun ......",
    ]  # fmt: skip
    wide = lines(HeatMap(stats(contacts=CONTACTS), ASCII), 80)
    assert wide[-1] == "    a day: . none  : 1  + 2  * 3  # 4+"


def test_four_weeks_are_shown_at_least() -> None:
    """On the narrowest screen."""
    shown = drawn(HeatMap(stats(), ASCII), 5)
    assert "Mon" in shown
    bottom = lines(HeatMap(stats(), ASCII), 5)
    assert bottom[1:3] == ["Mon", "...."]


def test_a_year_has_fifty_three_weeks() -> None:
    """And its months stand above their first whole weeks."""
    shown = lines(HeatMap(stats(), ASCII), 200)
    assert len(shown[1]) == 4 + 53
    assert shown[0].split() == [
        "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
    ]  # fmt: skip
    first = 4 + (date(2025, 12, 1) - date(2025, 11, 17)) // timedelta(weeks=1)
    assert shown[0].index("Dec") == first


@pytest.mark.parametrize(
    ("most", "legend"),
    [
        (0, ""),
        (1, "    a day: . none  : 1"),
        (2, "    a day: . none  : 1  + 2+"),
        (8, "    a day: . none  : 1  + 3  * 5  # 7+"),
    ],
)
def test_the_legend_says_from_how_many_on_a_shade_is(most: int, legend: str) -> None:
    """None where there was no contact; only shades that occur."""
    contacts = {date(2026, 11, 20): most} if most else {}
    assert lines(HeatMap(stats(contacts=contacts), ASCII), 80)[-1] == legend


def test_without_bounds_a_heat_map_is_a_line_a_month() -> None:
    """With the number of contacts."""
    assert drawn(HeatMap(stats(contacts=dict(sorted(CONTACTS.items()))), ASCII), UNBOUNDED) == (
        "Oct 2026\t3\nNov 2026\t7\n"
    )


FULL = stats(
    client=client(name="Dana"), contacts=CONTACTS, overdue_mine=1,
    rhythms=(
        rhythm("up", clients=2, contacts=3, days_between=7.2, meetings=2, hours=8.0),
        rhythm("down", hours=0.1), rhythm("outside", meetings=0, hours=0.0),
    ),
    promises=(month(9), month(10, kept=2, moved=1), month(10, theirs=True, late=1, broken=1)),
    weeks=(
        week(meetings=2, hours=1.5, mine=3, theirs=1), week(date(2026, 11, 23), mine=1),
        week(date(2026, 11, 30)),
    ),
)  # fmt: skip


def test_the_page_has_every_section_in_order() -> None:
    """Words first, then the drawings."""
    shown = lines(stats_page(FULL, ASCII), 100)
    titles = ["A year with Dana", "Rhythm", "Promises settled", "The weeks ahead"]
    assert [line for line in shown if line in titles] == titles
    assert shown[1].startswith("10 contacts on 4 days in the last 12 months.")
    assert "Mine: 3 kept or broken; 2 kept on time, 1 kept after moving the date in time" in shown
    assert "Theirs: 2 kept or broken; 1 kept late, 1 broken" in shown
    assert "Overdue now: 1 mine, 0 theirs." in shown


def cells(title: str, count: int) -> list[list[str]]:
    """The cells of the rows under a heading of columns."""
    shown = [line.split() for line in lines(stats_page(FULL, ASCII), 100)]
    place = next(number for number, row in enumerate(shown) if row[:2] == title.split()[:2])
    return shown[place + 1 : place + 1 + count]


def test_hours_are_bars_and_the_longest_has_sixteen() -> None:
    """What is not nothing has one at least."""
    assert cells("direction clients", 3) == [
        ["up", "2", "3", "7", "days", "2", "8", "#" * 16],
        ["down", "1", "1", "-", "1", "0.1", "#"],
        ["outside", "1", "1", "-", "0", "0"],
    ]


def test_a_month_without_promises_is_left_out() -> None:
    """Each promise is a sign, by how it ended."""
    assert cells("month owed", 2) == [
        ["Oct", "2026", "me", "2", "1", "0", "0", "##="],
        ["Oct", "2026", "them", "0", "0", "1", "1", "-x"],
    ]


def test_a_week_is_as_long_as_its_hours_and_what_i_owe() -> None:
    """What is owed to me takes none of my time."""
    assert cells("week of", 3) == [
        ["Mon", "16", "Nov", "2", "1.5", "3", "1", "#" * 16],
        ["Mon", "23", "Nov", "0", "0", "1", "0", "#" * 4],
        ["Mon", "30", "Nov", "0", "0", "0", "0"],
    ]


def test_a_year_of_nothing_has_words_only() -> None:
    """And nothing is divided by zero."""
    shown = lines(stats_page(stats(weeks=(week(),)), BLOCKS), 80)
    assert "No contacts in the last 12 months." in shown
    assert "Mine: none kept or broken" in shown
    assert "Theirs: none kept or broken" in shown
    assert not any("month" in line and "owed by" in line for line in shown)


def test_the_months_fit_on_forty_columns() -> None:
    """In any week of the year."""
    for week_number in range(53):
        today = date(2026, 11, 20) + timedelta(weeks=week_number)
        year = stats(today=today, since=today - timedelta(days=today.weekday(), weeks=52))
        labels, monday, *_ = drawn(HeatMap(year, BLOCKS), 40).splitlines()
        assert len(labels) <= 40
        assert monday.startswith("Mon ")


def test_a_month_is_named_above_the_week_that_begins_in_its_first_seven_days() -> None:
    """Where its name has room."""
    weeks = [date(2026, 6, 1) + timedelta(weeks=number) for number in range(11)]
    assert _month_labels(weeks, 99) == "Jun  Jul Aug "
    assert _month_labels(weeks[1:], 99) == "    Jul Aug "
    assert _month_labels([date(2026, 6, 8)], 99) == ""
    assert _month_labels([date(2026, 6, 7)], 3) == "Jun "
    assert _month_labels([date(2026, 6, 7)], 2) == ""


def test_a_bar_of_nothing_is_none_and_of_little_is_one() -> None:
    """However long the others are."""
    assert [len(_bar(number, most, ASCII)) for number, most in ((0, 0), (0, 9), (0.1, 99))] == [
        0, 0, 1,
    ]  # fmt: skip


def test_the_contacts_of_a_month_are_added_up() -> None:
    """Each by its number."""
    contacts = {date(2026, 10, 5): 2, date(2026, 10, 6): 3, date(2026, 11, 2): 1}
    assert (
        drawn(HeatMap(stats(contacts=contacts), ASCII), UNBOUNDED) == "Oct 2026\t5\nNov 2026\t1\n"
    )
