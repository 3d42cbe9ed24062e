"""Tables at any width, of anything."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.render.terminal import UNBOUNDED
from clientlog.render.text.tables import (
    LONGEST,
    LONGEST_HEAD,
    Cell,
    Hanging,
    Listing,
    Row,
    fold_columns,
    fold_words,
    line,
    marked,
    with_details,
)
from tests.render.text.drawing import drawn

WIDTHS = (40, 80, 120)
NAMES = ("[/]", ":smile:", "\x1b[31mred", "\u202eltr", "Łukasz Żółć-Müller", "李小龍", "a" * 200)


def listing(*rows: tuple[str, str, str]) -> Listing:
    return Listing(
        ("ref", "client", "text"),
        [Row([Cell(ref), Cell(line(name))], with_details(text, ())) for ref, name, text in rows],
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_vanishes_at_any_width(name: str, width: int) -> None:
    """Names and texts are folded or stacked, never cut, and every line fits."""
    from rich.cells import cell_len

    text = "send the draft of the hiring plan to everybody on the committee"
    shown = drawn(listing(("p1", name, text), ("p23", "Dana Reyes", text)), width)
    assert all(cell_len(row) <= width for row in shown.splitlines())
    for word in ("p1", "p23", *text.split()):
        assert word in shown
    assert Counter(line(name)) - Counter(" ") <= Counter(shown)


@pytest.mark.parametrize("head", ["p1", "次:", "a-longer-head"])
def test_a_text_beside_its_head_keeps_to_its_own_column(head: str) -> None:
    """Beside a long head it goes on below it, two columns further in."""
    lines = drawn(Hanging((head, ""), "one two three four five six"), 24).splitlines()
    assert lines[0].startswith(f"  {head}  one")
    column = {"p1": 6, "次:": 7}.get(head, 4)
    assert {len(line) - len(line.lstrip()) for line in lines[1:]} == {column}
    assert " ".join(" ".join(lines).split()) == f"{head} one two three four five six"


def test_rows_are_stacked_where_the_text_has_no_room() -> None:
    """With short columns that take too much of the width the text goes below them."""
    rows = [
        Row([Cell("p1"), Cell("Tue 17 Nov"), Cell("13 days late")], with_details("a b " * 9, ()))
    ]
    shown = drawn(Listing(("ref", "due", "state", "text"), rows), 40).splitlines()
    assert shown[0] == "p1  Tue 17 Nov  13 days late"
    assert shown[1].startswith("  a b")


def test_a_column_that_is_empty_in_every_row_is_left_out() -> None:
    """Nothing is said where nothing is known."""
    shown = drawn(listing(("p1", "", "text"), ("p2", "", "text")), 80)
    assert shown.splitlines()[0].split() == ["ref", "text"]


def test_no_line_ends_in_blanks() -> None:
    """What is copied from the terminal has nothing after it."""
    shown = drawn(listing(("p1", "Dana", "short"), ("p2", "Dana", "a longer text here")), 80)
    assert all(row == row.rstrip() for row in shown.splitlines())


def test_styles_are_only_an_addition() -> None:
    """With colour the same words are shown as without."""
    rows = [Row([Cell("p1"), Cell("3 days late", "red")], marked("the draft", [(4, 9)]))]
    table = Listing(("ref", "state", "text"), rows)
    colored = drawn(table, 80, color=True)
    assert "\x1b[31m3 days late" in colored
    assert "draft" in colored
    assert "3 days late  the draft" in drawn(table, 80)


@pytest.mark.parametrize("text", ["x" * 120_000, "word " * 24_000, "李" * 120_000])
def test_a_huge_text_is_cut_in_a_table_and_says_so(text: str) -> None:
    """A table shows the beginning and an ellipsis; the record's page has all of it."""
    assert len(drawn(listing(("p1", "Dana", text)), 80)) < 3000
    assert line(text).endswith("…")


@given(st.text(), st.sampled_from(WIDTHS))
def test_no_text_can_act_on_the_terminal(text: str, width: int) -> None:
    """Whatever is stored, no control character but the line break is written."""
    shown = drawn(listing(("p1", text, text)), width)
    assert not {one for one in shown if ord(one) < 0x20 or 0x7F <= ord(one) < 0xA0} - {"\n"}


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_marking_keeps_every_letter(text: str, marks: list[tuple[int, int]]) -> None:
    """The pieces of a marked text are the text, whatever the marks."""
    spans = sorted((min(pair), max(pair)) for pair in marks)
    pieces = marked("".join(one for one in text if one.isalnum()), spans)
    assert "".join(piece for piece, _ in pieces) == "".join(one for one in text if one.isalnum())


