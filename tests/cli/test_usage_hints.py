"""Hints of usage errors: what this very command takes instead."""

from collections.abc import Callable

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.mark.parametrize(
    "typed, hint",
    [
        ("report -o r.html", "try: clientlog report --help"),
        ("timeline --client otto", "the name stands alone: clientlog timeline otto"),
        ("timeline --client=otto", "the name stands alone: clientlog timeline otto"),
        ("timeline --untill fri", "did you mean --until?"),
        ("renegotiate p9 fri", "clientlog renegotiate p9 --to fri"),
        (
            "renegotiate p9 next fri --why late",
            "clientlog renegotiate p9 --why late --to 'next fri'",
        ),
        ("meeting move m15 fri 14:00", "clientlog meeting move m15 --at 'fri 14:00'"),
    ],
)
def test_hint_of_a_wrong_option_or_word(cli: Cli, typed: str, hint: str) -> None:
    """No noise: a near spelling, a line to paste, or where to look."""
    refused = cli(*typed.split())
    assert refused.code == 2
    assert refused.err.partition("hint: ")[2].strip() == hint
    assert "Possible" not in refused.err
