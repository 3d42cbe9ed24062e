"""Snoozes and mutes: a flag silent until a day, a rule silent for a client."""

from dataclasses import dataclass
from datetime import date

from clientlog.store.tables import Client, Mute, Snooze
from clientlog.write.change import Change


@dataclass(frozen=True, slots=True)
class SnoozeKey:
    """What is snoozed: a rule about a client, a record or an organization."""

    rule: str
    client_id: int | None = None
    subject: str | None = None
    organization: str | None = None


def snooze(change: Change, key: SnoozeKey, until: date, since: date | None) -> Snooze:
    """Silence a flag until a day, as long as it stands since the same day.

    A later snooze replaces an earlier one, and counts how often the flag was put off.
    """
    times = 1
    for earlier in _snoozes(change, key):
        if since is not None and earlier.since == since:
            times = earlier.times + 1
        change.remove(earlier)
    return change.add(
        Snooze(
            rule=key.rule,
            client_id=key.client_id,
            subject=key.subject,
            organization=key.organization,
            until=until,
            since=since,
            times=times,
        )
    )


def unsnooze(change: Change, key: SnoozeKey) -> bool:
    """Let a flag speak again; return whether it was silent."""
    earlier = _snoozes(change, key)
    for snooze in earlier:
        change.remove(snooze)
    return any(snooze.until > change.today for snooze in earlier)


def _snoozes(change: Change, key: SnoozeKey) -> list[Snooze]:
    return change.all(
        Snooze,
        rule=key.rule,
        client_id=key.client_id,
        subject=key.subject,
        organization=key.organization,
    )


def mute(change: Change, rule: str, client: Client) -> None:
    """Never flag this client by this rule."""
    if not change.all(Mute, rule=rule, client_id=client.id):
        change.add(Mute(rule=rule, client_id=client.id or 0))


def unmute(change: Change, rule: str, client: Client) -> bool:
    """Flag this client by this rule again; return whether it was muted."""
    muted = change.all(Mute, rule=rule, client_id=client.id)
    for row in muted:
        change.remove(row)
    return bool(muted)
