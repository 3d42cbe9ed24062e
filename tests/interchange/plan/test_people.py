"""People found by their addresses, names and keys."""

import pytest

from clientlog.interchange.plan.people import (
    Directory,
    Person,
    join_labels,
    normalize_phone,
)


@pytest.mark.parametrize(
    "phone", ["+43 1 234-56 78", "0043 1 2345678", "+43 (0)1 / 234 5678", "+4312345678 ext. 12"]
)
def test_a_number_is_the_same_in_every_spelling(phone: str) -> None:
    """Blanks, signs, the two forms of a country's code, an extension."""
    assert normalize_phone(phone) == "4312345678"


@pytest.mark.parametrize("phone", ["112", "", "ext. 12", "call me"])
def test_a_short_number_is_nobodys(phone: str) -> None:
    """An extension is shared by too many."""
    assert normalize_phone(phone) == ""


def test_a_name_finds_everybody_who_answers_to_it() -> None:
    """Case and accents are ignored; an alias is a name."""
    zoe = Person(id=1, handle="zoe", name="Zoë Müller", aliases=("Z. Mueller",))
    other = Person(id=2, handle="zoe-2", name="zoe muller")
    directory = Directory([zoe, other])
    assert directory.with_name("ZOE MULLER") == [zoe, other]
    assert directory.with_name("z. mueller") == [zoe]
    assert not directory.with_name("Zoe")


def test_an_address_stays_with_whom_it_was_first() -> None:
    """Somebody else's card does not take it away."""
    dana = Person(id=1, name="Dana", emails=["d@x.example"])
    directory = Directory([dana, Person(id=2, name="Sam", emails=["D@x.example"])])
    assert directory.with_email("D@X.example") is dana


def test_those_who_look_alike_are_found_among_all_who_were_added() -> None:
    """Also among those that came after the first question."""
    zoe = Person(id=1, handle="zoe", name="Zoe Muller")
    directory = Directory([zoe])
    new = Person(name="Zoe A. Müller")
    assert directory.lookalikes(new) == (zoe,)
    directory.add(new)
    assert directory.lookalikes(Person(name="zoe muller")) == (zoe, new)
    assert directory.lookalikes(new) == (zoe,)
    assert directory.lookalikes(Person(name="Ann Lee")) == ()


def test_a_person_is_called_by_the_handle_and_a_few_are_named() -> None:
    """Those without one by their name; more than three are counted."""
    people = [Person(name=f"P{n}", handle="p" if n == 1 else "") for n in range(1, 6)]
    assert join_labels(people[:3]) == "p, P2, P3"
    assert join_labels(people) == "p, P2, P3 and 2 more"


def test_a_telephone_number_finds_who_shares_a_word_of_the_name() -> None:
    """It may be that of a whole office; an address comes first, and each is found once."""
    dana = Person(id=1, name="Dana Reyes", phones=["+43 1 2345678"], emails=["d@x.org"])
    sam = Person(id=2, name="Sam Li", phones=["+43 1 2345678"])
    directory = Directory([sam, dana])
    assert directory.with_addresses("Reyes, D.", [], ["0043 1 2345678"]) == [dana]
    assert directory.with_addresses("Li", ["D@x.org"], ["0043 1 2345678"]) == [dana, sam]
    assert directory.with_addresses("Dana", ["d@x.org"], ["0043 1 2345678"]) == [dana]
    assert directory.with_addresses("Eve", ["e@x.org"], ["0043 1 2345678"]) == []


def test_a_handle_and_a_key_find_whom_they_are_of() -> None:
    """Nobody is found without a handle; somebody who was removed since is None."""
    dana, new = Person(id=1, handle="dana", name="Dana"), Person(name="Eve")
    directory = Directory([dana, new], {"7": dana, "8": None})
    assert directory.with_handle("dana") is dana
    assert directory.with_handle("") is None
    assert directory.keys == {"7": dana, "8": None}
    assert Directory().keys == {}


@pytest.mark.parametrize(
    ("organization", "other", "is_alike"),
    [("Acme", "Acme", True), ("Acme", "Kestrel", False), ("", "", False)],
)
def test_names_with_a_letter_between_them_are_alike_at_one_organization(
    organization: str, other: str, is_alike: bool
) -> None:
    """Two who have none may be anybody."""

    def person(name: str, organization: str) -> Person:
        return Person(
            name=name, values={} if organization is None else {"organization": organization}
        )

    known = person("Zoe Miller", organization)
    assert Directory([known]).lookalikes(person("Zoe Mijler", other)) == (known,) * is_alike


def test_a_few_of_very_many_who_look_alike_are_returned() -> None:
    """More than are named, so that it is said that there are more."""
    people = [Person(id=number, name="Zoe Muller") for number in range(6)]
    assert Directory(people).lookalikes(Person(name="Zoe Muller")) == tuple(people[:4])
    assert join_labels(people[:4]).endswith(" and 1 more")


def test_a_number_has_seven_digits_at_least_and_a_word_two_letters() -> None:
    """A shorter one is nobody's, and an initial is no word in common."""
    assert (normalize_phone("123456"), normalize_phone("1234567")) == ("", "1234567")
    known = Person(id=1, name="D Li", phones=["1234567"])
    assert Directory([known]).with_addresses("D Reyes", [], ["1234567"]) == []
    assert Directory([known]).with_addresses("Sam Li", [], ["1234567"]) == [known]
