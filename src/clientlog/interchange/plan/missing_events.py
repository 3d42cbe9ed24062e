"""Find the known events that a calendar no longer holds."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import NamedTuple

from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.version import UNKNOWN, Version, version_of
from clientlog.interchange.plan.event_changes import start_of
from clientlog.interchange.plan.meetings import KnownMeeting, Meetings

MOVED = timedelta(days=4)
"""An occurrence of a changed series that begins less than this apart is the same meeting."""


class Orphan(NamedTuple):
    """A planned meeting whose event is gone."""

    meeting: KnownMeeting
    uid: str
    version: Version | None
    """The version of the event that no longer has it."""


class MissingEvents:
    """The known events that were not read this time.

    Of a series that comes again it is known which occurrences it still has, unless this is an
    older version of it; that another event is gone is known only where the source held it when
    it was last read.
    """

    def __init__(
        self,
        meetings: Meetings,
        events: Collection[Event],
        previous: Collection[str],
        is_open: Callable[[KnownMeeting], bool],
    ) -> None:
        """Compare the events with what is known.

        Args:
            meetings: What is known.
            events: What was read.
            previous: The keys of what the source held before, if it was read whole.
            is_open: Whether a meeting may still be cancelled.
        """
        self.orphans: dict[str, Orphan] = {}
        """By key."""
        self._versions: dict[str, list[Version]] = {}
        read = {event.key for event in events}
        series = {event.uid: version_of(event) for event in events if not event.is_override}
        kept = {meetings.keys[key].meeting for key in read & meetings.keys.keys()}
        for key, known in meetings.keys.items():
            if key in read:
                continue
            uid = key.rpartition("/")[0] or key
            self._versions.setdefault(uid, []).append(known.version or UNKNOWN)
            version = series.get(uid)
            is_older = version and known.version and version.is_older_than(known.version)
            is_gone = key in previous if version is None else not is_older
            meeting = None if known.meeting in kept else known.meeting
            if is_gone and meeting is not None and is_open(meeting):
                self.orphans[key] = Orphan(meeting, uid, version or known.version)

    def is_older_series(self, event: Event) -> bool:
        """Return whether all that is known of a series, but was not read now, is newer."""
        if event.is_override or not event.recurrence_id:
            return False
        versions = self._versions.get(event.uid, [])
        return bool(versions) and all(map(version_of(event).is_older_than, versions))

    def take(self, event: Event) -> tuple[KnownMeeting | None, str]:
        """Take the meeting, with its key, that an occurrence was before its series changed."""
        if event.status != "cancelled" and not event.is_all_day:
            for key, orphan in self.orphans.items():
                is_near = abs(orphan.meeting.starts_at - start_of(event)) < MOVED
                if orphan.uid == event.uid and is_near:
                    del self.orphans[key]
                    return orphan.meeting, key
        return None, ""
