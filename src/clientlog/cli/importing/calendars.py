"""Events of calendars, ready to be compared with the journal."""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from clientlog.cli.context import Context
from clientlog.cli.importing.reading import (
    DAYS_AHEAD,
    DAYS_BACK,
    Reading,
    ReadingOptions,
    failure_of,
    folded,
    read_each,
)
from clientlog.interchange.ical import reader
from clientlog.interchange.ical.window import Window
from clientlog.interchange.plan.events import EventPlanner, EventRules
from clientlog.interchange.plan.values import Plan
from clientlog.queries.imports import load_directory, load_meetings
from clientlog.render.progress import Progress


def read_calendar(
    context: Context,
    paths: Sequence[Path],
    options: ReadingOptions,
    progress: Progress,
    previous: Any = None,
) -> Reading:
    """Read the events of calendars; `previous` is the cursor of the reading before."""
    window = _window(context, options)
    files = read_each(
        paths,
        lambda path: reader.read_events(path, window),
        lambda stream, source: reader.read_event_stream(stream, source, window),
    )
    events = list(progress.track("reading events", files))
    rules = EventRules(
        me=folded(options.me),
        create=options.create,
        create_known=options.create_known,
        skip=options.skip,
        since=window.since,
        until=window.until,
        previous=frozenset(previous) if isinstance(previous, list) else frozenset(),
    )
    names: list[str] = []

    def make_plan(db: sqlite3.Connection) -> Plan:
        directory, meetings = load_directory(db, "vcard"), load_meetings(db, "ical")
        planner = EventPlanner(Plan(), directory, meetings, context.clock, rules)
        planner.add_all(events)
        names[:] = sorted(planner.given)
        return planner.plan

    return Reading("ical", make_plan, lambda: names, failure_of(events, paths[0]))


def _window(context: Context, options: ReadingOptions) -> Window:
    today = context.clock.today
    since = options.since or today - timedelta(days=DAYS_BACK)
    until = options.until or max(today, since) + timedelta(days=DAYS_AHEAD)
    return Window.of_days(since, until, context.clock.zone)
