"""A journal that tests of many commands begin with."""

from collections.abc import Callable

from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

__all__ = ["Cli", "lived"]


@prepared_once()
def lived(cli: Cli) -> Cli:
    """Dana, a leader at Acme, and Sam outside: records of every kind, some of them settled."""
    earlier = {"CLIENTLOG_NOW": "2026-11-02T10:00:00+01:00"}
    for command in (
        ("client", "add", "Dana Reyes", "-d", "up", "--org", "Acme", "--role", "CTO",
         "--tag", "vip", "--stake", "executive"),
        ("client", "add", "Sam Li", "--stage", "partnership"),
        ("log", "dana", "Kick-off", "--action", "write it down", "--at", "9:00"),
        ("promise", "dana", "send the draft due:2026-11-10"),
        ("action", "dana", "call the bank", "--theirs"),
        ("topic", "dana", "the budget"),
        ("note", "sam", "likes tea", "--kind", "personal"),
        ("touch", "sam", "said hi", "--via", "chat"),
    ):  # fmt: skip
        answer = cli(*command, **earlier)
        assert answer.code == 0, answer.err
    answer = cli("plan", "dana", "--at", "tue 10:00", "--title", "Weekly", "--every", "2w")
    assert answer.code == 0, answer.err
    return cli
