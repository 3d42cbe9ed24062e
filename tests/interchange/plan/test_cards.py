"""What address cards change, compared with the people who are known."""

from typing import Any

import pytest

from clientlog.interchange.plan.cards import CardPlanner
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.values import ClientUpdate, NewClient, Plan
from clientlog.interchange.problems import Problem
from clientlog.interchange.vcard.values import Card


def dana() -> Person:
    """Return a client with one address of each kind."""
    return Person(
        id=1,
        handle="dana",
        name="Dana Reyes",
        emails=["Dana@Acme.example"],
        phones=["+43 1 2345678"],
    )


def plan(directory: Directory, *cards: Card | Problem, create: bool = True) -> Plan:
    """Plan the cards of one source."""
    planner = CardPlanner(Plan(), directory, frozenset({"me@acme.example"}), create=create)
    planner.add_all(cards)
    return planner.plan


def test_an_unknown_person_becomes_a_client_once() -> None:
    """Also when another card of the same run has one of the addresses."""
    first = Card("a: line 1", "Sam Li", ("sam@acme.example",), ("0664 111 22 33",), uid="1")
    second = Card("b: line 1", "Li, Sam", ("SAM@acme.example", "sam@home.example"), uid="2")
    found = plan(Directory(), first, second)
    assert [step.action for step in found.steps] == ["create", "merge"]
    created, merged = found.operations
    assert isinstance(created, NewClient)
    assert isinstance(merged, ClientUpdate)
    assert merged.person is created.person
    assert (merged.emails, merged.key) == (("sam@home.example",), "2")


@pytest.mark.parametrize(
    "card",
    [
        Card("f", "D. Reyes", ("dana@acme.EXAMPLE",), ("+43 664 5556677",)),
        Card("f", "Reyes, Dana", (), ("0043 (0)1 234-56 78", "+43 664 5556677")),
    ],
)
def test_a_card_with_one_of_the_addresses_is_the_client(card: Card) -> None:
    """By email address in any case, or by telephone number in any spelling."""
    (step,) = plan(Directory([dana()]), card).steps
    assert isinstance(step.operation, ClientUpdate)
    assert step.operation.person.handle == "dana"
    assert step.operation.phones == ("+43 664 5556677",)
    assert step.operation.emails == ()


def test_a_number_that_an_office_shares_makes_nobody_the_same() -> None:
    """Where no word of the name agrees."""
    (step,) = plan(Directory([dana()]), Card("f", "Sam Li", (), ("+43 1 2345678",))).steps
    assert step.action == "create"


def test_where_only_the_name_agrees_it_is_a_probable_duplicate() -> None:
    """A client of its own, and named."""
    found = plan(
        Directory([dana()]), Card("f: line 1", "dana reyes", ("d@other.example",), uid="7")
    )
    (step,) = found.steps
    assert step.action == "create"
    (notice,) = found.remarks
    assert "probably the same person as dana" in notice.reason
    assert "clientlog client merge" in notice.hint


def test_a_card_that_was_taken_in_changes_nothing_again() -> None:
    """It is known by its UID, also where the name agrees with another's."""
    twin = Person(id=2, handle="dana-2", name="Dana Reyes", emails=["d@other.example"])
    directory = Directory([dana(), twin], {"7": twin})
    found = plan(directory, Card("f", "Dana Reyes", ("d@other.example",), uid="7"))
    assert (found.steps, found.unchanged) == ([], 1)


def test_a_card_without_uid_is_known_by_its_content() -> None:
    """The second time nothing happens."""
    card = Card("f", "Sam Li", ("sam@acme.example",))
    directory = Directory()
    assert len(plan(directory, card).operations) == 1
    assert plan(directory, card).unchanged == 1


def test_somebody_who_was_removed_does_not_come_back() -> None:
    """The card is left out, with the reason."""
    (step,) = plan(Directory([], {"7": None}), Card("f", "Sam Li", uid="7")).steps
    assert step.action == "skip"
    assert "removed" in step.reason


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        (Card("f", "The team", ("team@acme.example",), kind="group"), "a group, not a person"),
        (Card("f", "Acme", kind="org"), "an organization, not a person"),
        (Card("f", "Me", ("ME@acme.example",)), "it is your own"),
        (Card("f", "Dana Reyes"), "dana has the same name, and it has no address"),
    ],
)
def test_what_is_left_out_says_why(card: Card, reason: str) -> None:
    """Groups, organizations, oneself, and a mere name that is known."""
    found = plan(Directory([dana()]), card)
    assert [(step.action, step.reason) for step in found.steps] == [("skip", reason)]


