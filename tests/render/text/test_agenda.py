"""The page as text: how wide, how long, and what it looks like in each direction."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from clientlog.agenda import Line, Page, Section, make_page
from clientlog.queries import records
from clientlog.queries.snapshot import load_snapshot
from clientlog.refs import Ref
from clientlog.render.text.agenda import NARROW, Sheet, text
from clientlog.rules.runner import find_flags
from clientlog.store.journal_file import open_to_look
from tests.agenda import journals
from tests.looking import clock_at


def page(journal: Path, meeting: int, *, private: bool = False) -> Page:
    clock = clock_at("2026-11-20 12:00")
    with closing(open_to_look(journal)) as db:
        one = records.get_meeting(db, Ref("m", meeting))
        flags = find_flags(load_snapshot(db, clock)) if private else ()
        return make_page(db, clock, one, one.clients, private=private, flags=flags)


def of_lines(*lines: Line, **more: Any) -> Page:
    """A page with one section of these lines."""
    only = Section(title="To raise", lines=lines, **more)
    return Page(title="A talk", meeting=None, clients=(), sections=(only,), private=False,
                afterwards="clientlog log dana")  # fmt: skip


@pytest.mark.parametrize("private", [False, True], ids=["open", "private"])
@pytest.mark.parametrize("direction", journals.PEOPLE)
def test_the_page_of_one_meeting_in_each_direction(
    journal: Path, golden: Callable[[str, str], None], direction: str, private: bool
) -> None:
    """The text is exactly what it was when somebody last looked at it."""
    journals.one_in_each_direction(journal)
    meeting = 3 * (list(journals.PEOPLE).index(direction) + 1)
    kind = "private" if private else "open"
    golden(f"agenda-{direction}-{kind}.txt", text(page(journal, meeting, private=private)))


FULL: list[tuple[int, str]] = [(1, ""), (2, ""), (8, ""), (2, "W" * 300), (1, "全角文字の幅" * 40)]


@pytest.mark.slow
@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize(("people", "wide"), FULL)
def test_no_page_is_wider_or_longer_than_a_sheet(
    journal: Path, people: int, wide: str, private: bool
) -> None:
    """However much there is: at most 76 columns, also of wide characters, and 58 lines."""
    journals.overfull(journal, people, wide)
    lines = text(page(journal, 2, private=private)).splitlines()
    assert max(map(cell_len, lines)) <= 76
    assert len(lines) <= 58
    assert lines[-1].strip().endswith("--meeting m2")
    assert [line for line in lines if line.startswith("Who  ")]


@pytest.mark.parametrize("width", [40, 59, 60, 75])
def test_a_narrow_terminal_gets_a_narrow_page(journal: Path, width: int) -> None:
    """No line is wider than asked for."""
    journals.overfull(journal, 1)
    lines = text(page(journal, 2), Sheet(width=width)).splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_encoding_gets_only_what_it_has(journal: Path, encoding: str) -> None:
    """Rules, dashes and texts are made of characters that can be written; names can be read."""
    journals.one_in_each_direction(journal)
    shown = text(page(journal, 9, private=True), Sheet(encoding=encoding))
    shown.encode(encoding)
    assert "Who   LiXiaoLong" in shown


def test_columns_of_wide_characters_are_aligned(journal: Path) -> None:
    """What stands beside something begins in the same column, however wide the left side is."""
    journals.overfull(journal, 1, "全角文字の幅" * 40)
    lines = text(page(journal, 2)).splitlines()
    beside = [line for line in lines if line.count("[ ] a") == 2]
    assert beside
    assert {cell_len(line[: line.rindex("[ ] a")]) for line in beside} == {39}


def test_a_hostile_name_looks_like_itself(journal: Path) -> None:
    """Nothing in a name is taken for markup."""
    journals.light(journal)
    assert f"Who   {journals.HOSTILE} — no contact yet" in text(page(journal, 1))


def test_control_characters_are_shown(journal: Path) -> None:
    """No text reaches the terminal with anything that it would act on; a text is one line."""
    shown = text(of_lines(Line(text="a\x1b[31mred\x07\nb\u202ec", remarks=("d\x9be",))))
    assert "a^[[31mred^G b<U+202E>c — d<U+009B>e" in shown


def test_dates_stay_when_a_text_is_too_long() -> None:
    """It is the text that is shortened, not what is said about it."""
    shown = text(of_lines(Line(text="word " * 200, remarks=("Wed 18 Nov, 2 days late",))))
    assert "… — Wed 18 Nov, 2 days late" in " ".join(shown.split())


def test_boxes_say_how_it_stands() -> None:
    """Open, done and dropped ones have boxes of their own."""
    lines = [
        Line(text="it", box="open"),
        Line(text="it", box="done"),
        Line(text="it", box="dropped"),
    ]
    shown = text(of_lines(*lines)).splitlines()
    assert shown[3:6] == ["[ ] it", "[x] it", "[-] it"]


def test_what_is_not_shown_is_named() -> None:
    """A cut section says how many more there are, and which command shows them."""
    shown = text(of_lines(Line(text="it"), hidden=17, see="clientlog show dana"))
    assert "+17 more: clientlog show dana\n" in shown


@pytest.mark.parametrize(("count", "is_whole"), [(152, True), (153, False)])
def test_a_text_is_cut_only_where_it_has_no_room_on_two_lines(count: int, is_whole: bool) -> None:
    """To the last column."""
    shown = text(of_lines(Line(text="x" * count)))
    assert (shown.count("x") == count) == is_whole
    assert ("…" in shown) == (not is_whole)


def test_a_word_that_is_wider_than_a_line_begins_behind_the_others() -> None:
    """Another word goes to the next line whole."""
    lines = text(of_lines(Line(text="tea " + "x" * 100))).splitlines()
    assert lines[3] == "tea " + "x" * 72
    lines = text(of_lines(Line(text="tea " * 10 + "x" * 60))).splitlines()
    assert lines[4] == "x" * 60


@pytest.mark.parametrize(("count", "is_whole"), [(70, True), (71, False)])
def test_a_title_has_a_rule_on_both_sides(count: int, is_whole: bool) -> None:
    """It is cut where there would be none."""
    made = of_lines(Line(text="tea"))
    section = replace(made.sections[0], title="t" * count)
    line = text(replace(made, sections=(section,))).splitlines()[2]
    assert (f"── {'t' * count} ──" == line) == is_whole
    assert len(line) == 76
    assert line.endswith(" ──")


def test_names_above_the_page_take_three_lines_at_most() -> None:
    """Then they are cut."""
    made = of_lines(Line(text="name " * 60), compact=True)
    lines = text(made).splitlines()
    assert [line[:6].strip() for line in lines[2:6]] == ["To raise"[:6].strip(), "", "", "── Not"]


@pytest.mark.parametrize(("width", "is_pair"), [(NARROW, True), (NARROW - 1, False)])
def test_two_sections_are_beside_each_other_where_there_is_room(width: int, is_pair: bool) -> None:
    """On a narrow sheet they are one below the other."""
    made = of_lines(Line(text="left"))
    other = replace(made.sections[0], lines=(Line(text="right"),), beside=True)
    shown = text(replace(made, sections=(*made.sections, other)), Sheet(width=width))
    assert any("left" in line and "right" in line for line in shown.splitlines()) == is_pair
