"""Plan what the events of a calendar change in the journal."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase

from clientlog.clock import Clock
from clientlog.dates import format_moment_text
from clientlog.interchange.ical.attendance import read_attendance
from clientlog.interchange.ical.series import OUTSIDE
from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.version import add_version, version_of
from clientlog.interchange.plan.attendees import AttendeeFinder
from clientlog.interchange.plan.cards import clean_line
from clientlog.interchange.plan.event_changes import compare, digest_of, end_of, labels, start_of
from clientlog.interchange.plan.meetings import KnownMeeting, MeetingKey, Meetings
from clientlog.interchange.plan.missing_events import MissingEvents
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.values import MeetingUpdate, NewMeeting, Plan
from clientlog.interchange.problems import Notice, Problem, Skipped
from clientlog.vocabulary import AUDIENCE

GONE = "gone"
"""The digest of an event that its calendar no longer holds: when it comes back, it is new."""

OLDER = "an older version than the one in the journal"

RECENT = timedelta(days=2)
"""A meeting that began longer ago is not cancelled because its calendar forgot it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRules:
    """How the events of one source are read."""

    me: Collection[str] = ()
    """The user's own addresses, in lower case."""
    create: bool = False
    """Whether unknown attendees become clients."""
    create_known: bool = False
    """Whether that goes for events that were imported before as well."""
    skip: Collection[str] = ()
    """Patterns of titles that are left out, as a shell has them."""
    since: datetime
    until: datetime
    previous: Collection[str] = ()
    """The keys of the events that this source held when it was last read."""


