"""The headings and headers of the template, and what is so like one that it must be a slip."""

import pytest

from clientlog.minutes.headings import (
    heading_name,
    is_structure,
    near_header,
    near_heading,
    split_header,
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("## My actions", "my actions"),
        ("   ## My  Actions: ##", "my actions"),
        ("###### Notes", "notes"),
        ("##Notes", "notes"),
        ("## **Notes**", "notes"),
        ("## my-actions", "my actions"),
        ("# Notes", "notes"),
        ("#Notes", None),
        ("####### Notes", None),
        ("    ## Notes", None),
        ("Notes", None),
        ("a ## Notes", None),
        ("## " + "x" * 60, "x" * 60),
        ("## " + "x" * 61, None),
    ],
)
def test_a_heading_is_read_as_markdown_does(line: str, name: str | None) -> None:
    """Its name is in lower case, without what decorates it."""
    assert heading_name(line) == name


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("sumary", "Summary"),
        ("desicions", "Decisions"),
        ("their promisess", "Their promises"),
        ("my action", "My actions"),
        ("nots", "Notes"),
        ("budget", None),
        ("actions", None),
        ("notes", None),
        ("their promisesss", "Their promises"),
        ("their promisessss", None),
        ("deqisixns", "Decisions"),
        ("tqeir xctionsz", None),
    ],
)
def test_a_slip_of_a_heading_is_known(name: str, heading: str | None) -> None:
    """What is right is no slip, and neither is another word."""
    section = near_heading(name)
    assert (section.heading if section else None) == heading


@pytest.mark.parametrize(
    ("line", "structure"),
    [("## Notes", True), ("# Sumary", True), ("## Budget", False), ("Notes", False)],
)
def test_what_would_be_taken_for_a_heading_is_structure(line: str, structure: bool) -> None:
    """Misspelt ones are asked about, so they need a backslash as well."""
    assert is_structure(line) is structure


@pytest.mark.parametrize(
    ("line", "header"),
    [
        ("client: dana ", ("client", "dana")),
        ("When : fri 10:00", ("when", "fri 10:00")),
        ("place-name: room", ("place-name", "room")),
        ("client:", ("client", "")),
        ("https://a.example", None),
        ("a: b", None),
        ("two words: b", None),
        (" client: dana", None),
        ("x" * 20 + ": b", ("x" * 20, "b")),
        ("x" * 21 + ": b", None),
    ],
)
def test_a_header_is_a_word_and_a_colon_at_the_start(
    line: str, header: tuple[str, str] | None
) -> None:
    """The word is in lower case, the value without blanks around it."""
    assert split_header(line) == header


@pytest.mark.parametrize(
    ("key", "header"),
    [("clinet", "client"), ("whne", "when"), ("titel", "title"), ("when", None), ("place", None)],
)
def test_a_slip_of_a_header_is_known(key: str, header: str | None) -> None:
    """Two letters swapped are one."""
    assert near_header(key) == header


@pytest.mark.parametrize("length", [100, 101])
def test_a_line_of_over_a_hundred_letters_is_no_heading(length: int) -> None:
    """With all that decorates it."""
    line = "## Notes" + "#" * (length - 8)
    assert (heading_name(line) == "notes") is (length == 100)
