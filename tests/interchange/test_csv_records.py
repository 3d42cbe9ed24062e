"""People and commitments in CSV."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.dates import Every
from clientlog.interchange.csv_cells import join_values, split_values
from clientlog.interchange.csv_records import (
    CsvCommitment,
    CsvPerson,
    write_commitments,
    write_people,
)
from clientlog.text import has_visible_text
from tests.interchange.csv_tables import people, read


def commitments(text: str) -> tuple[CsvCommitment, ...]:
    """Read a table of commitments that nothing is wrong with."""
    records, problems = read(text)
    assert problems == []
    return records.commitments


@pytest.mark.parametrize(
    ("row", "name"),
    [("Dana,,Kestrel,d@x.org", "Dana"), (",,Kestrel,d@x.org", "Kestrel"), (",,,d@x.org", "d"),
     (",Reyes,,", "Reyes")],
)  # fmt: skip
def test_a_person_always_has_a_name(row: str, name: str) -> None:
    """The full one, else that of the organization, else that of the mailbox."""
    assert people(f"First name,Last name,Organization,Email\n{row}\n")[0].name == name


def test_commitments_are_read() -> None:
    """Of any program: whose, by whom, until when, in what state."""
    assert commitments(
        "Task;Who;Type;By;Assigned to;Due date;Priority;Repeat;Status\n"
        "send the draft;dana-reyes;Promise;me;Ann;27 Nov 2026;High;weekly;open\n"
        "sign;Dana;action;dana;;2026-11-25 00:00:00;;;completed\n"
    ) == (
        CsvCommitment(
            source="a.csv: line 2",
            kind="promise",
            text="send the draft",
            client="dana-reyes",
            owner="Ann",
            due=date(2026, 11, 27),
            priority="must",
            every=Every("week", 1),
        ),
        CsvCommitment(
            source="a.csv: line 3",
            text="sign",
            client="Dana",
            theirs=True,
            due=date(2026, 11, 25),
            state="done",
        ),
    )
    (commitment,) = commitments("Task,Client,By\nsign,Dana,\n")
    assert not commitment.theirs


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Colour,Size\nred,2\n", "a.csv: line 1: no column is recognized as name"),
        ("Task,Colour\nsign,red\n", "a.csv: line 1: no column is recognized as client"),
        ("Name,name\nDana,Sam\n", "line 1, column 2: columns 1 (Name) and 2 (name) are both name"),
        ("Name,Email,email\nDana,a@x,b@x\n", "line 1, column 3: columns 2 (Email) and 3 (email)"),
        ("Role,First name,Last name\nCTO,,\n", "line 2, column 1: the row names nobody"),
        ("Name,Role\n,CTO\n", "line 2, column 1: the row names nobody"),
        ("Name,Direction\nDana,left\n", "line 2, column 2: unknown direction 'left'"),
        ("Name,Handle\nDana,p4\n", "line 2, column 2: 'p4' is not free"),
        ("Name,Cadence\nDana,often\n", "line 2, column 2: "),
        ("Name\n" + "x" * 201 + "\n", "line 2, column 1: it is longer than 200"),
        ("Task,Client\n ,Dana\n", "line 2, column 1: the text is empty"),
        ("Task,Client,Due\nsign,Dana,3/4/2027\n", "line 2, column 3: "),
        ("Task,Client,By\nsign,Dana,Eve\n", "line 2, column 3: 'Eve' is neither me nor the client"),
        ("Task,Client,State\nsign,Dana,kept\n", "line 2, column 3: unknown state 'kept'"),
    ],
)
def test_what_is_wrong_is_named_with_its_cell(text: str, problem: str) -> None:
    """A row with a problem is not taken."""
    records, problems = read(text)
    assert len(problems) == 1
    assert problem in problems[0]
    assert (records.people, records.commitments) == ((), ())


PERSON = CsvPerson(
    name="Dana Reyes", handle="dana-reyes", direction="up", organization="+Kestrel", role="CTO",
    stake="executive", stage="relationship", aim="partnership", channel="call", cadence_days=14,
    vision="=1+1\n\n two", their_vision="  less", emails=("d@x.org", "e@x.org"),
    phones=("+49 30 1",), tags=("a, b",), aliases=("Reyes, Dana", "Dee"), archived=True,
)  # fmt: skip
COMMITMENTS = (
    CsvCommitment(text="@home", client="dana", due=date(2026, 11, 27), priority="must",
                  try_until=date(2026, 12, 4)),
    CsvCommitment(kind="promise", text="sign", client="sam", theirs=True, state="kept"),
    CsvCommitment(kind="promise", text=" x\n", client="sam", owner="Ann", every=Every("week", 2),
                  due=date(2020, 1, 1), state="released"),
)  # fmt: skip


def test_what_is_written_is_read_back_the_same() -> None:
    """Every field of both kinds."""
    again = people(write_people([PERSON, CsvPerson(name="Sam")]))
    assert [(person.source, person.name) for person in again][1] == ("a.csv: line 8", "Sam")
    assert write_people(again) == write_people([PERSON, CsvPerson(name="Sam")])
    assert [person.archived for person in again] == [True, False]
    assert again[0].tags == ("a, b",)
    assert again[0].vision == PERSON.vision
    written = write_commitments(COMMITMENTS)
    assert write_commitments(commitments(written)) == written
    assert "'@home" in written


@given(
    st.lists(st.text("ab,; :\t", min_size=1).map(str.strip).filter(has_visible_text), unique=True)
)
def test_several_values_in_a_cell_are_told_apart(values: list[str]) -> None:
    """Whatever separators are in them."""
    assert split_values(join_values(values)) == values
