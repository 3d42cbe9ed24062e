"""`show`: everything about one client or one record; and the lists of clients and meetings."""

from datetime import time, timedelta
from typing import Annotated

import typer

from clientlog.cli.command import verb
from clientlog.cli.completion_runtime import complete_handles
from clientlog.cli.context import Run
from clientlog.cli.result import Result
from clientlog.clock import stamp
from clientlog.dates import read_day
from clientlog.queries.clients import list_clients
from clientlog.queries.lists import meetings_between, topic_refs
from clientlog.refs import Ref, looks_like_ref, read_ref
from clientlog.render.json import documents
from clientlog.render.text import lists
from clientlog.text import name_key

app = typer.Typer()

WhoOrRef = Annotated[
    str,
    typer.Argument(
        metavar="WHO|REF", help="A client, or a record: p42.", autocompletion=complete_handles
    ),
]


@verb(app, "show", "clientlog show dana", "clientlog show p42", "clientlog show m15 --json")
def show(run: Run, what: WhoOrRef) -> Result:
    """Everything about one client or one record."""
    typed = what.strip().lower()
    return record_show(run, read_ref(typed)) if looks_like_ref(typed) else client_show(run, what)


def record_show(run: Run, ref: Ref) -> Result:
    """One record, its texts in full."""
    from clientlog.queries.details import record_page
    from clientlog.render.text import pages

    page = record_page(run.book, ref)
    return run.shown(
        documents.record_page(page, run.clock), lambda: pages.record_page(page, run.clock)
    )


def meeting_show(run: Run, ref: Ref) -> Result:
    """One meeting, and what came out of it."""
    return record_show(run, ref)


def client_show(run: Run, who: str) -> Result:
    """One client on one screen."""
    from clientlog.queries.details import client_page
    from clientlog.render.text import pages

    page = client_page(run.book, run.clock, run.client(who))
    met = [*page.meetings, *([page.next_meeting] if page.next_meeting else [])]
    topics = topic_refs(run.book, met)
    return run.shown(
        documents.client_page(page, run.clock, topics),
        lambda: pages.client_page(page, run.clock),
    )


def client_list(
    run: Run,
    *,
    direction: str | None = None,
    org: str | None = None,
    tags: list[str] | None = None,
    archived: bool = False,
) -> Result:
    """Everyone, by name; the archived ones only when asked for."""
    found = [
        one
        for one in list_clients(run.book, "1" if archived else "archived_at IS NULL")
        if (direction is None or one.direction == direction)
        and (org is None or name_key(one.organization or "") == name_key(org))
        and set(tags or ()) <= set(one.tags)
    ]
    narrowed = direction or org or tags
    empty = "No such client." if narrowed else f"No clients yet: {run.program} client add NAME"
    return run.shown(
        {"clients": [documents.client(one, run.clock) for one in found]},
        lambda: lists.clients(found, run.clock) if found else empty,
    )


def meeting_list(
    run: Run, *, since: str | None = None, until: str | None = None, client: str | None = None
) -> Result:
    """Every meeting, oldest first."""
    first = run.argument("--since", read_day, since, past=True) if since else None
    last = run.argument("--until", read_day, until) if until else None
    found = meetings_between(
        run.book,
        client=run.client(client).id if client else None,
        since=stamp(run.clock.at(first, time())[0]) if first else None,
        until=stamp(run.clock.at(last + timedelta(days=1), time())[0]) if last else None,
    )
    topics = topic_refs(run.book, found)
    return run.shown(
        {
            "meetings": [
                documents.meeting(one, run.clock, topics.get(one.number, ())) for one in found
            ]
        },
        lambda: lists.meetings(found, run.clock) if found else "No meetings.",
    )
