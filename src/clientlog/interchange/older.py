"""Records as documents of an older schema have them, brought to the newest schema.

The migrations do the same to a journal; the UUIDs are derived likewise, so that a journal
and its export give the same records.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

Raw = dict[str, Any]

EARLIEST = "1900-01-01"
_ADDRESSES = (("email", "a", -1), ("phone", "b", 0))
"""The kind of address, the letter in its UUID, and its number beside twice the client's."""


def upgrade(raw: Raw) -> Iterator[Raw]:
    """Yield the records of the newest schema that one of any schema has become."""
    if raw.get("record") != "client" or not raw.keys() & {"email", "phone", "away_until"}:
        yield raw
        return
    client = dict(raw)
    email, phone, away = (client.pop(key, None) for key in ("email", "phone", "away_until"))
    yield client
    number = raw.get("number")
    for (kind, letter, offset), value in zip(_ADDRESSES, (email, phone), strict=True):
        if value is not None:
            yield {
                **_part(raw, "address", letter),
                "number": 2 * number + offset if isinstance(number, int) else None,
                "kind": kind,
                "value": value,
                "position": 0,
            }
    if away is not None and away != EARLIEST:
        absence = {**_part(raw, "absence", "c"), "number": number, "until_day": away}
        yield {**absence, "from_day": _first_day(away, str(raw.get("changed_at")))}


def _part(client: Raw, table: str, letter: str) -> Raw:
    """Return the keys that every record has, for a part of a client."""
    uuid = client.get("uuid")
    derived = uuid[:14] + letter + uuid[15:] if isinstance(uuid, str) else uuid
    moments = {key: client.get(key) for key in ("recorded_at", "changed_at", "zone")}
    return {"record": table, "uuid": derived, **moments, "client": uuid}


def _first_day(until: Any, changed_at: str) -> Any:
    """Return the first day of an absence of which only the end is known."""
    try:
        last = date.fromisoformat(until) - timedelta(days=1)
    except (TypeError, ValueError):
        return until
    return min(changed_at[:10], last.isoformat())
