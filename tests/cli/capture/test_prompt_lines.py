"""What the lines at the prompts mean."""

import pytest

from clientlog.cli.capture.prompt_lines import (
    HELP,
    NAMES,
    PREFIXES,
    split_paste,
    split_prefix,
    split_settled,
    unknown_prefix,
)
from clientlog.errors import UsageError


@pytest.mark.parametrize(
    ("line", "section", "text"),
    [
        ("draft the plan", "my_actions", "draft the plan"),
        ("a: draft", "my_actions", "draft"),
        ("I will: draft", "my_actions", "draft"),
        ("p: draft", "my_promises", "draft"),
        ("I  Promise:  draft ", "my_promises", "draft"),
        ("ta: draft", "their_actions", "draft"),
        ("they: draft", "their_actions", "draft"),
        ("tp: draft", "their_promises", "draft"),
        ("they promise: draft", "their_promises", "draft"),
        ("d: draft", "decisions", "draft"),
        ("Decisions: draft", "decisions", "draft"),
        ("notes: draft", "notes", "draft"),
        ("n: draft", "notes", "draft"),
        ("t: draft", "topics", "draft"),
        ("next: fri 10:00", "next", "fri 10:00"),
        ("p send it due:fri", "my_promises", "send it due:fri"),
        ("tp draft", "their_promises", "draft"),
        ("a draft", "my_actions", "a draft"),
        ("P draft", "my_actions", "P draft"),
        ("ns: draft", "my_actions", "ns: draft"),
        ("at 10:00 we meet", "my_actions", "at 10:00 we meet"),
        ("see https://x.example", "my_actions", "see https://x.example"),
        ("promise", "my_actions", "promise"),
    ],
)
def test_a_prefix_says_where_a_line_goes(line: str, section: str, text: str) -> None:
    """In any case, long ones in the plural too; without one it is an action of mine."""
    assert split_prefix(line) == (section, text)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("p:", "there is no text after p:"),
        ("note: \u200b", "there is no text after note:"),
        ("promse: x", "unknown prefix 'promse'; did you mean promise:?"),
        ("topc: x", "unknown prefix 'topc'; did you mean topic:?"),
        ("decison: x", "unknown prefix 'decison'; did you mean decision:?"),
    ],
)
def test_a_slip_is_refused(line: str, message: str) -> None:
    """With what was meant; the hint says how it is text all the same."""
    with pytest.raises(UsageError) as raised:
        split_prefix(line)
    assert raised.value.message == message
    if "unknown" in message:
        assert raised.value.hint == "a: before it makes it an action of mine"


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("budget: ask for more", "budget"),
        ("section: three", "section"),
        ("nxt: fri", "nxt"),
        ("new budget: ask", "new budget"),
        ("f: doing great", "f"),
        ("ab: ask", None),
        ("budget:ask", None),
        ("p: budget: ask", None),
        ("about the new budget: ask", None),
        ("x" * 16 + ": ask", None),
    ],
)
def test_a_word_that_looks_like_a_prefix_is_found(line: str, word: str | None) -> None:
    """One or two words before a colon and a blank."""
    assert unknown_prefix(line) == word


@pytest.mark.parametrize(
    ("line", "refs"),
    [
        ("x t4 p13", ["t4", "p13"]),
        ("X: t4, p13", ["t4", "p13"]),
        ("x t4", ["t4"]),
        ("x", None),
        ("x marks the spot", None),
        ("x t4 and p13", None),
        ("fix t4", None),
        ("x t٣", None),
    ],
)
def test_x_settles_records(line: str, refs: list[str] | None) -> None:
    """Only where everything after it is a REF."""
    assert split_settled(line) == refs


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one line", ["one line"]),
        ("- one line", ["- one line"]),
        ("first\nsecond", ["first\nsecond"]),
        ("- first\n- second\n  goes on", ["first", "second\n  goes on"]),
        ("* [ ] first\np: second", ["first", "p: second"]),
        ("first\nx t4\n+ third", ["first", "x t4", "third"]),
        ("first\nother: second", ["first\nother: second"]),
        ("first\nnote", ["first\nnote"]),
        (
            "first\n\n- \n",
            [
                "first\n",
            ],
        ),
    ],
)
def test_a_paste_is_split_where_a_line_begins_anew(text: str, lines: list[str]) -> None:
    """By a bullet, a prefix or settled records; a single line stays as it is."""
    found = split_paste(text)
    assert [line.strip() for line in found] == [line.strip() for line in lines]


def test_the_help_shows_every_section() -> None:
    """By a prefix that is one, and every section has a name."""
    shown = [line.split(":")[0].strip() for line in HELP.splitlines() if ": " in line[:8]]
    assert {PREFIXES[prefix] for prefix in shown} == {*PREFIXES.values()} == {*NAMES}
