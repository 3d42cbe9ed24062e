"""Gives and asks: the latest of each client, and the last promise kept to each."""

import sqlite3
from datetime import date
from typing import Literal

from clientlog.clock import Clock, parse_moment
from clientlog.queries.base import parse_day_or_none

Exchange = tuple[Literal["give", "ask"], ...]

_EXCHANGE = """
SELECT kind, at FROM (
  SELECT * FROM (SELECT 'ask' AS kind, recorded_at AS at FROM promise
    WHERE client_id = ?1 AND theirs = 1 ORDER BY recorded_at DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'ask', recorded_at FROM action_item
    WHERE client_id = ?1 AND theirs = 1 ORDER BY recorded_at DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'ask', recorded_at FROM topic
    WHERE client_id = ?1 AND ask = 1 ORDER BY recorded_at DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'give', settled_on FROM promise
    WHERE client_id = ?1 AND theirs = 0 AND state = 'kept' ORDER BY settled_on DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'give', settled_on FROM action_item
    WHERE client_id = ?1 AND theirs = 0 AND state = 'done' ORDER BY settled_on DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'give', coalesce(settled_on, recorded_at) FROM note
    WHERE client_id = ?1 AND kind = 'offer' AND state = 'given'
    ORDER BY recorded_at DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'give', recorded_at FROM note
    WHERE client_id = ?1 AND kind = 'recognition' ORDER BY recorded_at DESC LIMIT ?2)
) ORDER BY at DESC LIMIT ?2
"""

_ASKED_SINCE = """
(SELECT count(*) FROM promise
    WHERE client_id = client.id AND theirs = 1 AND recorded_at >= give)
  + (SELECT count(*) FROM action_item
    WHERE client_id = client.id AND theirs = 1 AND recorded_at >= give)
  + (SELECT count(*) FROM topic
    WHERE client_id = client.id AND ask = 1 AND recorded_at >= give)
"""

# Most clients are left out by the last promise kept to them, before the other gives are looked
# for. The limits keep SQLite from working out `give` anew wherever it is mentioned.
_ONLY_ASKED = f"""
SELECT id FROM (SELECT id, max(give,
    coalesce((SELECT settled_on FROM action_item WHERE client_id = client.id AND theirs = 0
      AND state = 'done' ORDER BY settled_on DESC LIMIT 1), ''),
    coalesce((SELECT coalesce(settled_on, recorded_at) FROM note WHERE client_id = client.id
      AND kind = 'offer' AND state = 'given' ORDER BY recorded_at DESC LIMIT 1), ''),
    coalesce((SELECT recorded_at FROM note WHERE client_id = client.id
      AND kind = 'recognition' ORDER BY recorded_at DESC LIMIT 1), '')
  ) AS give FROM (SELECT client.id, coalesce((SELECT settled_on FROM promise
      WHERE client_id = client.id AND theirs = 0 AND state = 'kept'
      ORDER BY settled_on DESC LIMIT 1), '') AS give
    FROM client WHERE archived_at IS NULL LIMIT -1) AS client
  WHERE {_ASKED_SINCE} >= ?1 LIMIT -1
) AS client WHERE {_ASKED_SINCE} >= ?1
"""

_LAST_KEPT = """
SELECT client.id, promise.text, promise.settled_on FROM client JOIN promise ON promise.id = (
  SELECT id FROM promise WHERE client_id = client.id AND theirs = 0 AND state = 'kept'
  AND every IS NULL ORDER BY settled_on DESC LIMIT 1
) WHERE archived_at IS NULL AND direction = 'outside'
"""


def one_sided_exchanges(
    db: sqlite3.Connection, clock: Clock, latest: int
) -> dict[int, tuple[Exchange, date | None]]:
    """Return the latest gives and asks by client, newest last, and the day of the newest of them.

    Left out are clients of whom less was asked since the last give: of most of thousands of
    clients one statement finds that out.
    """
    rows = db.execute(_ONLY_ASKED, (latest,)).fetchall()
    return {client: _exchange(db, client, clock, latest) for (client,) in rows}


def _exchange(
    db: sqlite3.Connection, client: int, clock: Clock, latest: int
) -> tuple[Exchange, date | None]:
    rows = db.execute(_EXCHANGE, (client, latest)).fetchall()
    newest = rows[0][1]
    day = parse_day_or_none(newest) if len(newest) == 10 else clock.day(parse_moment(newest))
    return tuple(kind for kind, _ in reversed(rows)), day


def last_kept_promises(db: sqlite3.Connection) -> dict[int, tuple[str, date]]:
    """Return text and day of the last kept promise to each outside client that does not recur."""
    return {client: (text, date.fromisoformat(day)) for client, text, day in db.execute(_LAST_KEPT)}
