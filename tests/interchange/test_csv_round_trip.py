"""Tables that clientlog writes are read back the same, whatever the texts are made of."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from clientlog.dates import DateContext, Every
from clientlog.errors import ClientlogError
from clientlog.interchange.csv_records import (
    CsvCommitment,
    CsvPerson,
    CsvRecords,
    read_records,
    write_commitments,
    write_people,
)
from clientlog.interchange.problems import Problem
from clientlog.text import has_visible_text, validate_line
from clientlog.vocabulary import CHANNELS, DIRECTIONS, STAGES, STAKES

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


def is_line(text: str) -> bool:
    """Return whether a text can be stored as a single line as it stands."""
    try:
        return validate_line(text, "it") == text
    except ClientlogError:
        return False


LINES = st.text(CHARACTERS, min_size=1, max_size=30).filter(is_line)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=60).filter(has_visible_text)
SEVERAL = st.lists(LINES, max_size=3, unique=True).map(tuple)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def perhaps(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """A value, or none."""
    return st.none() | values


PEOPLE = st.builds(
    CsvPerson,
    name=LINES,
    handle=perhaps(st.sampled_from(["dana", "sam-li", "x-2"])),
    direction=perhaps(st.sampled_from(DIRECTIONS)),
    organization=perhaps(LINES),
    role=perhaps(LINES),
    stake=perhaps(st.sampled_from(STAKES)),
    stage=perhaps(st.sampled_from(STAGES)),
    aim=perhaps(st.sampled_from(STAGES)),
    channel=perhaps(st.sampled_from(CHANNELS)),
    cadence_days=st.none() | st.integers(1, 3_000),
    vision=perhaps(TEXTS),
    their_vision=perhaps(TEXTS),
    emails=SEVERAL,
    phones=SEVERAL,
    tags=SEVERAL,
    aliases=SEVERAL,
    archived=st.booleans(),
)

COMMITMENTS = st.builds(
    CsvCommitment,
    kind=st.sampled_from(["action", "promise"]),
    text=TEXTS,
    client=LINES,
    theirs=st.booleans(),
    owner=perhaps(LINES),
    due=st.none() | DAYS,
    priority=st.sampled_from(["must", "good"]),
    every=st.none()
    | st.builds(Every, st.sampled_from(["day", "week", "month"]), st.integers(1, 9)),
    state=st.just("open"),
    try_until=st.none() | DAYS,
)


def read(content: str) -> CsvRecords:
    """Read a table in which nothing is wrong."""
    problems: list[Problem] = []
    today = DateContext(today=date(2026, 11, 20))
    records = read_records(content.encode(), "a.csv", today, problems, {})
    assert problems == []
    return records


@given(st.lists(PEOPLE, min_size=1, max_size=3))
@settings(max_examples=60)
def test_people_are_read_back(people: list[CsvPerson]) -> None:
    """Every field, blanks and line breaks included."""
    again = read(write_people(people)).people
    assert [replace(person, source="") for person in again] == people


@given(st.lists(COMMITMENTS, min_size=1, max_size=3))
@settings(max_examples=60)
def test_commitments_are_read_back(commitments: list[CsvCommitment]) -> None:
    """Every field, blanks and line breaks included."""
    again = read(write_commitments(commitments)).commitments
    assert [replace(item, source="") for item in again] == commitments
