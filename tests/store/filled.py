"""A journal with something of every kind in it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from clientlog.clock import Clock
from clientlog.store.tables import (
    Absence,
    ActionItem,
    Address,
    Affiliation,
    Alias,
    Amendment,
    Attendance,
    Chase,
    Client,
    Conflict,
    ConflictStep,
    ExternalKey,
    Meeting,
    Mute,
    Note,
    Organization,
    Promise,
    SelfCheck,
    Snooze,
    Tag,
    Topic,
    Touch,
)
from clientlog.text import name_key
from clientlog.write.change import transaction


def fill(path: Path, clock: Clock, text: str = "a text", line: str = "a line") -> None:
    """Two clients, and a record of every kind about the first; every text is `text` or `line`."""
    now, today = clock.now, date(2026, 11, 20)
    key = name_key(line) or line.casefold()
    about: dict[str, Any] = {"name": line, "name_key": key, "organization": line, "role": line}
    with transaction(path, clock, "fill") as change:
        one = change.add(Client(handle="one", vision=text, their_vision=text, **about))
        other = change.add(Client(handle="other", by_hand=False, archived_at=now, **about))
        owner: dict[str, Any] = {"client_id": one.id or 0}
        meeting = change.add(
            Meeting(
                title=line, place=line, summary=text, starts_at=now, ends_set_at=now, state="held",
                ends_at=now + timedelta(hours=1), review=True, channel="call", confirmed_at=now,
                series=line, series_zone=line, routine=True, standing=text, moves=3,
            )
        )  # fmt: skip
        for client in (other, one):
            change.add(Attendance(meeting_id=meeting.id or 0, client_id=client.id or 0))
        need = change.add(Note(kind="need", text=text, state="open", priority="must", **owner))
        dated: dict[str, Any] = {"due": today, "due_set_at": now, "every": "1w", "anchor": today}
        made: dict[str, Any] = {"text": text, "meeting_id": meeting.id, "need_id": need.id}
        delegate: dict[str, Any] = {"owner": line, "owner_client_id": other.id}
        action = change.add(ActionItem(try_until=today, **delegate, **dated, **made, **owner))
        promise = change.add(Promise(state="kept", settled_on=today, theirs=True, **made, **owner))
        change.add(Amendment(promise_id=promise.id, kind="renegotiated", from_due=today, why=text))
        change.add(Amendment(action_item_id=action.id, kind="delegated", told_at=now))
        change.add(Alias(name=line, name_key=key, **owner))
        change.add(Tag(name=line, **owner))
        change.add(Affiliation(organization=line, role=line, until=today, **owner))
        change.add(Topic(text=text, ask=True, why=text, meeting_id=meeting.id, **owner))
        change.add(
            Note(kind="news", text=text, state="untold", because_id=need.id, on_day=today, **owner)
        )
        touch = change.add(Touch(text=text, at=now, channel="chat", by=line, **owner))
        change.add(Touch(at=now, channel="email", source="mail", **owner))
        change.add(Chase(promise_id=promise.id, touch_id=touch.id, at=now))
        change.add(Address(kind="phone", value=line, position=1, **owner))
        change.add(Absence(from_day=today, until_day=today + timedelta(days=1), **owner))
        change.add(Absence(from_day=today, until_day=today + timedelta(days=1)))
        change.add(Organization(name=line, name_key=key, ends_on=today))
        change.add(Mute(rule="due-soon", **owner))
        change.add(
            ExternalKey(
                source="ical", key=text, record_table="meeting", record_uuid=meeting.uuid,
                digest=line,
            )
        )  # fmt: skip
        conflict = change.add(
            Conflict(text=text, state="agreed", agreement=text, agreed_at=now, **owner)
        )
        change.add(ConflictStep(conflict_id=conflict.id or 0, step="empathy", text=text))
        change.add(SelfCheck(abundance=1, trust=2, dreams=3, truth=4, balance=5, grace=1, **owner))
        change.add(
            Snooze(rule="due-soon", subject=f"p{promise.id}", until=today, since=today, times=2)
        )
        change.add(Snooze(rule="never-spoken", client_id=other.id, until=today))
        change.add(Snooze(rule="no-executive", organization=line, until=today))
