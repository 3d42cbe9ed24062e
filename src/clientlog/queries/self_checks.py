"""Read the self-checks of a client over time."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from clientlog.clock import parse_moment

QUESTIONS = {
    "abundance": "Is there enough for both of us, so that neither has to win?",
    "trust": "Would each of us hand the other something that matters, unwatched?",
    "dreams": "Do I know what they are after, and do they know what I am after?",
    "truth": "Do we tell each other what is hard to hear?",
    "balance": "Over time, do we give and ask about as much?",
    "grace": "When one of us fails, does the other let it go?",
}
"""The six points that a partnership rests on, with a question about each."""

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """One self-check: each of the six points from 1 to 5."""

    at: datetime
    points: Mapping[str, int]


def self_checks(db: sqlite3.Connection, client: int) -> tuple[SelfCheck, ...]:
    """Return every self-check of a client, oldest first."""
    rows = db.execute(
        f"SELECT recorded_at, {', '.join(QUESTIONS)} FROM self_check"
        " WHERE client_id = ? ORDER BY id",
        (client,),
    )
    return tuple(
        SelfCheck(parse_moment(at), dict(zip(QUESTIONS, points, strict=True)))
        for at, *points in rows.fetchall()
    )
