"""What the grammar page says of dates, lengths and channels is how they are read."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from clientlog.attributes import KEYS
from clientlog.cli.options import CHANNEL_NAMES
from clientlog.clock import read_clock
from clientlog.dates import (
    DateContext,
    format_day,
    format_moment_text,
    parse_cadence,
    parse_day,
    parse_every,
    parse_length,
    parse_moment_text,
)
from clientlog.kinds import BY_LETTER
from tests.docs.pages import DOCS, table_names

PAGE = (DOCS / "reference" / "grammar.md").read_text("utf-8")
TODAY = date(2026, 11, 20)
CLOCK, _ = read_clock({"TZ": "Europe/Berlin", "CLIENTLOG_NOW": "2026-11-20T12:00"}, None)
CALENDAR = DateContext(TODAY, now=CLOCK.local(CLOCK.now))

Row = tuple[str, list[str]]


def _rows(heading: str, first: str = "written") -> list[Row]:
    """What is written and what it means, of the section's table with that first column."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = section.split(f"\n| {first} |")[1].split("\n\n")[0].split("\n")[2:]
    found = []
    for line in lines:
        written, *means = (cell.strip() for cell in line.strip("|").split("|"))
        found += [(one, means) for one in re.findall(r"`([^`]+)`", written)]
    return found


@pytest.mark.parametrize(("written", "means"), _rows("DATE"))
def test_a_date_is_read_as_the_page_says(written: str, means: list[str]) -> None:
    """Both for what is to come and for what is over."""
    read = [parse_day(written, CALENDAR, past=past) for past in (False, True)]
    assert [format_day(day, TODAY) for day in read] == means


@pytest.mark.parametrize(("written", "means"), _rows("WHEN"))
def test_a_moment_is_read_as_the_page_says(written: str, means: list[str]) -> None:
    """With a time before or after the day, with an offset, or alone."""
    when = parse_moment_text(written, CALENDAR)
    assert when.time
    moment = when.moment or CLOCK.at(when.day, when.time)[0]
    assert [format_moment_text(CLOCK.local(moment), TODAY)] == means


@pytest.mark.parametrize(
    ("read", "written", "means"),
    [
        (read, written, means)
        for read, rows in (
            (parse_length, _rows("LENGTH")),
            (parse_cadence, _rows("LENGTH", "cadence")),
            (parse_every, _rows("STEP", "step")),
            (CHANNEL_NAMES.get, _rows("CHANNEL")),
        )
        for written, means in rows
    ],
)
def test_a_word_is_read_as_the_page_says(
    read: Callable[[str], object], written: str, means: list[str]
) -> None:
    """Lengths in minutes, cadences in days, steps as they are stored, channels by name."""
    assert [str(read(written))] == means


def test_every_channel_letter_and_attribute_is_on_the_page() -> None:
    """Nothing that can be typed is left out."""
    assert set(table_names(PAGE, "CHANNEL")) == set(CHANNEL_NAMES)
    assert set(table_names(PAGE, "REF")) == set(BY_LETTER)
    assert {name.split(":")[0] for name in table_names(PAGE, "ITEM")} == set(KEYS)
