"""Clients who may be the same person."""

from itertools import count

import pytest

from clientlog.queries.duplicates import find_duplicates
from clientlog.queries.values import Client


def clients(*names: str, organization: str | None = None) -> list[Client]:
    return [
        Client(number, f"c{number}", name, organization=organization)
        for number, name in zip(count(1), names, strict=False)
    ]


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        ("Dana Reyes", "Reyes, DANA", "the same name"),
        ("Dana Reyes", "Dana Maria Reyes", "the same first and last name"),
        ("Jürgen Müller", "Jurgen Mueller", "the same name in another spelling"),
        ("Ann Mathis", "Ann Mattis", "names with one letter between them, both at Acme"),
    ],
)
def test_names_that_look_alike_are_a_pair_with_a_reason(name: str, other: str, reason: str) -> None:
    """The one who was entered first comes first."""
    pairs = find_duplicates(reversed(clients(name, other, organization="Acme")))
    assert [(pair.client.id, pair.other.id, pair.reason) for pair in pairs] == [(1, 2, reason)]


@pytest.mark.parametrize(
    "names", [("Dana Reyes", "Dana Meyer"), ("Dana", "Dana Reyes"), ("Li", "Lu")]
)
def test_others_are_two_people(names: tuple[str, str]) -> None:
    """One word in common is not enough, nor is a short name with another letter."""
    assert find_duplicates(clients(*names, organization="Acme")) == []


def test_a_letter_more_or_less_counts_only_within_an_organization() -> None:
    """Strangers of similar names are strangers."""
    ann, anne = clients("Ann Mathis", "Ann Mattis")
    assert find_duplicates([ann._replace(organization="Acme"), anne]) == []
    assert find_duplicates([ann, anne]) == []


def test_an_address_is_shared_in_any_case() -> None:
    """Of several reasons the first is given."""
    dana, other = clients("Dana Reyes", "Dana Reyes")
    dana = dana._replace(emails=("dana@x.example",))
    other = other._replace(emails=("other@x.example", "DANA@x.example"))
    (pair,) = find_duplicates([dana, other])
    assert pair.reason == "the same e-mail DANA@x.example"


def test_many_of_one_name_are_each_compared_with_the_first() -> None:
    """So there are as many pairs as there are others."""
    pairs = find_duplicates(clients(*["Dana Reyes"] * 50))
    assert [(pair.client.id, pair.other.id) for pair in pairs] == [(1, n) for n in range(2, 51)]