def test_without_create_only_known_people_are_completed() -> None:
    """Strangers are left out."""
    known = Card("f", "Dana Reyes", ("dana@acme.example", "d@home.example"))
    found = plan(Directory([dana()]), known, Card("f", "Sam Li", ("s@x.example",)), create=False)
    assert [(step.action, step.reason) for step in found.steps] == [
        ("merge", "d@home.example"),
        ("skip", "not a client"),
    ]


def test_a_broken_card_is_a_problem_and_the_rest_is_taken() -> None:
    """In the plan."""
    found = plan(Directory(), Problem("f: line 1", "cut off"), Card("f", "Sam Li"))
    assert found.problems == [Problem("f: line 1", "cut off")]
    assert len(found.operations) == 1


def test_what_does_not_fit_into_a_line_is_cut_or_dropped() -> None:
    """An address that is cut would be another's; an organization is still recognized."""
    card = Card("f", "Sam Li", ("x" * 300 + "@a.example",), organization="A\x00cme " + "o" * 300)
    (operation,) = plan(Directory(), card).operations
    assert isinstance(operation, NewClient)
    assert operation.person.emails == []
    assert operation.person.values["organization"] == "Acme " + "o" * 195


def test_everything_on_a_card_is_of_the_new_client() -> None:
    """Each address and tag once."""
    card = Card(
        "f", "Sam Li", ("s@x.example", "s@x.example"), ("+43 1 2345678",), tags=("vip", "", "vip"),
        organization="Acme", role="CTO", uid="7",
    )  # fmt: skip
    (operation,) = plan(Directory(), card).operations
    assert isinstance(operation, NewClient)
    person = operation.person
    assert (person.emails, person.phones, person.tags) == (
        ["s@x.example"], ["+43 1 2345678"], ["vip"],
    )  # fmt: skip
    assert person.values == {"organization": "Acme", "role": "CTO"}
    assert operation.key == "7"


@pytest.mark.parametrize(
    ("values", "reason", "name", "new"),
    [
        ({"emails": ("d@home.example",)}, "d@home.example", "emails", ("d@home.example",)),
        ({"phones": ("+43 664 5556677",)}, "+43 664 5556677", "phones", ("+43 664 5556677",)),
        ({"tags": ("old", "vip")}, "+vip", "tags", ("vip",)),
        ({"role": "CTO", "organization": "Other"}, "CTO", "values", (("role", "CTO"),)),
    ],
)
def test_a_known_client_gets_what_is_new_on_a_card(
    values: dict[str, Any], reason: str, name: str, new: tuple[object, ...]
) -> None:
    """Also where no address on it is known; nothing is overwritten, and the next time it is."""
    client = dana()
    client.tags, client.values = ["old"], {"organization": "Acme"}
    directory = Directory([client], {"7": client})
    card = Card("f", "D. R.", uid="7", **values)
    (step,) = plan(directory, card).steps
    assert isinstance(step.operation, ClientUpdate)
    assert (step.action, step.reason) == ("merge", reason)
    assert (step.operation.person, step.operation.key) == (client, "7")
    assert getattr(step.operation, name) == new
    found = plan(directory, card)
    assert (found.steps, found.unchanged) == ([], 1)


def test_a_card_with_nothing_new_is_remembered() -> None:
    """Its UID is."""
    card = Card("f", "Dee Reyes", ("dana@acme.example",), uid="7")
    (step,) = plan(Directory([dana()]), card).steps
    assert (step.action, step.reason) == ("merge", "is known as Dee Reyes there")
    assert isinstance(step.operation, ClientUpdate)
    assert step.operation.key == "7"


def test_a_card_with_addresses_of_two_clients_is_of_the_first_and_noticed() -> None:
    """With where to find such pairs."""
    sam = Person(id=2, handle="sam", name="Sam Li", emails=["s@x.example"])
    card = Card("f", "Dana Reyes", ("dana@acme.example", "s@x.example"))
    found = plan(Directory([dana(), sam]), card)
    assert [step.what for step in found.steps] == ["client dana"]
    assert found.notices == [
        Problem(
            "f",
            "Dana Reyes: shares an address with sam",
            "clientlog client duplicates lists such pairs",
        )
    ]
    assert plan(Directory([dana()]), Card("f", "D", ("dana@acme.example",))).notices == []


def test_an_address_of_200_letters_fits_into_a_line() -> None:
    """A longer one is left out."""
    address = "x" * (200 - len("@a.example")) + "@a.example"
    (operation,) = plan(Directory(), Card("f", "Sam Li", (address, f"x{address}"))).operations
    assert isinstance(operation, NewClient)
    assert operation.person.emails == [address]


def test_the_key_of_a_card_without_uid_is_the_same_in_every_release() -> None:
    """Or it would be taken in again."""
    (operation,) = plan(Directory(), Card("f", "Sam Li", ("s@x.example",))).operations
    assert operation.key == "content-46eddceb8196f06c8c01ac08"
