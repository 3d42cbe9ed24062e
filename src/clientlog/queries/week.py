"""Count what happened in the last seven days."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from clientlog.clock import Clock, format_moment
from clientlog.vocabulary import DIRECTIONS

DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCount:
    """How many of the active clients of a direction there was a contact with."""

    met: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven local days, today included."""

    since: date
    until: date
    kept: int
    """Promises and action items of mine that were finished by their date."""
    kept_late: int
    """Those finished after their date."""
    broken: int
    """Promises of mine that were broken."""
    renegotiated: int
    """How often a date of mine was moved."""
    met: dict[str, ContactCount]
    """By direction."""
    given: int
    """Promises kept, offers given, recognition."""
    asked: int
    """What clients promised or took on, and topics marked as an ask."""


def read_week(db: sqlite3.Connection, clock: Clock) -> Week:
    """Return the counts of the last seven days."""
    first = clock.today - timedelta(days=DAYS - 1)
    values = {
        "first": first.isoformat(),
        "last": clock.today.isoformat(),
        "from": format_moment(clock.start_of(first)),
        "to": format_moment(clock.end_of(clock.today)),
    }
    counts = db.execute(_COUNTS, values).fetchone()
    kept, kept_late, broken, renegotiated, given, asked = (number or 0 for number in counts)
    met = {direction: ContactCount(met=m, known=k) for direction, m, k in db.execute(_MET, values)}
    return Week(
        since=first,
        until=clock.today,
        kept=kept,
        kept_late=kept_late,
        broken=broken,
        renegotiated=renegotiated,
        met={
            direction: met.get(direction, ContactCount(met=0, known=0)) for direction in DIRECTIONS
        },
        given=given,
        asked=asked,
    )


_MINE = (
    "(SELECT due, settled_on FROM promise WHERE theirs = 0 AND state = 'kept'"
    " AND settled_on BETWEEN :first AND :last UNION ALL"
    " SELECT due, settled_on FROM action_item WHERE theirs = 0 AND state = 'done'"
    " AND settled_on BETWEEN :first AND :last)"
)

_IN_WEEK = "recorded_at >= :from AND recorded_at < :to"

_COUNTS = f"""
SELECT
  (SELECT count(*) FROM {_MINE} WHERE due IS NULL OR settled_on <= due),
  (SELECT count(*) FROM {_MINE} WHERE settled_on > due),
  (SELECT count(*) FROM promise WHERE theirs = 0 AND state = 'broken'
    AND settled_on BETWEEN :first AND :last),
  (SELECT count(*) FROM amendment LEFT JOIN promise ON promise.id = promise_id
    LEFT JOIN action_item ON action_item.id = action_item_id
    WHERE kind = 'renegotiated'
    AND amendment.recorded_at >= :from AND amendment.recorded_at < :to
    AND coalesce(promise.theirs, action_item.theirs) = 0),
  (SELECT count(*) FROM promise WHERE theirs = 0 AND state = 'kept'
    AND settled_on BETWEEN :first AND :last)
  + (SELECT count(*) FROM note WHERE kind = 'offer' AND state = 'given'
    AND settled_on BETWEEN :first AND :last)
  + (SELECT count(*) FROM note WHERE kind = 'recognition' AND {_IN_WEEK}),
  (SELECT count(*) FROM promise WHERE theirs = 1 AND {_IN_WEEK})
  + (SELECT count(*) FROM action_item WHERE theirs = 1 AND {_IN_WEEK})
  + (SELECT count(*) FROM topic WHERE ask = 1 AND {_IN_WEEK})
"""

_MET = """
SELECT direction,
  sum(EXISTS (SELECT 1 FROM contact WHERE client_id = client.id AND at >= :from AND at < :to)),
  count(*)
FROM client WHERE archived_at IS NULL GROUP BY direction
"""
