"""Numbers in columns with a bar beside them."""

import pytest

from clientlog.render.terminal import UNBOUNDED
from clientlog.render.text.chart import SHORTEST_BAR, Chart, ChartRow
from tests.render.text.drawing import drawn, lines

CHART = Chart(
    ("month", "kept", "broken"),
    [
        ChartRow("Oct 2026", ["3", "0"], [("###", "green"), ("x", "red")]),
        ChartRow("Nov 2026", ["12", "1"], [("########", "green")]),
    ],
    "# kept",
)

COLUMNS = 8 + 2 + 4 + 2 + 6
"""What the names and the numbers take."""


def test_names_are_on_the_left_and_numbers_on_the_right_of_their_columns() -> None:
    """The bars follow, and the legend stands above them."""
    assert lines(CHART, 80) == [
        "month     kept  broken  # kept",
        "Oct 2026     3       0  ###x",
        "Nov 2026    12       1  ########",
    ]


@pytest.mark.parametrize(("room", "has_bars"), [(8, True), (7, False)])
def test_bars_are_left_out_where_the_longest_does_not_fit(room: int, has_bars: bool) -> None:
    """The numbers stay."""
    shown = lines(CHART, COLUMNS + 2 + room)
    assert (shown[2] == "Nov 2026    12       1  ########") is has_bars
    assert shown[2].startswith("Nov 2026    12       1")
    assert ("# kept" in shown[0]) is has_bars


@pytest.mark.parametrize("room", [SHORTEST_BAR, SHORTEST_BAR - 1])
def test_with_little_room_even_short_bars_are_left_out(room: int) -> None:
    """A bar of a few columns says nothing."""
    short = CHART._replace(rows=[ChartRow("Oct 2026", ["3", "0"], [("#", "")])], legend="")
    assert ("#" in drawn(short, COLUMNS + 2 + room)) is (room == SHORTEST_BAR)


@pytest.mark.parametrize(("length", "is_shown"), [(8, True), (9, False)])
def test_a_legend_that_does_not_fit_is_left_out(length: int, is_shown: bool) -> None:
    """The bars are drawn without it."""
    shown = lines(CHART._replace(legend="k" * length), COLUMNS + 2 + 8)
    assert ("k" * length in shown[0]) is is_shown
    assert "########" in shown[2]


def test_where_the_columns_do_not_fit_each_row_is_told_in_words() -> None:
    """A number is never apart from what it counts; what follows is indented."""
    assert lines(CHART, COLUMNS)[0] == "month     kept  broken"
    assert lines(CHART, COLUMNS - 1) == [
        "Oct 2026: kept 3,", "  broken 0", "Nov 2026: kept 12,", "  broken 1",
    ]  # fmt: skip


def test_without_bounds_a_row_is_values_apart_by_tabs() -> None:
    """For a program, and for somebody who listens."""
    assert drawn(CHART, UNBOUNDED) == "Oct 2026\t3\t0\nNov 2026\t12\t1\n"


def test_a_column_is_as_wide_as_its_widest() -> None:
    """The title counts, and so does every number."""
    wide = Chart(("a", "b"), [ChartRow("x", ["1"]), ChartRow("longer", ["1000"])])
    assert lines(wide, 80) == ["a          b", "x          1", "longer  1000"]


def test_a_chart_without_rows_is_its_titles() -> None:
    """As in a journal without clients."""
    assert lines(CHART._replace(rows=[]), 80) == ["month  kept  broken  # kept"]
