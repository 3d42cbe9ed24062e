"""A text in two pieces, because the value of an option was not quoted."""

import pytest

from clientlog.cli.app import build
from clientlog.cli.split_text import refuse_split_text
from clientlog.errors import UsageError
from tests.cli.capturing import Cli


def refusal(command: str, *arguments: str) -> str:
    """Return the error about the arguments of a command with its hint, '' where they are taken."""
    root = build()
    for name in command.split():
        root = root.get_command(None, name)
    try:
        refuse_split_text(root.params, arguments)
    except UsageError as error:
        return f"{error.message}; {error.hint}"
    return ""


@pytest.mark.parametrize(
    ("arguments", "name", "word", "shown"),
    [
        ("dana|met|--note|likes|tea", "--note", "tea", '--note "likes tea"'),
        ("dana|met|--note|likes|tea|--nothing", "--note", "tea", '--note "likes tea"'),
        ("dana|met|--note=likes|tea", "--note", "tea", '--note "likes tea"'),
        ("dana|met|-mlikes|tea", "-m", "tea", '-m "likes tea"'),
        ("dana|met|-mx|tea", "-m", "tea", '-m "x tea"'),
        ("dana|met|--db=x|--note|likes|tea", "--note", "tea", '--note "likes tea"'),
        ("dana|met|--nothing|--note|likes|tea", "--note", "tea", '--note "likes tea"'),
        ("dana|met|--note|5 $|tea", "--note", "tea", "--note '5 $ tea'"),
        ("dana|met|--note|a\x1b $|tea", "--note", "tea", "--note"),
        ("dana|met|--note||tea", "--note", "tea", '--note " tea"'),
        ("dana|met|--note|likes|-|tea", "--note", "-", '--note "likes - tea"'),
        ("dana|met|--note|likes|te\x1ba", "--note", "te^[a", '--note "likes te^[a"'),
        ("--note|x|dana|met|--note|likes|tea", "--note", "tea", '--note "likes tea"'),
    ],
)
def test_the_hint_quotes_the_value_with_the_words_behind_it(
    arguments: str, name: str, word: str, shown: str
) -> None:
    """For any shell; a text that no quoting makes safe is left out."""
    assert refusal("log", *arguments.split("|")) == (
        f"TEXT is on both sides of {name}: '{word}' follows its value;"
        f" quote the text of {name}: {shown} (or write all of TEXT before it)"
    )


def test_a_command_of_a_text_alone_has_no_name_before_it() -> None:
    """Its first word is a part of the text already."""
    assert '--org "Harbor Bank"' in refusal("client add", "Mira", "--org", "Harbor", "Bank")


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("log", "dana met --note"),
        ("log", "dana met --note likes"),
        ("log", "--note likes dana met"),
        ("log", "dana --note likes met"),
        ("log", "dana met --nothing again"),
        ("log", "dana met --db x again"),
        ("log", "dana met --db=x again"),
        ("log", "dana met --db"),
        ("log", "dana met --unknown x --note likes tea"),
        ("log", "dana met again"),
        ("log", "dana met --note a --via call"),
        ("done", "p1 --at fri p2"),
        ("status", "dana"),
        ("timeline", "dana x --since fri sam"),
        ("today", "--color never"),
        ("undo", "3 --color never"),
    ],
)
def test_nothing_is_said_where_no_text_is_split(command: str, arguments: str) -> None:
    """A flag may stand within it, a list is no text, and what is unknown is Click's matter."""
    assert refusal(command, *arguments.split()) == ""


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("log dana Talked again --promise send the plan", '--promise "send the plan"'),
        ("log dana Talked --promise send the plan due:fri", '--promise "send the plan due:fri"'),
        ("log dana Talked again --promise=send it --nothing", '--promise "send it"'),
        ("log dana Talked --at fri 10:00", '--at "fri 10:00"'),
        ("client add Mira Castell --org Harbor Bank --role CTO", '--org "Harbor Bank"'),
        ("promise dana send the plan --owner Ann Lee", '--owner "Ann Lee"'),
        ("note dana likes tea --kind personal and cake", '--kind "personal and cake"'),
        ("log dana Talked -m hello there", '-m "hello there"'),
    ],
)
def test_words_on_both_sides_of_an_option_are_refused(
    cli: Cli, people: None, typed: str, hint: str
) -> None:
    """The hint shows the option with the whole text in quotes."""
    answer = cli(*typed.split())
    assert answer.code == 2
    assert hint in answer.err
    assert "is on both sides of" in answer.err


@pytest.mark.parametrize(
    "typed",
    [
        "log --promise plan dana Talked again",
        "promise dana --due fri send the plan",
        "promise dana send --theirs the plan",
        "note dana - likes tea --kind personal",
        "promise dana send the plan --json",
    ],
)
def test_words_in_one_piece_are_a_text(cli: Cli, people: None, typed: str) -> None:
    """Options may stand before and after it, and flags within it."""
    assert cli(*typed.split()).code == 0
