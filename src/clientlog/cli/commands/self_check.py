"""The body of `client check`: six points, saved over time and drawn as lines."""

from collections.abc import Mapping

from clientlog import write
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.errors import UsageError, quote
from clientlog.queries.self_checks import HIGHEST, LOWEST, QUESTIONS, self_checks
from clientlog.queries.values import Client
from clientlog.render import self_checks as page
from clientlog.text import escape_controls


def client_check(context: Context, who: str, typed: Mapping[str, str | None]) -> Result:
    """Save a self-check from options and answers; without any, show all self-checks."""
    client = context.client(who)
    points = {name: _point(f"--{name}", text) for name, text in typed.items() if text is not None}
    missing = [name for name in QUESTIONS if name not in points]
    if not points and (not context.interactive or self_checks(context.connection, client.id)):
        return _history(context, client)
    if missing and not context.interactive:
        raise UsageError(f"a self-check has six points: {', '.join(missing)} left out",
                         " ".join(f"--{name} {LOWEST}..{HIGHEST}" for name in missing))  # fmt: skip
    points |= {name: _asked(context, name) for name in missing}
    return _save(context, client, points)


def _point(name: str, text: str) -> int:
    if text.strip() not in {str(value) for value in range(LOWEST, HIGHEST + 1)}:
        raise UsageError(
            f"{name}: {quote(escape_controls(text))} is not from {LOWEST} to {HIGHEST}"
        )
    return int(text)


def _asked(context: Context, name: str) -> int:
    return _point(name, context.ask(f"{name}: {QUESTIONS[name]} {LOWEST}..{HIGHEST} "))


def _save(context: Context, client: Client, points: Mapping[str, int]) -> Result:
    with context.change() as change:
        write.self_checks.save(change, write.clients.get(change, client.id), points)
        text = page.text(self_checks(change.connection, client.id), context.clock)
        return context.change_result(change, f"{client.handle}  self-check kept\n{text}")


def _history(context: Context, client: Client) -> Result:
    checks = self_checks(context.connection, client.id)
    return context.result(
        lambda: {"client": client.handle, "checks": page.document(checks, context.clock)},
        lambda: page.text(checks, context.clock) if checks else _none_yet(context, client),
    )


def _none_yet(context: Context, client: Client) -> str:
    points = " ".join(f"--{name} N" for name in QUESTIONS)
    return (
        f"No self-check of {escape_controls(client.name)} yet: {context.program} client check"
        f" {client.handle} {points}"
    )
