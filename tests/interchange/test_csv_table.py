"""Tables in CSV, of any make."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.interchange.csv_table import CELL_LIMIT, decode, read_table, write_table
from clientlog.interchange.problems import Problem

TEXT = "Name,Organization\nŁukasz,Müller & Søn\n"


def rows(data: bytes | str) -> list[list[str]]:
    """Read a table that nothing is wrong with, header first."""
    problems: list[Problem] = []
    content = data.encode() if isinstance(data, str) else data
    table = read_table(content, "a.csv", problems)
    result = [list(table.header), *([cell.text for cell in row] for row in table.rows)]
    assert problems == []
    return result


def problems_of(data: bytes | str) -> list[str]:
    """Read a table and return what is wrong with it."""
    problems: list[Problem] = []
    list(read_table(data.encode() if isinstance(data, str) else data, "a.csv", problems).rows)
    return [f"{problem.source}: {problem.reason}" for problem in problems]


@pytest.mark.parametrize(
    ("encoding", "bom", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_the_encoding_is_found_out_and_named(encoding: str, bom: bytes, name: str) -> None:
    """With a byte order mark or without one."""
    table = read_table(bom + TEXT.encode(encoding), "a.csv", [])
    assert table.header == ("Name", "Organization")
    assert [cell.text for cell in next(table.rows)] == ["Łukasz", "Müller & Søn"]
    assert table.description == f"{name}, separated by comma"


def test_what_is_not_utf_8_is_read_as_windows_wrote_it() -> None:
    """Latin-1 is the same but for a few characters; bytes that Windows lacks are Latin-1."""
    assert rows("Name\nMüller – €\n".encode("cp1252"))[1] == ["Müller – €"]
    assert rows("Name\nMü\x81ller\n".encode("latin-1"))[1] == ["Mü\x81ller"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(separator: str) -> None:
    """By the header; what stands in quotes does not count."""
    text = f'"Name,;|"{separator}Role\nDana{separator}"CTO{separator}"\n'
    assert rows(text) == [["Name,;|", "Role"], ["Dana", f"CTO{separator}"]]


def test_a_line_of_excel_names_the_separator() -> None:
    """Lines are counted with it."""
    assert rows("sep=;\r\nName, first;Role\r\nDana;CTO\r\n")[0] == ["Name, first", "Role"]
    assert problems_of("sep=;\r\nName;Role\r\nDana\r\n") == [
        "a.csv: line 3, column 2: the row ends before 'Role'"
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quotes_keep_line_ends_and_quotes(end: str) -> None:
    """Blank lines are no rows; the last line may lack its end."""
    text = f'Name,Role{end}{end}"Dana ""D""",a{end},,{end}"x{end}y",'
    assert rows(text)[1:] == [['Dana "D"', "a"], [f"x{end}y", ""]]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a.csv: is empty"),
        ("\n , \n", "a.csv: is empty"),
        ('Name,Role\nDana,CTO\nSam,"open\nEve,CEO\n', "line 3, column 2: the quote that begins"),
        ("Name,Role\nDana\n", "line 2, column 2: the row ends before 'Role'"),
        ("Name,Role\nDana,CTO,more\n", "line 2, column 3: has no header"),
        ('Name,Role\na,"b"\nc,d\n\nSam\n', "line 5, column 2: the row ends before 'Role'"),
        ("Name,Role\nDana," + "x" * (CELL_LIMIT + 1) + "\n", "column 2: is longer than 1,000,000"),
        ('Name,Role\n"a\nb",c\nDana,\x00\n', "line 4, column 2: holds a NUL"),
        ("a\n" + "b\n" * 100_001, "line 100002: there are more than 100,000 rows"),
        ("," * 2000 + "x", "line 1, column 1001: has more than 1,000 columns"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(text: str, problem: str) -> None:
    """Once for each."""
    problems = problems_of(text)
    assert len(problems) == 1
    assert problem in problems[0]


def test_many_problems_end_the_reading() -> None:
    """A long list of nonsense is not read to its end."""
    problems = problems_of("a,b\n" + "x\n" * 50_000)
    assert len(problems) == 1_001
    assert problems[-1] == "a.csv: line 1002: too many problems: the rest was not read"


def test_other_rows_are_taken() -> None:
    """A row with a problem does not stop them; empty cells beyond the header are none."""
    table = read_table(b"Name,Role\nDana\nSam,CTO,,\n", "a.csv", [])
    assert [[cell.text for cell in row] for row in table.rows] == [["Sam", "CTO"]]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49 30", "-1", "@x", "\t=1", "\r=1", "'=1", "''+", "＝1"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    """Guarded in the file, and the same when it is read back."""
    text = write_table(["Name"], [[cell]])
    (value,) = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert value == f"'{cell}"
    assert rows(text)[1] == [cell]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_what_is_written_is_read_back(table: list[list[str]]) -> None:
    """Whatever the cells are made of; rows of nothing but blanks are no rows."""
    filled = [row for row in table if any(cell.strip() for cell in row)]
    assert rows(write_table(["a", "b", "c"], table))[1:] == filled


def test_a_formula_of_another_program_is_read_as_it_is() -> None:
    """Only a guard before one is taken away; an apostrophe before a word stays."""
    assert rows("Name\n=1+1\n'=1+1\n'tis\n")[1:] == [["=1+1"], ["=1+1"], ["'tis"]]


def test_a_cell_is_as_long_as_its_limit() -> None:
    """One letter more is too long."""
    assert rows(f"Name\n{'x' * CELL_LIMIT}\n")[1] == ["x" * CELL_LIMIT]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"a\0b\0cdef", "utf-16-le"),
        (b"\0a\0bcdef", "utf-16-be"),
        (b"a\0bcde", "utf-8"),
        (b"\0abcde", "utf-8"),
    ],
)
def test_more_than_a_third_of_zeros_is_utf_16(data: bytes, encoding: str) -> None:
    """Before or after the letters; a NUL here and there is not."""
    assert decode(data)[1] == encoding


@pytest.mark.parametrize("end", ["", ",", "\n", ",\n"])
def test_the_last_cell_may_be_empty_and_the_last_line_without_its_end(end: str) -> None:
    """The row is whole all the same."""
    assert rows(f"Name,Role\nDana{end if ',' in end else ',' + end}") == [
        ["Name", "Role"], ["Dana", ""]
    ]  # fmt: skip
    (cells,) = read_table(b"Name,Role\nDana,", "a.csv", []).rows
    assert [(cell.line, cell.column) for cell in cells] == [(2, 1), (2, 2)]
    assert problems_of("Name,Role,Aim\nDana,") == [
        "a.csv: line 2, column 3: the row ends before 'Aim'"
    ]
