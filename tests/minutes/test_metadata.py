"""When, what and who, from minutes of another make."""

from datetime import date
from itertools import product

import pytest

from clientlog.minutes.metadata import Attendee, Metadata, find_day, find_metadata

DAY = date(2026, 11, 20)


def test_a_page_with_headings_is_read() -> None:
    """Title and date from its first heading, attendees from their list."""
    text = (
        "# Steering group 2026-11-20\n\n## Links\n\n* **Recording**: https://a.example\n\n"
        "## Present\n\n* Dana Reyes @dana (chair)\n* Łukasz Søn - joined late\n* @sam\n\n"
        "Not a name here\n\n## Absent\n* Eve\n"
    )
    assert find_metadata(text) == Metadata(
        "Steering group 2026-11-20",
        DAY,
        None,
        (Attendee("Dana Reyes"), Attendee("Łukasz Søn"), Attendee("sam")),
    )


def test_lines_with_keys_are_read() -> None:
    """With marks around them or not; a list of names in one line."""
    text = (
        "**Subject:** Planning\nDate: Friday, 20 Nov 2026 at 2:30 pm\n"
        "- Attendees: Dana Reyes <Dana@Example.org>, [Sam Li](https://x.example) and Ann\n"
    )
    assert find_metadata(text) == Metadata(
        "Planning",
        DAY,
        "14:30",
        (Attendee("Dana Reyes", "dana@example.org"), Attendee("Sam Li"), Attendee("Ann")),
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Attendees:\n- Dana\n- Sam\n", ["Dana", "Sam"]),
        ("Attendees:\n- Dana\nRoom:\n- Sam\n", ["Dana"]),
        ("Present: Dana\n- Sam went home\n", ["Dana"]),
    ],
)
def test_a_bare_key_is_the_heading_of_what_is_below_it(text: str, names: list[str]) -> None:
    """With names beside it, it is not."""
    assert [attendee.name for attendee in find_metadata(text).attendees] == names


def test_names_below_a_heading_may_be_a_paragraph() -> None:
    """It ends with the paragraph."""
    text = "**Attendees:**\n\nDana, Sam\nAnn\n\nWe talked, at length\n"
    assert [attendee.name for attendee in find_metadata(text).attendees] == ["Dana", "Sam", "Ann"]


@pytest.mark.parametrize(
    "text",
    ["2026-11-20", "20.11.2026 no, 2026/11/20", "20 November 2026", "Fri 20th Nov, 2026",
     "November 20, 2026", "Nov 20 2026", "minutes-20261120", "v1.2.3 of 2026-11-20"],
)  # fmt: skip
def test_dates_are_found_as_people_write_them(text: str) -> None:
    """Only where one reading exists."""
    assert find_day(text) == DAY


@pytest.mark.parametrize("text", ["3/4/2026", "2026-02-30", "20 Nov", "call 20261399", "1.2.3"])
def test_what_is_no_whole_date_is_none(text: str) -> None:
    """A day that no calendar has, or that can be read in two ways."""
    assert find_day(text) is None


def test_a_file_is_named_after_its_day() -> None:
    """Where the text has none."""
    assert find_metadata("# Sync\ntext", "2026-11-20 sync.md").day == DAY
    assert find_metadata("# Sync 2026-11-19", "2026-11-20.md").day == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1899-12-31", None),
        ("1900-01-01", date(1900, 1, 1)),
        ("2200-12-31", date(2200, 12, 31)),
        ("2201-01-01", None),
    ],
)
def test_days_lie_in_the_years_that_a_journal_knows(text: str, day: date | None) -> None:
    """Others are numbers of something else."""
    assert find_day(text) == day


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:30", "09:30"),
        ("12:30", "12:30"),
        ("12:15 am", "00:15"),
        ("1:05 AM", "01:05"),
        ("12:15pm", "12:15"),
        ("1:05 pm", "13:05"),
        ("13:05 pm", "13:05"),
        ("13:05 am", "13:05"),
        ("0:30 am", "00:30"),
        ("0:30 pm", "00:30"),
    ],
)
def test_times_are_read_as_people_write_them(text: str, time: str) -> None:
    """In hours of a day or of half a day."""
    assert find_metadata(f"Date: 20 Nov 2026 {text}").time == time


@pytest.mark.parametrize("text", ["## Sync", "## Team\n# Sync", "text"])
def test_only_the_first_heading_is_the_title_and_only_a_large_one(text: str) -> None:
    """Below it are those of its parts."""
    assert find_metadata(text).title is None


@pytest.mark.parametrize(
    ("name", "is_name"),
    [
        ("a" * 60, True),
        ("a" * 61, False),
        ("Jo", True),
        ("J", False),
        ("a b c d e", True),
        ("a b c d e f", False),
    ],
)
def test_a_name_has_some_letters_and_at_most_five_words(name: str, is_name: bool) -> None:
    """Anything longer is a sentence."""
    attendees = find_metadata(f"## Present\n- {name}\n").attendees
    assert attendees == ((Attendee(name),) if is_name else ())


def test_somebody_may_be_known_by_an_address_alone() -> None:
    """The name is that of the mailbox."""
    assert find_metadata("Present: dana@x.example").attendees == (
        Attendee("dana", "dana@x.example"),
    )


@pytest.mark.parametrize(("before", "is_read"), [(399, True), (400, False)])
def test_all_this_stands_in_the_first_four_hundred_lines(before: int, is_read: bool) -> None:
    """Below them is what was said."""
    text = "we talked\n" * before + "# Sync\n"
    assert find_metadata(text).title == ("Sync" if is_read else None)


def test_two_hundred_attendees_are_read() -> None:
    """Whoever writes more has pasted something else."""
    names = "".join(f"- Ann {letters}\n" for letters in map("".join, product("abcdefgh", repeat=3)))
    assert len(find_metadata(f"## Present\n{names}").attendees) == 200


@pytest.mark.parametrize(("length", "is_read"), [(500, True), (501, False)])
def test_a_line_of_over_five_hundred_letters_is_prose(length: int, is_read: bool) -> None:
    """Nothing is looked for in it."""
    title = "x" * (length - 7)
    assert find_metadata(f"Title: {title}").title == (title if is_read else None)


@pytest.mark.parametrize(
    "text",
    ["", "No minutes taken.\n", "```\n# Sync 2026-11-20\nPresent: Dana\n```\n", "Date: soon\n",
     "Present: https://x.example/a\n", "x" * 100_000, "- " * 50_000, "Present: " + "a, " * 50_000],
)  # fmt: skip
def test_nothing_is_invented(text: str) -> None:
    """Code, prose and nonsense say nothing, at once."""
    assert find_metadata(text) == Metadata()
