"""Plan what minutes in other formats change in the journal."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from clientlog.clock import Clock
from clientlog.dates import format_day
from clientlog.interchange.plan.cards import clean_line
from clientlog.interchange.plan.meetings import KnownMeeting, Meetings
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.values import (
    MeetingUpdate,
    NewCommitment,
    NewMeeting,
    NewNote,
    Plan,
)
from clientlog.interchange.problems import Problem
from clientlog.minutes.metadata import Metadata
from clientlog.minutes.offered import Offered
from clientlog.text import name_key

LENGTH = timedelta(hours=1)

NOON = time(12)
"""The time of a meeting whose minutes do not state it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesFile:
    """One file of minutes."""

    source: str
    key: str
    """What stays the same when the file is edited: its name; a digest of what has none."""
    text: str
    metadata: Metadata
    offered: Sequence[Offered] = ()


@dataclass(slots=True)
class MinutesPlanner:
    """Compares minutes with the meetings that are known."""

    plan: Plan
    directory: Directory
    meetings: Meetings
    clock: Clock
    summary_of: Callable[[int], str | None]
    """Returns the summary of a meeting of the journal."""
    take_items: bool = False
    texts: Collection[str] = ()
    """Those of the action items and decisions that are known."""
    mine: frozenset[str] = frozenset()
    """What minutes may call the user."""
    _taken: set[KnownMeeting] = field(default_factory=set)

    def add(self, file: MinutesFile) -> None:
        """Add what one file changes."""
        day, what = file.metadata.day, clean_line(file.metadata.title or "")
        what = what or Path(file.source).name
        if day is None:
            self.plan.skip(what, file.source, "it has no date, nor has its name")
            return
        what = f"{what}, {format_day(day, self.clock.today)}"
        known = self.meetings.keys.get(file.key)
        if known is not None:
            self._add_known(file, what, known.meeting, known.digest)
            return
        if day > self.clock.today:
            self.plan.skip(what, file.source, "its date is still to come")
            return
        people = self._people(file.metadata)
        if not people:
            names = ", ".join(attendee.name for attendee in file.metadata.attendees)
            reason = f"nobody in it is a client: {names}" if names else "it names no attendees"
            self.plan.skip(what, file.source, reason)
            return
        self._add_new(file, what, people)

    def _add_known(
        self, file: MinutesFile, what: str, meeting: KnownMeeting | None, digest: str
    ) -> None:
        """Import what changed in minutes that were imported before."""
        if meeting is None:
            self.plan.skip(what, file.source, "its meeting was removed")
        elif digest == _digest(file.text):
            self.plan.unchanged += 1
            if self.take_items and (people := self._people(file.metadata)):
                self._take_all(file, people)
        elif _digest(self.summary_of(meeting.id) or "") != digest:
            reason = f"the summary of m{meeting.id} was changed in the journal"
            self.plan.skip(what, file.source, reason)
        else:
            update = MeetingUpdate(
                id=meeting.id, key=file.key, digest=_digest(file.text), summary=file.text
            )
            self.plan.do("change", f"m{meeting.id} {what}", file.source, update, "was edited")

    def _add_new(self, file: MinutesFile, what: str, people: tuple[Person, ...]) -> None:
        starts_at = self._start(file.metadata)
        meeting = self._meeting(file.metadata, starts_at, people)
        digest = _digest(file.text)
        if meeting is None:
            operation: NewMeeting | MeetingUpdate = NewMeeting(
                key=file.key,
                digest=digest,
                people=people,
                starts_at=starts_at,
                ends_at=starts_at + LENGTH,
                title=clean_line(file.metadata.title or "") or None,
                state="held",
                summary=file.text,
            )
            names = ", ".join(person.label for person in people)
            self.plan.do("create", what, file.source, operation, f"with {names}")
        elif self.summary_of(meeting.id):
            self.plan.skip(what, file.source, f"m{meeting.id} has a summary already")
            return
        else:
            self._taken.add(meeting)
            operation = MeetingUpdate(
                id=meeting.id, key=file.key, digest=digest, state="held", summary=file.text
            )
            self.plan.do("merge", f"m{meeting.id} {what}", file.source, operation, "its summary")
        self._offer(file, people)

    def _meeting(
        self, metadata: Metadata, starts_at: datetime, people: tuple[Person, ...]
    ) -> KnownMeeting | None:
        """Return the meeting that minutes are of: at their hour, or the only one of their day."""
        if metadata.time:
            meetings = self.meetings.near(starts_at, people)
        else:
            day = self.clock.day(starts_at)
            meetings = self.meetings.between(
                self.clock.start_of(day), self.clock.end_of(day), people
            )
        free = [meeting for meeting in meetings if meeting not in self._taken]
        return free[0] if len(free) == 1 or (free and metadata.time) else None

    def _start(self, metadata: Metadata) -> datetime:
        assert metadata.day is not None
        at = time.fromisoformat(metadata.time) if metadata.time else NOON
        return self.clock.at(metadata.day, at)[0]

    def _people(self, metadata: Metadata) -> tuple[Person, ...]:
        people = []
        for attendee in metadata.attendees:
            person = self.directory.with_email(attendee.email) if attendee.email else None
            namesakes = self.directory.with_name(attendee.name)
            if person is None and len(namesakes) == 1:
                person = namesakes[0]
            if person is not None:
                people.append(person)
        return tuple(dict.fromkeys(people))

    # Items

    def _offer(self, file: MinutesFile, people: tuple[Person, ...]) -> None:
        """Take the items that minutes ask for, or say that they could be taken."""
        if not file.offered:
            return
        if not self.take_items:
            reason = f"{len(file.offered)} items are offered: take them with --take-items"
            self.plan.notices.append(Problem(file.source, reason))
        else:
            self._take_all(file, people)

    def _take_all(self, file: MinutesFile, people: tuple[Person, ...]) -> None:
        for item in file.offered:
            if item.text in self.texts:
                continue
            if item.kind == "decision":
                note = NewNote(person=people[0], kind="decision", text=item.text)
                self.plan.do("create", f"decision: {item.text}", file.source, note)
            else:
                self._take(item, file.source, people)

    def _take(self, item: Offered, source: str, people: tuple[Person, ...]) -> None:
        """Take an action: of the attendee it names, else mine, passed on to whom it names."""
        key = name_key(item.owner) if item.owner else ""
        owners = [p for p in people if key and key in {p.handle, name_key(p.name),
                                                       *name_key(p.name).split()}]  # fmt: skip
        is_theirs = len(owners) == 1
        kind: Literal["action"] = "action"
        commitment = NewCommitment(
            kind=kind,
            person=owners[0] if is_theirs else people[0],
            text=item.text,
            theirs=is_theirs,
            owner=None if is_theirs or key in {"", "me", "i", *self.mine} else item.owner,
            due=item.due,
        )
        self.plan.do("create", f"action: {item.text}", source, commitment)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
