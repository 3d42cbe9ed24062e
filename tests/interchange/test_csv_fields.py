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


@pytest.mark.parametrize(
    ("mapping", "message"),
    [("name", "is not FIELD=COLUMN"), ("colour=2", "unknown field 'colour'"),
     ("name=Nome", "has no column 'Nome'"), ("name=3", "has no column '3'")],
)  # fmt: skip
def test_a_mapping_to_nothing_is_wrong_usage(mapping: str, message: str) -> None:
    """Said with what there is."""
    with pytest.raises(UsageError, match=message):
        read("Wer,Firma\nDana,Kestrel\n", mapping)