@dataclass(slots=True)
class EventPlanner:
    """Compares events with the meetings that are known."""

    plan: Plan
    directory: Directory
    meetings: Meetings
    clock: Clock
    rules: EventRules
    finder: AttendeeFinder = field(init=False)
    given: frozenset[str] = frozenset()
    """The keys of the events that were read."""
    _events: dict[str, Event] = field(default_factory=dict)
    _same: set[str] = field(default_factory=set)
    """The keys of the events that are as they were when they were imported."""

    def __post_init__(self) -> None:
        """Prepare to find the attendees."""
        rules = self.rules
        self.finder = AttendeeFinder(
            self.plan, self.directory, frozenset(rules.me), create=rules.create
        )

    def add_all(self, events: Iterable[Event | Notice | Skipped | Problem]) -> None:
        """Add what the events change: call it once for a source, with all of them."""
        is_whole = True
        for event in events:
            if isinstance(event, Problem):
                self.plan.problems.append(event)
                is_whole = False
            elif isinstance(event, Skipped):
                self._skip_unread(event)
            elif isinstance(event, Notice):
                self.plan.notices.append(Problem(event.source, event.reason))
            else:
                self._collect(event)
        self.given = frozenset(self._events)
        collected = sorted(self._events.values(), key=_order)
        previous = self.rules.previous if is_whole and self.given else ()
        missing = MissingEvents(self.meetings, collected, previous, self._is_open)
        # What is known of all of them comes first: attendees may become clients below.
        self._same = {event.key for event in collected if self._is_same(event)}
        for event in collected:
            if event.key in self.meetings.keys:
                self._add_known(event, self.meetings.keys[event.key])
        for event in collected:
            if event.key in self.meetings.keys:
                continue
            if missing.is_older_series(event):
                self.plan.skip(self._what(event), event.source, OLDER)
            else:
                self._add(event, *missing.take(event))
        for key, orphan in missing.orphans.items():
            digest = add_version(GONE, orphan.version)
            self._cancel(orphan.meeting, "", "it is no longer in the calendar", key, digest)

    def _skip_unread(self, skipped: Skipped) -> None:
        if skipped.reason == OUTSIDE:
            self.plan.uncounted[skipped.reason] += 1
        else:
            self.plan.skip("event", skipped.source, skipped.reason)

    def _collect(self, event: Event) -> None:
        """Keep an event; of two with one key the later version."""
        other = self._events.get(event.key)
        if other is None or version_of(other).order <= version_of(event).order:
            self._events[event.key] = event

    def _is_open(self, meeting: KnownMeeting) -> bool:
        starts_at = max(self.clock.now - RECENT, self.rules.since)
        return meeting.state == "planned" and starts_at <= meeting.starts_at < self.rules.until

    # One event

    def _add_known(self, event: Event, known: MeetingKey) -> None:
        """Add what changes for an event that was imported before."""
        if known.meeting is None:
            self.plan.skip(self._what(event), event.source, "its meeting was removed")
        elif event.key in self._same:
            # Other differences were made in the journal by hand.
            self._add_new_clients(event, known.meeting)
        elif known.version and version_of(event).is_older_than(known.version):
            self.plan.skip(self._what(event), event.source, OLDER)
        else:
            self._add(event, known.meeting)

    def _is_same(self, event: Event) -> bool:
        known = self.meetings.keys.get(event.key)
        return (
            known is not None
            and event.status != "cancelled"
            and known.digest == digest_of(event, self.finder.find)
        )

    def _add_new_clients(self, event: Event, meeting: KnownMeeting) -> None:
        """Add the attendees who become clients now to a meeting that was imported without them."""
        coming: tuple[Person, ...] = ()
        is_open = meeting.state in {"planned", "held"} and not self._reason_to_skip(event)
        if self.rules.create_known and is_open:
            coming = tuple(p for p in self.finder.people(event) if p.id is None)
        if not coming:
            self.plan.unchanged += 1
            return
        digest = self._digest(event)
        operation = MeetingUpdate(id=meeting.id, key=event.key, digest=digest, coming=coming)
        what = f"m{meeting.id} {self._what(event)}"
        self.plan.do("change", what, event.source, operation, f"with {labels(coming)}")

    def _add(self, event: Event, meeting: KnownMeeting | None, old_key: str = "") -> None:
        reason = self._reason_to_skip(event)
        if event.status == "cancelled":
            reason = "cancelled"
        if reason:
            if meeting is not None and meeting.state == "planned":
                why = "" if event.status == "cancelled" else reason
                self._cancel(meeting, event.source, why, event.key, self._digest(event))
            elif meeting is not None:
                self.plan.unchanged += 1
            else:
                self.plan.skip(self._what(event), event.source, reason)
            return
        people = self.finder.people(event)
        if not people:
            if meeting is not None:
                self.plan.unchanged += 1
                return
            unknown = ", ".join(
                who.address or who.name for who in read_attendance(event, self.rules.me).people
            )
            reason = f"nobody in it is a client: {unknown}"
            self.plan.skip(self._what(event), event.source, reason)
            return
        meeting = meeting or self.meetings.planned_with(start_of(event), people)
        if meeting is None:
            self._create(event, people)
        else:
            self._update(event, meeting, people, old_key)

    def _reason_to_skip(self, event: Event) -> str:
        title = event.summary.casefold()
        for pattern in self.rules.skip:
            if fnmatchcase(title, pattern.casefold()):
                return f"its title matches {pattern}"
        attendance = read_attendance(event, self.rules.me)
        if not attendance.is_meeting:
            return attendance.reason
        if attendance.is_audience:
            return f"an audience: more than {AUDIENCE} people"
        return ""

    def _create(self, event: Event, people: tuple[Person, ...]) -> None:
        starts_at, ends_at = start_of(event), end_of(event)
        is_over = ends_at <= self.clock.now
        meeting = NewMeeting(
            key=event.key,
            digest=self._digest(event),
            people=people,
            starts_at=starts_at,
            ends_at=ends_at,
            title=clean_line(event.summary) or None,
            place=clean_line(event.location) or None,
            state="held" if is_over else "planned",
        )
        reason = f"with {labels(people)}{self._unknown(event)}"
        self.plan.do("create", self._what(event), event.source, meeting, reason)

    def _update(
        self, event: Event, meeting: KnownMeeting, people: tuple[Person, ...], old_key: str
    ) -> None:
        """Make a meeting equal its event; keep what was written about it."""
        known = self.meetings.keys.get(event.key)
        is_same = known is not None and known.meeting is meeting
        values = compare(event, meeting, people, self.finder.find, self.clock)
        digest = self._digest(event)
        if is_same and not values.reasons:
            self.plan.unchanged += 1
            return
        self.meetings.remember(event.key, meeting, digest)
        operation = MeetingUpdate(
            id=meeting.id,
            key=event.key,
            old_key=old_key,
            digest=digest,
            starts_at=values.starts_at,
            ends_at=values.ends_at,
            title=values.title,
            place=values.place,
            state=values.state,
            coming=values.coming,
            leaving=values.leaving,
        )
        what = f"m{meeting.id} {self._what(event)}"
        reason = "; ".join(values.reasons) or "it was in the journal already"
        reason += self._unknown(event)
        self.plan.do("change" if is_same else "merge", what, event.source, operation, reason)

    def _cancel(
        self, meeting: KnownMeeting, source: str, reason: str, key: str, digest: str
    ) -> None:
        what = f"m{meeting.id} {meeting.title or 'meeting'}, {self._at(meeting.starts_at)}"
        operation = MeetingUpdate(id=meeting.id, key=key, digest=digest, state="cancelled")
        reason = f"cancelled: {reason}" if reason else "cancelled"
        self.plan.do("change", what, source, operation, reason)

    def _digest(self, event: Event) -> str:
        return add_version(digest_of(event, self.finder.find), version_of(event))

    # Words

    def _unknown(self, event: Event) -> str:
        """Return who of the attendees is no client."""
        names = [clean_line(who.name or who.address) for who in self.finder.unknown(event)]
        if not names:
            return ""
        return f"; {'not a client' if len(names) == 1 else 'not clients'}: {', '.join(names)}"

    def _what(self, event: Event) -> str:
        name = clean_line(event.summary) or "meeting"
        if not isinstance(event.starts_at, datetime):
            return f"{name}, {event.starts_at.isoformat()}"
        return f"{name}, {self._at(event.starts_at)}"

    def _at(self, moment: datetime) -> str:
        return format_moment_text(self.clock.local(moment), self.clock.today)


def _order(event: Event) -> tuple[str, str]:
    start = event.starts_at
    day = start.astimezone(UTC).isoformat() if isinstance(start, datetime) else start.isoformat()
    return day, event.key
