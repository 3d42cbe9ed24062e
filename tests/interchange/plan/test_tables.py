"""What tables change, compared with the people and commitments that are known."""

from datetime import date
from typing import Any

import pytest

from clientlog.dates import Every
from clientlog.interchange.csv_records import CsvCommitment, CsvPerson, CsvRecords
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.tables import CommitmentKey, TablePlanner
from clientlog.interchange.plan.values import ClientUpdate, NewClient, NewCommitment, Plan


def plan(
    *rows: CsvPerson | CsvCommitment,
    commitments: set[CommitmentKey] | None = None,
    others: tuple[Person, ...] = (),
) -> Plan:
    """Plan the rows in a journal that knows Dana of Acme."""
    dana = Person(id=1, handle="dana", name="Dana Reyes", emails=["d@x.example"],
                  values={"organization": "Acme"})  # fmt: skip
    planner = TablePlanner(Plan(), Directory([dana, *others]), commitments or set())
    people = tuple(row for row in rows if isinstance(row, CsvPerson))
    items = tuple(row for row in rows if isinstance(row, CsvCommitment))
    planner.add_all(CsvRecords("utf-8", people=people, commitments=items))
    return planner.plan


def test_a_row_with_the_handle_changes_its_client() -> None:
    """A table that was exported and edited is read back so."""
    (update,) = plan(CsvPerson(name="Dana Reyes", handle="dana", organization="Kestrel")).operations
    assert isinstance(update, ClientUpdate)
    assert update.values == (("organization", "Kestrel"),)


def test_a_row_of_another_program_only_fills_gaps() -> None:
    """What the client has stays."""
    row = CsvPerson(name="D. R.", emails=("D@x.example",), organization="Kestrel", role="CTO")
    (update,) = plan(row).operations
    assert isinstance(update, ClientUpdate)
    assert update.values == (("role", "CTO"),)


def test_only_what_a_client_does_not_have_is_added() -> None:
    """Addresses whatever their case, numbers however they are written, tags and other names."""
    first = CsvPerson(
        name="Eve Day", emails=("E@x.example",), phones=("+49 30 1234567",), tags=("vip",)
    )
    same = CsvPerson(
        name="Eve Day", emails=("e@X.example",), phones=("+49301234567",), tags=("vip",)
    )
    more = CsvPerson(
        name="Eve Day", emails=("e@x.example", "new@x.example"), tags=("vip", "berlin"),
        phones=("+49 30 1234567", "+49 30 7654321"),
    )  # fmt: skip
    found = plan(first, same, more)
    _, update = found.operations
    assert found.unchanged == 1
    assert isinstance(update, ClientUpdate)
    assert (update.emails, update.phones) == (("new@x.example",), ("+49 30 7654321",))
    assert (update.tags, update.values, update.aliases) == (("berlin",), (), ())


def test_a_bare_name_is_the_client_of_that_name() -> None:
    """With an address of its own it may be somebody else, and is named."""
    assert plan(CsvPerson(name="dana reyes")).unchanged == 1
    found = plan(CsvPerson(name="Dana Reyes", emails=("other@x.example",)))
    assert [step.action for step in found.steps] == ["create"]
    assert "probably the same person as dana" in found.remarks[0].reason


def test_a_commitment_is_entered_once() -> None:
    """In one table, and where the journal has it, settled or not."""
    row = CsvCommitment(text="send it", client="Dana Reyes", due=date(2026, 12, 1))
    found = plan(row, row)
    (operation,) = found.operations
    assert isinstance(operation, NewCommitment)
    assert (operation.person.handle, operation.due) == ("dana", date(2026, 12, 1))
    assert found.unchanged == 1
    assert plan(row, commitments={(1, "action", False, "send it")}).operations == []


def test_a_commitment_of_nobody_is_a_problem() -> None:
    """The row is named."""
    (problem,) = plan(CsvCommitment(source="t.csv: line 3", text="x", client="eve")).problems
    assert problem.source == "t.csv: line 3"
    assert "eve is no client" in problem.reason


