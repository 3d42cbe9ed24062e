"""The body of `client check`: six points, kept over time, shown as lines."""

from collections.abc import Mapping

from clientlog.cli.context import Run
from clientlog.cli.result import Result
from clientlog.errors import WrongUsage, shorten
from clientlog.queries.self_checks import HIGHEST, LOWEST, QUESTIONS, self_checks
from clientlog.queries.values import Client
from clientlog.render import self_checks as page
from clientlog.text import visible


def client_check(run: Run, who: str, typed: Mapping[str, str | None]) -> Result:
    """Keep a self-check from what was typed and asked; with nothing of either, show them all."""
    client = run.client(who)
    points = {name: _point(f"--{name}", text) for name, text in typed.items() if text is not None}
    missing = [name for name in QUESTIONS if name not in points]
    if not points and (not run.may_ask or self_checks(run.book, client.id)):
        return _history(run, client)
    if missing and not run.may_ask:
        raise WrongUsage(f"a self-check has six points: {', '.join(missing)} left out",
                         " ".join(f"--{name} {LOWEST}..{HIGHEST}" for name in missing))  # fmt: skip
    points |= {name: _asked(run, name) for name in missing}
    return _kept(run, client, points)


def _point(name: str, text: str) -> int:
    if text.strip() not in {str(value) for value in range(LOWEST, HIGHEST + 1)}:
        raise WrongUsage(f"{name}: {shorten(visible(text))} is not from {LOWEST} to {HIGHEST}")
    return int(text)


def _asked(run: Run, name: str) -> int:
    return _point(name, run.ask(f"{name}: {QUESTIONS[name]} {LOWEST}..{HIGHEST} "))


def _kept(run: Run, client: Client, points: Mapping[str, int]) -> Result:
    from clientlog.write import clients
    from clientlog.write import self_checks as journal

    with run.change() as change:
        journal.keep(change, clients.require(change, client.id), points)
        shown = page.text(self_checks(change.connection, client.id), run.clock)
        return run.changed(change, f"{client.handle}  self-check kept\n{shown}")


def _history(run: Run, client: Client) -> Result:
    checks = self_checks(run.book, client.id)
    return run.shown(
        {"client": client.handle, "checks": page.document(checks, run.clock)},
        lambda: page.text(checks, run.clock) if checks else _none_yet(run, client),
    )


def _none_yet(run: Run, client: Client) -> str:
    points = " ".join(f"--{name} N" for name in QUESTIONS)
    return (
        f"No self-check of {visible(client.name)} yet: {run.program} client check"
        f" {client.handle} {points}"
    )
