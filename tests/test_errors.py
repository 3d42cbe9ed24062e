"""Errors: their exit codes and their texts."""

import pytest

from clientlog.errors import (
    AmbiguousNameError,
    ClientlogError,
    JournalError,
    NotFoundError,
    UsageError,
    quote,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ClientlogError("x"), 1),
        (UsageError("x"), 2),
        (AmbiguousNameError("x", []), 2),
        (NotFoundError("x"), 4),
        (JournalError("x"), 5),
    ],
)
def test_every_kind_owns_its_exit_code(error: ClientlogError, code: int) -> None:
    """As documented in the reference of exit codes."""
    assert error.exit_code == code


def test_an_error_is_a_message_and_a_hint() -> None:
    """The hint is empty unless it is named, and str() is the message."""
    assert (ClientlogError("no room").message, ClientlogError("no room").hint) == ("no room", "")
    error = UsageError("no room", "make some")
    assert (str(error), error.hint) == ("no room", "make some")


def test_an_ambiguous_name_shows_its_candidates() -> None:
    """In the message, for a person, and as handles for a prompt."""
    error = AmbiguousNameError("da", ["dana-reyes", "dan-li"])
    assert error.message == "'da' could be dana-reyes, dan-li"
    assert error.hint == "name one of these handles"
    assert error.candidates == ["dana-reyes", "dan-li"]


@pytest.mark.parametrize(
    ("text", "limit", "quoted"),
    [("abc", 80, "'abc'"), ("abcde", 5, "'abcde'"), ("abcdef", 5, "'abcd…'"), ("", 5, "''")],
)
def test_a_text_in_quotes_is_cut_to_a_length(text: str, limit: int, quoted: str) -> None:
    """The sign for what is left out counts."""
    assert quote(text, limit) == quoted


def test_a_text_in_quotes_has_eighty_characters_at_most() -> None:
    """A text of 80 is whole, one of 81 is cut."""
    assert quote("x" * 80) == f"'{'x' * 80}'"
    assert quote("x" * 81) == f"'{'x' * 79}…'"
