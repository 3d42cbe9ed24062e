"""Columns recognized by their headers."""

import pytest

from clientlog.errors import UsageError
from clientlog.interchange.csv_fields import parse_mapping, recognize
from clientlog.interchange.csv_records import (
    CsvPerson,
)
from clientlog.interchange.csv_table import Table
from clientlog.interchange.problems import Problem
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
    [("name", "is not FIELD=COLUMN"), ("name=²", "has no column '²'"),
     ("colour=2", "unknown field 'colour'"),
     ("name=Nome", "has no column 'Nome'"), ("name=3", "has no column '3'")],
)  # fmt: skip
def test_a_mapping_to_nothing_is_wrong_usage(mapping: str, message: str) -> None:
    """Said with what there is."""
    with pytest.raises(UsageError, match=message):
        read("Wer,Firma\nDana,Kestrel\n", mapping)


def test_a_table_without_a_header_has_no_problem_of_its_columns() -> None:
    """An empty file is reported where it is read."""
    problems: list[Problem] = []
    assert recognize(Table("utf-8", "comma", (), iter(())), {}, "a.csv", problems) is None
    assert problems == []


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("Name,Full name\nDana,Dana\n", "a.csv: line 1, column 2"),
        ("Role,Name,Title,Position\nx,Dana,y,z\n", "a.csv: line 1, column 3"),
    ],
)
def test_the_second_of_two_columns_is_named_with_its_place(table: str, where: str) -> None:
    """Counted from 1, as spreadsheets do."""
    _, (problem,) = read(table)
    assert problem.startswith(f"{where}: ")


def test_of_many_columns_three_are_named_with_their_first_letters() -> None:
    """A header may be as long as it likes."""
    header = ",".join(f"Title{' ' * n}{'.' * 60}" for n in range(4))
    _, (problem,) = read(f"Name,{header}\nDana,a,b,c,d\n")
    assert "columns 2 (Title" in problem
    assert "and 4 (Title" in problem
    assert "and 5" not in problem
    assert "." * 35 + ")" in problem
    assert "." * 41 not in problem


def test_a_mapped_column_is_of_no_other_field() -> None:
    """And a field that is mapped has that column alone, whatever another is called."""
    (person,) = people("Name,Company,Role\nDana,Kestrel,lead\n", "role=company")
    assert (person.name, person.role, person.organization) == ("Dana", "Kestrel", None)


@pytest.mark.parametrize("mapping", ["name=1", "name=WER", "Name = wer ", "their-vision=2"])
def test_a_mapping_is_read_in_any_case_with_blanks_and_hyphens(mapping: str) -> None:
    """The first column is 1."""
    (person,) = people("wer,Name\nDana,Kestrel\n", *{mapping, "name=1"})
    assert person.name == "Dana"


@pytest.mark.parametrize("mapping", ["=name", "name=", "name= ", "name"])
def test_a_mapping_needs_both_sides(mapping: str) -> None:
    """Neither a field nor a column goes without saying."""
    with pytest.raises(UsageError, match=r"is not FIELD=COLUMN|unknown field ''"):
        parse_mapping([mapping])


def test_a_field_of_the_other_kind_of_table_is_refused_with_those_there_are() -> None:
    """People have no due date."""
    with pytest.raises(UsageError, match="people have no field 'due'") as caught:
        read("Name,x\nDana,y\n", "every=x", "due=x")
    assert str(caught.value.hint).startswith("fields are name, first, last, handle")


def test_the_columns_there_are_follow_a_mapping_to_none() -> None:
    """Cut after 200 letters; a table without a header says so."""
    with pytest.raises(UsageError) as caught:
        read("Wer,Firma\nDana,Kestrel\n", "name=0")
    assert caught.value.hint == "its columns are Wer, Firma"
    with pytest.raises(UsageError) as caught:
        recognize(Table("utf-8", "comma", ("x" * 300,), iter(())), {"name": "y"}, "a.csv", [])
    assert caught.value.hint == f"its columns are {'x' * 200}"
    with pytest.raises(UsageError) as caught:
        recognize(Table("utf-8", "comma", (), iter(())), {"name": "y"}, "a.csv", [])
    assert caught.value.hint == "it has no header"
