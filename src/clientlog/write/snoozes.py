"""Snoozes: one flag silent until a day."""

from datetime import date
from typing import Any

from clientlog.store.tables import Snooze
from clientlog.write.change import Change


def snooze(
    change: Change,
    rule: str,
    until: date,
    *,
    client_id: int | None = None,
    subject: str | None = None,
    organization: str | None = None,
) -> Snooze:
    """Silence a rule about one client, record or organization; a later word replaces an earlier."""
    about: dict[str, Any] = {
        "client_id": client_id,
        "subject": subject,
        "organization": organization,
    }
    for earlier in change.all(Snooze, rule=rule, **about):
        change.remove(earlier)
    return change.add(Snooze(rule=rule, until=until, **about))
