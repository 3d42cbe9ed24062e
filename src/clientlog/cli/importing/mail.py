"""Headers of mail, ready to be compared with the journal."""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from clientlog.cli.context import Context
from clientlog.cli.importing.reading import DAYS_BACK, Reading, ReadingOptions, failure_of
from clientlog.errors import UsageError
from clientlog.interchange.mail_contacts import find_contacts
from clientlog.interchange.mailboxes import MailCursor, MailSource
from clientlog.interchange.plan.mail import MailPlanner
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from clientlog.queries.imports import known_keys, load_directory, mail_days
from clientlog.render.progress import Progress


def read_mail(
    context: Context,
    paths: Sequence[Path],
    options: ReadingOptions,
    progress: Progress,
    previous: Any = None,
) -> Reading:
    """Read the headers of mail; `previous` is the cursor of the reading before."""
    if not options.me:
        raise UsageError(
            "which mail is yours is not known", "say it with: clientlog config set me ADDRESS"
        )
    clock = context.clock
    cursor = MailCursor.from_json(previous)
    sources = [
        MailSource(path.expanduser(), cursor, with_subjects=options.subjects) for path in paths
    ]
    headers = progress.track("reading mail", (h for source in sources for h in source.read()))
    since = clock.start_of(options.since or clock.today - timedelta(days=DAYS_BACK))
    recent = (h for h in headers if isinstance(h, Problem) or h.sent_at >= since)
    contacts = find_contacts(recent, options.me, clock.zone)

    def make_plan(db: sqlite3.Connection) -> Plan:
        planner = MailPlanner(
            Plan(),
            load_directory(db, "vcard"),
            clock,
            mail_days(db, clock.zone),
            known_keys(db, "mail"),
            with_subjects=options.subjects,
        )
        planner.add_all(contacts)
        return planner.plan

    failure = failure_of(contacts.problems, paths[0]) if not contacts.contacts else None
    return Reading("mail", make_plan, lambda: sources[0].cursor.to_json(), failure)  # noqa: PLW0108  # the cursor is another object later
