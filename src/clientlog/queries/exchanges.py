"""Gives and asks: the latest of each client, and the last promise kept to each."""

import sqlite3
from datetime import date
from typing import Literal

from clientlog.clock import Clock

Exchange = tuple[Literal["give", "ask"], ...]

_LAST_ASK = """
SELECT max(
  coalesce((SELECT max(recorded_at) FROM promise WHERE client_id = ?1 AND theirs = 1), ''),
  coalesce((SELECT max(recorded_at) FROM action_item WHERE client_id = ?1 AND theirs = 1), ''),
  coalesce((SELECT max(recorded_at) FROM topic WHERE client_id = ?1 AND ask = 1), ''))
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
    coalesce((SELECT max(settled_on) FROM action_item
      WHERE client_id = client.id AND theirs = 0 AND state = 'done'), ''),
    coalesce((SELECT max(coalesce(settled_on, recorded_at)) FROM note
      WHERE client_id = client.id AND kind = 'offer' AND state = 'given'), ''),
    coalesce((SELECT max(recorded_at) FROM note
      WHERE client_id = client.id AND kind = 'recognition'), '')
  ) AS give FROM (SELECT client.id, coalesce((SELECT max(settled_on) FROM promise
      WHERE client_id = client.id AND theirs = 0 AND state = 'kept'), '') AS give
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
) -> dict[int, tuple[Exchange, date]]:
    """Return the latest exchanges by client, and the day of the newest, where all were asks.

    Of most of thousands of clients one statement finds that less was asked since the last give.
    """
    ask: Exchange = ("ask",)
    rows = db.execute(_ONLY_ASKED, (latest,)).fetchall()
    return {client: (ask * latest, _last_ask(db, client, clock)) for (client,) in rows}


def _last_ask(db: sqlite3.Connection, client: int, clock: Clock) -> date:
    """Return the local day on which a client was asked last."""
    (recorded_at,) = db.execute(_LAST_ASK, (client,)).fetchone()
    return clock.stored_day(recorded_at)


def last_kept_promises(db: sqlite3.Connection) -> dict[int, tuple[str, date]]:
    """Return text and day of the last kept promise to each outside client that does not recur."""
    return {client: (text, date.fromisoformat(day)) for client, text, day in db.execute(_LAST_KEPT)}
