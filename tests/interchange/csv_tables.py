"""Tables of people and commitments, read as an import reads them."""

from datetime import date

from clientlog.dates import DateContext
from clientlog.interchange.csv_fields import parse_mapping
from clientlog.interchange.csv_records import CsvPerson, CsvRecords, read_records
from clientlog.interchange.problems import Problem

CALENDAR = DateContext(today=date(2026, 11, 20))


def read(text: str, *mapping: str) -> tuple[CsvRecords, list[str]]:
    """Read a table; problems as lines."""
    problems: list[Problem] = []
    records = read_records(text.encode(), "a.csv", CALENDAR, problems, parse_mapping(mapping))
    return records, [f"{problem.source}: {problem.reason}" for problem in problems]


def people(text: str, *mapping: str) -> tuple[CsvPerson, ...]:
    """Read a table of people that nothing is wrong with."""
    records, problems = read(text, *mapping)
    assert problems == []
    return records.people
