"""REFs: read, refused, and told from names."""

import pytest

from clientlog.errors import NotFoundError, UsageError
from clientlog.refs import Ref, looks_like_ref, not_found, parse_ref, require_kinds


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("p42", Ref("p", 42)),
        (" M15 ", Ref("m", 15)),
        ("a1", Ref("a", 1)),
        ("c999999999999999", Ref("c", 999_999_999_999_999)),
    ],
)
def test_a_ref_is_a_letter_and_a_number(typed: str, ref: Ref) -> None:
    """In any case, with blanks around it, up to fifteen figures."""
    assert parse_ref(typed) == ref


@pytest.mark.parametrize(
    "typed", ["p0", "p042", "42", "p", "z1", "p4x", "xp4", "p1000000000000000", "p٣", "pp1", ""]
)
def test_anything_else_is_refused_with_an_example_of_every_kind(typed: str) -> None:
    """The message shows what was typed, the hint what a REF is."""
    with pytest.raises(UsageError) as raised:
        parse_ref(typed)
    assert raised.value.message == f"'{typed}' is not a REF"
    assert raised.value.hint.startswith("a REF is a letter and a number: m15 meeting, a41 action")


def test_a_refused_ref_shows_no_control_characters() -> None:
    """What was typed may hold an escape sequence."""
    with pytest.raises(UsageError) as raised:
        parse_ref("p\x1b[31m")
    assert "\x1b" not in raised.value.message


def test_a_ref_is_written_as_it_is_typed() -> None:
    """Letter and number."""
    assert str(Ref("p", 42)) == "p42"


def test_a_missing_record_names_the_list_to_look_in() -> None:
    """The hint is the command that lists its kind."""
    error = not_found(Ref("p", 42))
    assert isinstance(error, NotFoundError)
    assert (error.message, error.hint) == ("there is no p42", "see: clientlog list promises --all")
    assert not_found(Ref("m", 1)).hint == "see: clientlog meeting list"


@pytest.mark.parametrize(
    ("text", "is_ref"), [("p42", True), ("dana", False), ("p", False), ("p42 x", False)]
)
def test_a_ref_is_told_from_a_name(text: str, is_ref: bool) -> None:
    """WHO may be a REF in `agenda` and `show`."""
    assert looks_like_ref(text) is is_ref


def test_a_verb_refuses_kinds_that_it_has_no_meaning_for() -> None:
    """Each REF is looked at; what the verb takes passes."""
    require_kinds([Ref("p", 1), Ref("a", 2)], "ap", "passed on")
    with pytest.raises(UsageError, match=r"^t9 is a topic, which cannot be broken$"):
        require_kinds([Ref("p", 1), Ref("t", 9)], "p", "broken")