@given(st.lists(st.text("abc", min_size=1, max_size=30), min_size=1), st.integers(1, 40))
def test_plain_words_are_folded_without_loss(words: list[str], width: int) -> None:
    """Every line fits, none is empty, no word is broken that fits, and no letter is lost."""
    folded = fold_words(" ".join(words), width)
    assert all(0 < len(one) <= width and one == one.strip() for one in folded)
    assert "".join(folded).replace(" ", "") == "".join(words)
    shown = [word for one in folded for word in one.split(" ")]
    assert [word for word in words if len(word) <= width] == [
        word for word in _whole(words, shown) if len(word) <= width
    ]


def _whole(words: list[str], shown: list[str]) -> list[str]:
    """The words put together again from the pieces that are shown of them."""
    pieces = iter(shown)
    found = []
    for word in words:
        one = next(pieces)
        while len(one) < len(word):
            one += next(pieces)
        found.append(one)
    return found


def test_a_table_without_colours_is_one_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of rows are laid out by themselves: Rich folds no plain words."""
    from rich.console import Console
    from rich.text import Text

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("folded by Rich")

    monkeypatch.setattr(Text, "wrap", refuse)
    text = with_details("send the draft of the hiring plan to everybody", ["must", "from m12"])
    table = Listing(("ref", "due", "text"), [Row([Cell("p1"), Cell("Fri", "red")], text)] * 9)
    console = Console(width=40, color_system=None)
    (segment,) = console.render(table)
    assert len(segment.text.splitlines()) == 1 + 9 * 3


def test_a_column_is_as_wide_as_its_longest_cell() -> None:
    """Or as its title, and the next one begins two columns further."""
    rows = [Row([Cell("p1"), Cell("13 days late")], [("draft", "")])]
    assert drawn(Listing(("ref", "state", "text"), rows)).splitlines() == [
        "ref  state         text",
        "p1   13 days late  draft",
    ]


@pytest.mark.parametrize(("width", "is_stacked"), [(25, False), (24, True)])
def test_a_text_stands_beside_others_in_20_columns_or_more(width: int, is_stacked: bool) -> None:
    """In fewer it goes below them."""
    rows = [Row([Cell("p1")], [("a text of more than twenty columns", "")])]
    first = drawn(Listing(("ref", "text"), rows), width).splitlines()[0]
    assert (first == "p1") is is_stacked


def test_a_name_is_folded_beside_the_other_cells_of_its_row() -> None:
    """It gets a fifth of the width, ten columns at least; shorter cells end above it."""
    rows = [Row([Cell("p1"), Cell("Ana-Maria Reyes Ortega")], [("a text of several words", "")])]
    table = Listing(("ref", "client", "text"), rows)
    assert drawn(table, 60).splitlines() == [
        "ref  client        text",
        "p1   Ana-Maria     a text of several words",
        "     Reyes Ortega",
    ]
    assert drawn(table, 48).splitlines()[:2] == [
        "ref  client      text",
        "p1   Ana-Maria   a text of several words",
    ]


@pytest.mark.parametrize(
    ("width", "second"), [(24, "            words of the"), (23, "  words of the text")]
)
def test_the_second_column_keeps_its_place_up_to_half_of_the_width(width: int, second: str) -> None:
    """Where it begins further right, its lines begin below the first column."""
    folded = fold_columns("REF         several words of the text", width)
    assert folded.splitlines()[1] == second


def test_a_line_is_cut_only_where_it_is_longer_than_its_limit() -> None:
    """On one line with single blanks; the ellipsis counts."""
    assert line(" a  b\n") == "a b"
    assert line("x" * LONGEST) == "x" * LONGEST
    assert line("x" * (LONGEST + 1)) == "x" * (LONGEST - 1) + "…"
    assert line("abc", 3) == "abc"
    assert line("abcd", 3) == "ab…"
    assert line("a" + " " * 9 + "b", 5) == "a…"


def test_marks_that_touch_are_both_marked_and_one_inside_another_is_not() -> None:
    """In bold and yellow."""
    strong = "bold yellow"
    assert marked("abcdef", [(0, 2), (2, 4)]) == [("ab", strong), ("cd", strong), ("ef", "")]
    assert marked("abcdef", [(1, 4), (2, 3)]) == [("a", ""), ("bcd", strong), ("ef", "")]


def test_details_stand_below_the_text() -> None:
    """Faint, with semicolons between them; alone where there is no text."""
    assert with_details("a\nb", ["must", "from m1"]) == [("a b", ""), ("\nmust; from m1", "dim")]
    assert with_details("", ["must"]) == [("must", "dim")]
    assert with_details("a", []) == [("a", "")]


@pytest.mark.parametrize("width", [16, 24, 40, 80])
def test_a_table_in_colour_has_the_same_lines(width: int) -> None:
    """Folded, stacked or in columns."""
    rows = [
        Row([Cell("p1"), Cell("3 days late", "red")], with_details("one two three four", ["must"])),
        Row([Cell("p2"), Cell("")], with_details("żółć five six seven eight nine ten", [])),
    ]
    for shown in (
        Listing(("ref", "state", "text"), rows),
        Hanging(("p1", "bold"), "one two three four five six seven"),
        Hanging(("a-longer-head", "bold"), "one two three four five six seven"),
    ):
        plain = drawn(shown, width)
        assert re.sub(r"\x1b\[[\d;]*m", "", drawn(shown, width, color=True)) == plain


@pytest.mark.parametrize(("width", "is_shown"), [(20, False), (80, False), (UNBOUNDED, True)])
def test_a_column_for_plain_lists_is_in_no_table(width: int, is_shown: bool) -> None:
    """Neither in columns nor stacked."""
    rows = [Row([Cell("p1"), Cell("promise")], [("a text of some words", "")])]
    table = Listing(("ref", "kind", "text"), rows, only_plain=frozenset({"kind"}))
    assert ("promise" in drawn(table, width)) is is_shown
    assert "p1" in drawn(table, width)


@pytest.mark.parametrize(
    ("head", "column"),
    [("x" * LONGEST_HEAD, 4 + LONGEST_HEAD + 1), ("x" * (LONGEST_HEAD + 1), 4 + 2)],
)
def test_a_text_stands_beside_a_head_of_twelve_columns_at_most(head: str, column: int) -> None:
    """Below a longer one it goes on two columns further in."""
    hanging = Hanging((head, ""), "one two three", indent=4, gap=1)
    lines = drawn(hanging, 24).splitlines()
    assert lines[0].startswith(f"    {head} one")
    assert lines[1].startswith(" " * column + "t")


def rows_of(*rows: tuple[str, ...], titles: tuple[str, ...] = ("ref", "due", "text")) -> Listing:
    """A table of rows whose last value is the text, as it was typed."""
    return Listing(
        titles,
        [
            Row([Cell(cell) for cell in cells], [(text, "")] if text else [])
            for *cells, text in rows
        ],
    )


def test_a_column_stays_where_one_row_has_something_in_it() -> None:
    """The others leave it blank."""
    assert drawn(rows_of(("p1", "", "a"), ("p2", "today", "b"))).splitlines() == [
        "ref  due    text", "p1          a", "p2   today  b",
    ]  # fmt: skip


def test_a_long_title_of_the_texts_is_whole() -> None:
    """Where there is room for it."""
    made = rows_of(("p1", "x", "y"), titles=("ref", "due", "a title of many words"))
    assert drawn(made).splitlines() == ["ref  due  a title of many words", "p1   x    y"]


@pytest.mark.parametrize("color", [False, True])
def test_every_line_of_a_text_stands_in_its_column(color: bool) -> None:
    """An empty one has no blanks."""
    shown = drawn(rows_of(("p1", "x", "a\n\nb")), color=color)
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == "ref  due  text\np1   x    a\n\n          b\n"


def test_a_stacked_row_has_what_is_known_and_goes_on_further_in() -> None:
    """Without gaps for what is not, and without a line for no text."""
    made = rows_of(
        ("p1", "", "x" * 12, "y" * 12, "z" * 5, "one two three four"),
        ("p2", "a", "b", "c", "d", ""),
        titles=("ref", "due", "state", "who", "what", "text"),
    )  # fmt: skip
    assert drawn(made, 32).splitlines() == [
        "p1  xxxxxxxxxxxx  yyyyyyyyyyyy", "  zzzzz", "  one two three four", "p2  a  b  c  d",
    ]  # fmt: skip


def test_a_mark_in_a_folded_text_keeps_its_style() -> None:
    """Only what is marked has it."""
    text = "send the draft to everybody on the committee"
    made = Listing(("ref", "text"), [Row([Cell("p1")], marked(text, [(0, 4)]))])
    shown = drawn(made, 30, color=True)
    (styled,) = re.findall(r"\x1b\[[0-9;]*;[0-9;]*m([^\x1b]*)\x1b", shown)
    assert styled == "send"


def test_words_with_a_hyphen_are_not_taken_apart() -> None:
    """A command in a help text stays whole."""
    assert fold_columns("a-b  one --with-report", 18) == "a-b  one\n     --with-report"
