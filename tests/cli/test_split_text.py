"""A text in two pieces, because the value of an option was not quoted."""

import pytest

from tests.cli.capturing import Cli


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
    assert "stands on both sides of" in answer.err


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