@pytest.mark.parametrize("theirs", [False, True])
def test_a_commitment_is_entered_with_everything_its_row_has(theirs: bool) -> None:
    """What a client owes has no owner of the user's team."""
    row = CsvCommitment(
        source="t.csv: line 2", text="send it\nand more", client="dana", kind="promise",
        theirs=theirs, owner="Jo", due=date(2026, 12, 1), priority="must", every=Every("week", 1),
        state="kept", try_until=date(2026, 12, 9),
    )  # fmt: skip
    found = plan(row)
    (operation,) = found.operations
    (step,) = found.steps
    assert isinstance(operation, NewCommitment)
    assert operation.person.handle == "dana"
    assert operation == NewCommitment(
        kind="promise", person=operation.person, text="send it\nand more",
        theirs=theirs, owner=None if theirs else "Jo", due=date(2026, 12, 1), is_must=True,
        every=Every("week", 1), state="kept", try_until=date(2026, 12, 9),
    )  # fmt: skip
    side = "of" if theirs else "for"
    assert (step.what, step.reason) == (
        f"promise {side} dana: send it", "due 2026-12-01",
    )  # fmt: skip


def test_a_client_of_an_ambiguous_name_is_a_problem() -> None:
    """All who may be meant are named."""
    rows = [CsvPerson(name="Sam Li", emails=(f"{n}@x.example",)) for n in "ab"]
    (problem,) = plan(*rows, CsvCommitment(text="x", client="Sam Li")).problems
    assert "could be" in problem.reason
    assert problem.hint == ""


def test_a_new_client_has_everything_its_row_has() -> None:
    """But other names that are its own, or another client's."""
    row = CsvPerson(
        source="t.csv: line 2", name="Eve Day", handle="eve", organization="Kestrel", role="CTO",
        cadence_days=14, emails=("e@x.example",), phones=("+49 30 1234567",), tags=("vip",),
        aliases=("Eve Day", "Evie", "Dana Reyes"), archived=True,
    )  # fmt: skip
    (operation,) = plan(row).operations
    assert isinstance(operation, NewClient)
    person = operation.person
    assert (person.name, person.aliases, person.handle) == ("Eve Day", ("Evie",), "")
    assert (person.emails, person.phones, person.tags) == (
        ["e@x.example"], ["+49 30 1234567"], ["vip"],
    )  # fmt: skip
    assert person.values == {"organization": "Kestrel", "role": "CTO", "cadence_days": 14}
    assert (operation.handle, operation.is_archived) == ("eve", True)
    (operation,) = plan(CsvPerson(name="Eve Day")).operations
    assert isinstance(operation, NewClient)
    assert (operation.handle, operation.is_archived) == ("", False)


@pytest.mark.parametrize(
    ("values", "name", "new", "reason"),
    [
        ({"role": "CTO"}, "values", (("role", "CTO"),), "CTO"),
        ({"emails": ("new@x.example",)}, "emails", ("new@x.example",), "new@x.example"),
        ({"phones": ("+49 30 1234567",)}, "phones", ("+49 30 1234567",), "+49 30 1234567"),
        ({"tags": ("vip",)}, "tags", ("vip",), "vip"),
        ({"aliases": ("Dee", "Dana Reyes")}, "aliases", ("Dee",), "Dee"),
    ],
)
def test_whatever_is_new_in_a_row_changes_its_client_once(
    values: dict[str, Any], name: str, new: tuple[object, ...], reason: str
) -> None:
    """The same row again changes nothing."""
    row = CsvPerson(name="Dana Reyes", handle="dana", **values)
    found = plan(row, row)
    (step,) = found.steps
    assert isinstance(step.operation, ClientUpdate)
    assert getattr(step.operation, name) == new
    assert (step.what, step.reason, found.unchanged) == ("client dana", reason, 1)


def test_the_handle_of_a_row_comes_before_its_address() -> None:
    """An address that was moved to somebody else in the table."""
    sam = Person(id=2, handle="sam", name="Sam Li", emails=["s@x.example"])
    row = CsvPerson(name="Dana Reyes", handle="dana", emails=("s@x.example",))
    assert [step.what for step in plan(row, others=(sam,)).steps] == ["client dana"]


def test_a_namesake_with_a_number_of_its_own_is_somebody_else() -> None:
    """A row with an address is another client; one without is that one."""
    sam = Person(id=2, handle="sam", name="Sam Li", phones=["+49 30 1234567"])
    row = CsvPerson(name="Sam Li", emails=("s@x.example",))
    assert [step.action for step in plan(row, others=(sam,)).steps] == ["create"]
    (step,) = plan(CsvPerson(name="Sam Li", role="CTO"), others=(sam,)).steps
    assert step.what == "client sam"


def test_the_commitment_of_a_new_client_is_new() -> None:
    """Though another client has one of that text."""
    rows = (CsvPerson(name="Eve Day"), CsvCommitment(text="send it", client="Eve Day"))
    found = plan(*rows, commitments={(1, "action", False, "send it")})
    assert [step.what for step in found.steps] == ["client Eve Day", "action for Eve Day: send it"]
