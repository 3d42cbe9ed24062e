"""What two people who may be one have in common."""

import pytest

from clientlog.lookalikes import shared_keys


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Patricia T. Nguyen", "Patricia Nguyen", "the same first and last name"),
        ("Müller, Eva", "eva muller", "the same name"),
        ("Eva Mueller", "Eva Müller", "the same name in another spelling"),
        ("Jess Kowalski", "Jess Kowalsky", "names with one letter between them, both at Acme"),
        ("Li", "Lu", None),
        ("Jess Kowalski", "Jess Kowarzki", None),
    ],
)
def test_names_that_look_alike_share_a_key(first: str, second: str, reason: str | None) -> None:
    """The first reason that holds is given."""
    keys = {key for key, _ in shared_keys(first, (), "Acme")}
    reasons = [why for key, why in shared_keys(second, (), "Acme") if key in keys]
    assert next(iter(reasons), None) == reason


def test_an_address_is_shared_in_any_case() -> None:
    """Whatever the names are."""
    ann, bo = (dict(shared_keys(n, [e], None)) for n, e in (("Ann", "A@x.org"), ("Bo", "a@X.org")))
    assert list(ann.keys() & bo.keys()) == [("email", "a@x.org")]


@pytest.mark.parametrize(
    ("name", "organization", "kinds"),
    [
        ("Cher", "Acme", {"words", "spelling"}),
        ("Ane Li", "Acme", {"words", "ends", "spelling"}),
        ("Ane Lim", "Acme", {"words", "ends", "spelling", "letters"}),
        ("Ane Lim", None, {"words", "ends", "spelling"}),
    ],
)
def test_a_name_is_compared_as_far_as_it_goes(
    name: str, organization: str | None, kinds: set[str]
) -> None:
    """One word has no ends; by a letter only names of six letters at one organization differ."""
    assert {key[0] for key, _ in shared_keys(name, (), organization)} == kinds
