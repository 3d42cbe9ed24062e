"""Hints of usage errors: what this very command takes instead."""

from collections.abc import Callable

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.mark.parametrize(
    "typed, hint",
    [
        ("report -o r.html", "try: clientlog report --help"),
        ("timeline --client otto", "write the name by itself: clientlog timeline otto"),
        ("timeline --client=otto", "write the name by itself: clientlog timeline otto"),
        ("timeline --untill fri", "did you mean --until?"),
        ("renegotiate p9 fri", "clientlog renegotiate p9 --to fri"),
        (
            "renegotiate p9 next fri --why late",
            "clientlog renegotiate p9 --why late --to 'next fri'",
        ),
        ("meeting move m15 fri 14:00", "clientlog meeting move m15 --at 'fri 14:00'"),
        ("meeting move m15 --at fri 14:00", "try: clientlog meeting move --help"),
        ("meeting move", "try: clientlog meeting move --help"),
        ("status --who otto", "write the name by itself: clientlog status otto"),
        ("status --name otto", "write the name by itself: clientlog status otto"),
        ("history --client otto", "try: clientlog history --help"),
        ("list --clinet otto", "did you mean --client?"),
        ("report --direktion up", "did you mean --direction?"),
        ("report --seve now", "try: clientlog report --help"),
        ("report --xyzzy", "try: clientlog report --help"),
        ("timeline --client a\x1b", "try: clientlog timeline --help"),
        (
            "note dana --xyzzy",
            "try: clientlog note --help; put -- before a text that begins with a hyphen:"
            " clientlog note -- TEXT",
        ),
        (
            "promise dana --xyzzy",
            "try: clientlog promise --help; put -- before a text that begins with a hyphen:"
            " clientlog promise -- TEXT",
        ),
        ("--xyzzy", "try: clientlog --help"),
        ("history x y z", "try: clientlog history --help"),
        ("list --client", "write it as: --client WHO"),
        ("promise dana x --due", "write it as: --due DATE"),
        ("--db", "write it as: --db PATH"),
        ("search x --limit", "write it as: --limit N"),
        ("list --all=yes", "write it as: --all"),
        ("show p1 --json=3", "write it as: --json"),
        ("list --client=", "write it as: --client WHO"),
    ],
)
def test_hint_of_a_wrong_option_or_word(cli: Cli, typed: str, hint: str) -> None:
    """No noise: a near spelling, a line to paste, or where to look."""
    refused = cli(*typed.split())
    assert refused.code == 2
    assert refused.err.partition("hint: ")[2].strip() == hint, typed
    assert "Possible" not in refused.err
