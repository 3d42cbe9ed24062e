"""The day as JSON."""

from typing import Any

from clientlog.clock import Clock
from clientlog.queries.values import Commitment, Meeting
from clientlog.render.report import commands
from clientlog.rules.runner import Flag
from clientlog.today import Today


def document(day: Today) -> dict[str, Any]:
    """Return the day as JSON."""
    return {
        "as_of": day.clock.local(day.clock.now).isoformat(),
        "meetings": [
            {**_meeting_document(meeting.meeting, day.clock), "needs": list(meeting.needs)}
            for meeting in day.meetings
        ],
        "next": [_meeting_document(meeting, day.clock) for meeting in day.following],
        "due": [_due_document(commitment) for commitment in day.due],
        "late": [_flag_document(flag, day) for flag in (*day.late, *day.urgent)],
        "quiet": [_flag_document(flag, day) for flag in day.quiet],
        "back": [client.handle for client in day.back],
        "away_until": day.away_until.isoformat() if day.away_until else None,
        "counts": day.counts,
        "snoozed": day.snoozed,
    }


def _meeting_document(meeting: Meeting, clock: Clock) -> dict[str, Any]:
    return {
        "ref": meeting.ref,
        "title": meeting.title,
        "starts_at": clock.local(meeting.starts_at).isoformat(),
        "ends_at": clock.local(meeting.ends_at).isoformat(),
        "state": meeting.state,
        "clients": [client.handle for client in meeting.clients],
        "place": meeting.place,
    }


def _due_document(commitment: Commitment) -> dict[str, Any]:
    return {
        "ref": commitment.ref,
        "text": commitment.text,
        "client": commitment.client.handle,
        "by": commitment.by,
        "due": commitment.due.isoformat() if commitment.due else None,
    }


def _flag_document(flag: Flag, day: Today) -> dict[str, Any]:
    return {
        "key": flag.key,
        "severity": flag.severity,
        "client": flag.client,
        "ref": flag.ref,
        "text": flag.text,
        "settle": commands(flag, day.program),
    }
