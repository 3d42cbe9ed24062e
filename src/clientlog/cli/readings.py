"""Read files of other programs, ready to be compared with the journal."""

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from clientlog.cli.context import Context
from clientlog.errors import UsageError
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from clientlog.render.progress import Progress

if TYPE_CHECKING:
    from clientlog.interchange.ical.window import Window

T = TypeVar("T")

DAYS_BACK = 30
"""How far back a calendar or mailbox is read by default."""

DAYS_AHEAD = 90
"""How far ahead a calendar is read by default."""

INPUT = Path("-")
"""The name for standard input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How sources are read."""

    me: tuple[str, ...] = ()
    create: bool = False
    since: date | None = None
    until: date | None = None
    skip: tuple[str, ...] = ()
    subjects: bool = False


@dataclass(slots=True)
class Reading:
    """What one source holds, and how it is compared with a journal."""

    kind: str
    make_plan: Callable[[sqlite3.Connection], Plan]
    """Return what the source changes in a journal; the same for the same journal."""
    cursor: Callable[[], Any] = field(default=lambda: None)
    """Return the cursor for the next reading of the same source, as a JSON value."""
    failure: str = ""
    """Why nothing could be read; empty if something was, or if there was nothing to read."""


def read_cards(paths: Sequence[Path], options: ReadingOptions, progress: Progress) -> Reading:
    """Read address cards."""
    from clientlog.interchange.plan.cards import CardPlanner
    from clientlog.interchange.vcard import reader
    from clientlog.queries.imports import load_directory

    files = _read_each(paths, reader.read_cards, reader.read_card_stream)
    cards = list(progress.track("reading cards", files))
    me = _folded(options.me)

    def make_plan(db: sqlite3.Connection) -> Plan:
        planner = CardPlanner(Plan(), load_directory(db, "vcard"), me, create=options.create)
        planner.add_all(cards)
        return planner.plan

    return Reading("vcard", make_plan, failure=failure_of(cards, paths[0]))


def read_calendar(
    context: Context,
    paths: Sequence[Path],
    options: ReadingOptions,
    progress: Progress,
    previous: Any = None,
) -> Reading:
    """Read the events of calendars; `previous` is the cursor of the reading before."""
    from clientlog.interchange.ical import reader
    from clientlog.interchange.plan.events import EventPlanner, EventRules
    from clientlog.queries.imports import load_directory, load_meetings

    window = _window(context, options)
    files = _read_each(
        paths,
        lambda path: reader.read_events(path, window),
        lambda stream, source: reader.read_event_stream(stream, source, window),
    )
    events = list(progress.track("reading events", files))
    rules = EventRules(
        me=_folded(options.me),
        create=options.create,
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


def read_mail(
    context: Context,
    paths: Sequence[Path],
    options: ReadingOptions,
    progress: Progress,
    previous: Any = None,
) -> Reading:
    """Read the headers of mail; `previous` is the cursor of the reading before."""
    from clientlog.interchange.mail_contacts import find_contacts
    from clientlog.interchange.mailboxes import MailCursor, MailSource
    from clientlog.interchange.plan.mail import MailPlanner
    from clientlog.queries.imports import known_keys, load_directory, mail_days

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

    failure = failure_of(contacts.problems, paths[0]) if not contacts.contacts else ""
    return Reading("mail", make_plan, lambda: sources[0].cursor.to_json(), failure)  # noqa: PLW0108  # the cursor is another object later


def failure_of(values: Sequence[object], path: Path) -> str:
    """Return why a source could not be read at all."""
    problem = values[0] if len(values) == 1 else None
    if isinstance(problem, Problem) and problem.source == str(path.expanduser()):
        return f"{problem.source}: {problem.reason}"
    return ""


def _read_each(
    paths: Sequence[Path],
    read_path: Callable[[Path], Iterable[T]],
    read_stream: Callable[[BinaryIO, str], Iterable[T]],
) -> Iterator[T]:
    """Yield the content of each file or folder; `-` is standard input."""
    for path in paths:
        if path == INPUT:
            yield from read_stream(sys.stdin.buffer, "standard input")
        else:
            yield from read_path(path.expanduser())


def _window(context: Context, options: ReadingOptions) -> "Window":
    from clientlog.interchange.ical.window import Window

    today = context.clock.today
    since = options.since or today - timedelta(days=DAYS_BACK)
    until = options.until or max(today, since) + timedelta(days=DAYS_AHEAD)
    return Window.of_days(since, until, context.clock.zone)


def _folded(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(address.casefold() for address in addresses)
