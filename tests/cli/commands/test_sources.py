"""`sources`: what the configured sources gave, and what was left out."""

from pathlib import Path

import pytest

from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]

CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:{0}\nEMAIL:{0}@x.example\nEND:VCARD\n"


@pytest.fixture
def book(lived: Cli, tmp_path: Path) -> Path:
    """An address book, configured as a source."""
    path = tmp_path / "book.vcf"
    path.write_text(CARD.format("Ann") + CARD.format("Bo"))
    config = tmp_path / "config.toml"
    config.write_text(f'[sources.book]\nkind = "vcard"\npath = "{path}"\ncreate = true\n')
    config.chmod(0o600)
    return path


def test_without_sources_it_says_how_to_name_one(lived: Cli, tmp_path: Path) -> None:
    """In which file."""
    assert lived("sources").out == (
        f"no sources are configured; name them as [sources.NAME] in {tmp_path}/config.toml\n"
    )
    assert lived("sources", "--json").json == {"version": 1, "sources": []}


def test_a_source_says_when_it_was_read_and_what_it_gave(lived: Cli, book: Path) -> None:
    """Before the first reading, that it never was."""
    assert lived("sources").out.splitlines() == [
        f"book  vcard  {book}", "  never read; clientlog refresh reads it",
    ]  # fmt: skip
    source = lived("sources", "--json").json["sources"][0]
    assert source["read_at"] is None
    assert (source["created"], source["changed"], source["unchanged"]) == (0, 0, 0)
    assert lived("refresh").code == 0
    assert lived("sources").out.splitlines()[1] == "  read Fri 20 Nov 12:00: 2 created"
    found = lived("sources", "--json").json["sources"][0]
    assert (found["name"], found["kind"], found["created"], found["read_at"]) == (
        "book", "vcard", 2, "2026-11-20T12:00:00+01:00",
    )  # fmt: skip


def test_a_failure_is_said(lived: Cli, book: Path) -> None:
    """Beside what the last good reading gave."""
    lived("refresh")
    book.unlink()
    assert lived("refresh").code == 1
    lines = lived("sources").out.splitlines()
    assert lines[1] == "  read Fri 20 Nov 12:00: 2 created"
    assert lines[2].startswith("  the last attempt failed: ")
    assert lived("sources", "--json").json["sources"][0]["failure"]
    assert lived("sources", "--plain").out.startswith(f"book\tvcard\t{book}\tread Fri 20 Nov")


def test_one_source_is_named(lived: Cli, book: Path) -> None:
    """An unknown one is not there."""
    assert lived("sources", "book").out == lived("sources").out
    answer = lived("sources", "mail")
    assert (answer.code, answer.err) == (
        4, "clientlog: there is no source 'mail'\n  hint: configured: book\n",
    )  # fmt: skip


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("sources")


def test_what_is_left_out_is_counted_and_listed_for_one_source(lived: Cli, book: Path) -> None:
    """By its reason, or each card."""
    config = book.with_name("config.toml")
    config.write_text(config.read_text().replace("create = true\n", ""))
    lived("refresh")
    assert lived("sources").out.splitlines()[1:] == [
        "  read Fri 20 Nov 12:00: nothing new, 2 left out", "  2 not a client",
    ]  # fmt: skip
    assert lived("sources", "book").out.splitlines()[2:] == [
        "  card of Ann: not a client", "  card of Bo: not a client",
    ]  # fmt: skip
