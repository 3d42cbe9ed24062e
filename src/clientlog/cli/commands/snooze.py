"""`snooze`: silence one flag until a day."""

from typing import Annotated, Any

import typer

from clientlog.cli.command import verb
from clientlog.cli.context import Run
from clientlog.cli.load_flags import all_rules
from clientlog.cli.result import Result
from clientlog.dates import show_day
from clientlog.errors import NotThere, WrongUsage, shorten
from clientlog.queries import clients
from clientlog.refs import looks_like_ref, read_ref
from clientlog.render.one_line import describe
from clientlog.rules.runner import rule_named
from clientlog.text import clean_line, visible

app = typer.Typer()

Key = Annotated[str, typer.Argument(metavar="KEY", help="A flag, such as missed-promise:p42.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="It is back that day.")]


@verb(app, "snooze", "clientlog snooze missed-promise:p42 --until mon")
def snooze(run: Run, key: Key, until: Until = None) -> Result:
    """Silence one flag; it is back on the day named."""
    rule, colon, subject = key.partition(":")
    if not colon or not subject:
        raise WrongUsage(
            f"{shorten(visible(key))} is not a flag's key",
            "a key is RULE:WHAT, as in missed-promise:p42",
        )
    rule_named(rule, all_rules(run))
    if until is None:
        raise WrongUsage("--until is missing", "say when it is to be back: --until +7d")
    day = run.day("--until", until)
    if day <= run.clock.today:
        raise WrongUsage("--until must be a day to come")
    about = snoozed_about(run, subject)
    from clientlog.write import snoozes

    with run.change() as change:
        snoozes.snooze(change, rule, day, **about)
        said = f"{key} is silent until {show_day(day, run.clock.today)}"
        return run.say(said, changed=[subject])


def snoozed_about(run: Run, subject: str) -> dict[str, Any]:
    """What a key's second half names: an organization, a record or a client."""
    if subject.startswith("org/"):
        name = clean_line(subject.removeprefix("org/"), "KEY")
        found = run.book.execute(
            "SELECT 1 FROM client WHERE organization = ? LIMIT 1", (name,)
        ).fetchone()
        if not found:
            raise NotThere(f"no client belongs to {shorten(name)}", "see: clientlog org list")
        return {"organization": name}
    if looks_like_ref(subject):
        ref = read_ref(subject)
        if describe(run.book, run.clock, ref) == str(ref):
            raise NotThere(f"there is no {ref}")
        return {"subject": str(ref)}
    return {"client_id": clients.exact_client(run.book, subject).id}
