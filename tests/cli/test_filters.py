"""Options that narrow and order lists."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.cli.filters import (
    limit_argument,
    nothing_with,
    past_day,
    sort_records,
    state_argument,
)
from clientlog.errors import UsageError
from tests.cli.contexts import context
from tests.cli.helping import assert_help_is_documented


def test_a_day_is_the_last_one_of_its_name(journal: Path) -> None:
    """Today included; no text is no day, and an error names the option."""
    run = context(journal)
    assert past_day(run, "--since", "fri") == date(2026, 11, 20)
    assert past_day(run, "--since", "thu") == date(2026, 11, 19)
    assert past_day(run, "--since", None) is None
    with pytest.raises(UsageError) as raised:
        past_day(run, "--since", "frieday")
    assert raised.value.message.startswith("--since: ")


@pytest.mark.parametrize(("limit", "read"), [(None, 50), (0, 0), (1, 1)])
def test_a_limit_is_as_typed(limit: int | None, read: int) -> None:
    """Else the default."""
    assert limit_argument(limit, 50) == read


def test_a_limit_below_nothing_is_refused() -> None:
    """The hint says what no limit is."""
    with pytest.raises(UsageError, match=r"^--limit: -1 is below 0$") as raised:
        limit_argument(-1, 50)
    assert raised.value.hint == "0 is no limit"


def test_a_state_is_one_of_those_of_the_kind() -> None:
    """In any case."""
    assert state_argument(None, ["open"]) is None
    assert state_argument("Kept", ["open", "kept"]) == "kept"
    with pytest.raises(UsageError, match=r"^--state: 'late' is not one of them$") as raised:
        state_argument("late", ["open", "kept"])
    assert raised.value.hint == "open, kept"
    with pytest.raises(UsageError) as raised:
        state_argument("open", [])
    assert raised.value.hint == "these records have no state"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "Nothing found."),
        ({"--client": None, "--mine": False, "--tag": []}, "Nothing found."),
        ({"--client": "dana", "--mine": True}, "Nothing found: --client dana, --mine."),
        ({"--tag": ["a", "b"]}, "Nothing found: --tag a, --tag b."),
        ({"--client": "a\x1b"}, "Nothing found: --client a^[."),
    ],
)
def test_an_empty_list_says_what_narrowed_it(options: dict[str, object], sentence: str) -> None:
    """Each option as it was typed."""
    assert nothing_with("Nothing found", options) == sentence


def test_records_are_ordered_by_a_key() -> None:
    """Backwards with a hyphen; those without a value come last either way."""
    records = [("a", 2), ("none", None), ("b", 1)]
    keys = {"number": lambda record: record[1]}
    assert [name for name, _ in sort_records(records, "number", keys)] == ["b", "a", "none"]
    assert [name for name, _ in sort_records(records, "-NUMBER", keys)] == ["a", "b", "none"]
    assert sort_records(records, None, keys) == records
    with pytest.raises(UsageError, match=r"^--sort: unknown key 'due'$") as raised:
        sort_records(records, "due", keys)
    assert raised.value.hint == "number"


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("list", "timeline")
