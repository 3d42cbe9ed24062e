"""Columns recognized by their headers."""

import pytest

from clientlog.errors import UsageError
from clientlog.interchange.csv_records import (
    CsvPerson,
)
from tests.interchange.csv_tables import people, read


def test_headers_are_recognized_in_any_order_and_case() -> None:
    """As people write them; the columns left over are named."""
    records, problems = read("COMPANY,Shoe size,E-Mail,name\nKestrel,42,dana@example.org,Dana\n")
    assert records.people == (
        CsvPerson(
            source="a.csv: line 2",
            name="Dana",
            organization="Kestrel",
            emails=("dana@example.org",),
        ),
    )
    assert (records.ignored, problems) == (("Shoe size",), [])
    assert records.description == "utf-8, separated by comma"


def test_the_columns_of_address_books_are_recognized() -> None:
    """First and last name, numbered addresses, several in one cell."""
    (person,) = people(
        "First Name,Last Name,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Labels,Nickname\n"
        "Dana,Reyes,d@x.org,e@x.org ::: f@x.org,+49 30 1,board ::: vip,Dee\n"
    )
    assert person.name == "Dana Reyes"
    assert person.emails == ("d@x.org", "e@x.org", "f@x.org")
    assert (person.phones, person.tags, person.aliases) == (
        ("+49 30 1",),
        ("board", "vip"),
        ("Dee",),
    )


def test_a_column_is_named_by_hand() -> None:
    """By its header or its number."""
    assert people("Wer,Firma\nDana,Kestrel\n", "name=wer", "organization=2") == (
        CsvPerson(source="a.csv: line 2", name="Dana", organization="Kestrel"),
    )


def test_a_table_with_a_name_that_is_mapped_is_one_of_people() -> None:
    """Whatever other columns are called; one with a text is of commitments."""
    assert people("Wer,Text\nDana,x\n", "name=wer") == (
        CsvPerson(source="a.csv: line 2", name="Dana"),
    )
    assert people("Wer,Text\nDana,x\n", "client=wer") == ()
    records, problems = read("Wer,Text\nDana,x\n", "client=wer")
    assert ([item.text for item in records.commitments], problems) == (["x"], [])
    records, problems = read("Wer,Was\nDana,x\n", "client=wer", "text=was")
    assert ([item.client for item in records.commitments], problems) == (["Dana"], [])


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("Name,Full name\nDana,Dana\n", "columns 1 (Name) and 2 (Full name) are both name"),
        ("Email,email\na@x.org,b@x.org\n", "columns 1 (Email) and 2 (email) are both email"),
        ("Colour\nred\n", "no column is recognized as name: name it with --map name=COLUMN"),
        ("Text\nx\n", "no column is recognized as client: name it with --map client=COLUMN"),
    ],
)
def test_a_table_whose_columns_are_not_clear_is_a_problem_of_its_first_line(
    table: str, reason: str
) -> None:
    """It is said what to name, and nothing is imported."""
    records, problems = read(table)
    assert (records.people, records.commitments) == ((), ())
    (problem,) = problems
    assert problem.startswith("a.csv: line 1")
    assert reason in problem


@pytest.mark.parametrize(
    ("mapping", "message"),
    [("name", "is not FIELD=COLUMN"), ("colour=2", "unknown field 'colour'"),
     ("name=Nome", "has no column 'Nome'"), ("name=3", "has no column '3'")],
)  # fmt: skip
def test_a_mapping_to_nothing_is_wrong_usage(mapping: str, message: str) -> None:
    """Said with what there is."""
    with pytest.raises(UsageError, match=message):
        read("Wer,Firma\nDana,Kestrel\n", mapping)
