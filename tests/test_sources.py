"""One table `[sources.NAME]` of the configuration."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from clientlog.errors import UsageError
from clientlog.sources import Source, parse_source

CONFIG = Path("config.toml")

WORK = {"kind": "ical", "path": "~/work"}


def test_a_source_needs_a_kind_and_a_path() -> None:
    """Everything else has a default that takes in little."""
    source = parse_source("work", WORK, CONFIG)
    assert source == Source(name="work", kind="ical", path=Path("~/work"))
    assert (source.me, source.create, source.since, source.skip, source.subjects) == (
        (), False, None, (), False,
    )  # fmt: skip


def test_every_option_is_read() -> None:
    """Lists become tuples, and a day is one however TOML writes it."""
    options = {
        "me": ["d@example.org"], "create": True, "since": "2026-01-31",
        "skip": ["Lunch*"], "subjects": True,
    }  # fmt: skip
    source = parse_source("work", WORK | options, CONFIG)
    assert source.me == ("d@example.org",)
    assert source.create
    assert source.since == date(2026, 1, 31)
    assert source.skip == ("Lunch*",)
    assert source.subjects
    for since in (date(2026, 1, 31), datetime(2026, 1, 31, 10), "2026-01-31T10:00:00"):
        assert parse_source("work", WORK | {"since": since}, CONFIG).since == source.since


@pytest.mark.parametrize("kind", ["ical", "vcard", "mail", "md"])
def test_every_kind_of_source_is_taken(kind: str) -> None:
    """Calendars, address books, mail and minutes."""
    assert parse_source("work", WORK | {"kind": kind}, CONFIG).kind == kind


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": ""}, "config.toml: sources.work.kind is missing"),
        ({"path": ""}, "config.toml: sources.work.path is missing"),
        (
            {"kind": "csv"},
            "config.toml: sources.work.kind must be one of ical, vcard, mail, md, not 'csv'",
        ),
        ({"path": 3}, "config.toml: sources.work.path must be a text, not '3'"),
        (
            {"path": date(2026, 1, 31)},
            "config.toml: sources.work.path must be a text, not '2026-01-31'",
        ),
        (
            {"skip": ["a", 1]},
            "config.toml: sources.work.skip must be a list of texts, not '['a', 1]'",
        ),
        ({"create": "yes"}, "config.toml: sources.work.create must be true or false, not 'yes'"),
        ({"me": "d@x"}, "config.toml: sources.work.me must be a list of texts, not 'd@x'"),
        ({"skip": [1]}, "config.toml: sources.work.skip must be a list of texts, not '[1]'"),
        (
            {"since": "tomorrow"},
            "config.toml: sources.work.since must be a date such as 2026-01-31, not 'tomorrow'",
        ),
        ({"since": 3}, "config.toml: sources.work.since must be a text, not '3'"),
        ({"kind": "\x1b[1m"}, "config.toml: sources.work.kind must be one of ical, vcard, mail,"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(change: dict[str, Any], message: str) -> None:
    """The message names the file, the source and the key."""
    with pytest.raises(UsageError) as raised:
        parse_source("work", WORK | change, CONFIG)
    assert raised.value.message.startswith(message)
    assert "\x1b" not in raised.value.message


def test_an_unknown_option_is_refused_with_those_there_are() -> None:
    """The name of source and option are shown without control characters, and cut."""
    with pytest.raises(UsageError) as raised:
        parse_source("w\x1b" + "x" * 99, WORK | {"colour\x1b" + "y" * 99: 1}, CONFIG)
    assert raised.value.message.endswith(" is not known")
    assert "\x1b" not in raised.value.message
    assert "x" * 78 in raised.value.message
    assert "x" * 79 not in raised.value.message
    assert "y" * 73 in raised.value.message
    assert "y" * 74 not in raised.value.message
    assert raised.value.hint == "there is: kind, path, me, create, since, skip, subjects"


def test_the_ending_of_files_as_a_kind_gets_a_hint() -> None:
    """With the kind that is meant."""
    with pytest.raises(UsageError) as caught:
        parse_source("work", {**WORK, "kind": "vcf"}, CONFIG)
    assert caught.value.hint == 'did you mean "vcard"?'
