"""Rows for records of every kind except meetings, with their details in a few words."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from clientlog.clock import Clock
from clientlog.dates import format_day, format_lateness, format_moment_text
from clientlog.lateness import days_late, standing
from clientlog.queries.values import Amendment, Commitment, Conflict, Note, Topic, Touch
from clientlog.render.text.tables import LATE, TODAY, Cell, Listing, Row, line, with_details

if TYPE_CHECKING:
    from clientlog.queries.records import Item


def items(
    items: "Sequence[Item]",
    clock: Clock,
    *,
    whose: bool = True,
    side: bool = True,
    kind: bool = False,
) -> Listing:
    """Lay out records of any kind except meetings; name the kind of several kinds, or with `kind`.

    Without `whose`, the client and who owes are left out: a title above names both. With it,
    a table of commitments has no column for the kind: the REFs show it, and room is short.
    Without `side`, a table has no column for who owes: the command asked for one side.
    """
    owed = all(isinstance(item, Commitment) for item in items)
    several = kind or len({_kind(item) for item in items}) > 1
    return Listing(
        ("ref", "due" if owed else "date", "owed by", "client", "kind", "state", "what"),
        [_item_row(item, clock, whose=whose) for item in items],
        only_plain=frozenset(
            [
                *([] if several and not (owed and whose) else ["kind"]),
                *([] if side else ["owed by"]),
            ]
        ),
    )


def _item_row(item: "Item", clock: Clock, *, whose: bool) -> Row:
    by = ("them" if item.theirs else "me") if isinstance(item, Commitment) else ""
    state = state_words(item, clock)
    style = _urgency(item, clock)
    return Row(
        [
            Cell(item.ref),
            Cell(_date(item, clock), style),
            Cell(by if whose else ""),
            Cell(line(item.client.name) if whose else ""),
            Cell(_kind(item)),
            Cell("" if state == "open" else state, style),
        ],
        with_details(item.text or "", details(item, clock)),
    )


def _kind(item: "Item") -> str:
    """Return the kind of the record in one word."""
    match item:
        case Commitment():
            return item.kind
        case Note():
            return f"{item.tone} {item.kind}" if item.tone else item.kind
        case _:
            return type(item).__name__.lower()


def _urgency(item: "Item", clock: Clock) -> str:
    if not isinstance(item, Commitment):
        return ""
    return {"overdue": LATE, "today": TODAY}.get(standing(item, clock.today), "")


def _date(item: "Item", clock: Clock) -> str:
    """Return the due date, or the day the record was made or happened."""
    match item:
        case Commitment():
            return format_day(item.due, clock.today) if item.due else ""
        case Topic():
            at = item.raised_at
        case Note():
            at = item.recorded_at
        case Touch():
            return format_moment_text(clock.local(item.at), clock.today)
        case Conflict():
            at = item.opened_at
    return format_day(clock.day(at), clock.today)


def state_words(item: "Item", clock: Clock) -> str:
    """Return the state in words: `open`, `today`, `3 days late`, `kept on time`."""
    match item:
        case Touch():
            return ""
        case Commitment(state="open"):
            if late := days_late(item, clock.today):
                return format_lateness(late)
            return "today" if standing(item, clock.today) == "today" else "open"
        case Commitment(state="kept" | "done", due=due) if due:
            return f"{item.state} {'on time' if item.kept_on_time else 'late'}"
        case _:
            return item.state or ""


def details(item: "Item", clock: Clock, *, on_page: bool = False) -> list[str]:
    """Return further details of a record, a few words each.

    Those `on_page` lack what a page of one record shows elsewhere: the meeting, the need, the
    changes, the texts.
    """
    match item:
        case Commitment():
            return _commitment_details(item, clock, on_page=on_page)
        case Topic():
            return _topic_details(item, on_page=on_page)
        case Note():
            return _note_details(item, clock, on_page=on_page)
        case Touch():
            return said(
                item.channel and f"by {item.channel}", item.by and f"through {line(item.by)}"
            )
        case Conflict():
            return _conflict_details(item, clock, on_page=on_page)


def said(*words: object) -> list[str]:
    """Return the values that are texts, without False and None."""
    return [word for word in words if isinstance(word, str) and word]


def _commitment_details(commitment: Commitment, clock: Clock, *, on_page: bool) -> list[str]:
    changes = () if on_page else commitment.amendments
    return said(
        commitment.priority == "must" and "must",
        commitment.owner and f"through {line(commitment.owner)}",
        commitment.every and f"every {commitment.every}",
        commitment.is_update and "an update",
        not on_page and commitment.meeting is not None and f"from m{commitment.meeting}",
        not on_page and commitment.need is not None and f"for n{commitment.need}",
        commitment.try_until and f"tried until {format_day(commitment.try_until, clock.today)}",
        *(amendment(change, clock) for change in changes),
        commitment.settled_on
        and f"{commitment.state} {format_day(commitment.settled_on, clock.today)}",
    )


def amendment(amendment: Amendment, clock: Clock) -> str:
    """Return `moved Fri 20 Nov to Tue 24 Nov: waiting for legal (told Fri 20 Nov)`."""
    words = {"renegotiated": "moved", "delegated": "passed on"}.get(amendment.kind, amendment.kind)
    if amendment.kind == "renegotiated" and amendment.from_due:
        words += f" from {format_day(amendment.from_due, clock.today)}"
    if amendment.to_due:
        words += f" to {format_day(amendment.to_due, clock.today)}"
    if amendment.why and amendment.kind != "delegated":
        words += f": {line(amendment.why, 200)}"
    return f"{words} ({_when_told(amendment.told_at, clock)})"


def _when_told(at: datetime | None, clock: Clock) -> str:
    return f"told {format_day(clock.day(at), clock.today)}" if at else "not told"


def _topic_details(topic: Topic, *, on_page: bool) -> list[str]:
    since = topic.meetings_since if topic.state == "open" else 0
    return said(
        topic.ask and "an ask",
        not on_page and topic.why and f"because: {line(topic.why, 200)}",
        not on_page and topic.meeting is not None and f"for m{topic.meeting}",
        since > 0 and f"still open after {since} meeting{'s' if since > 1 else ''}",
    )


def _note_details(note: Note, clock: Clock, *, on_page: bool) -> list[str]:
    today = clock.today
    unsettled = note.state == "open"
    return said(
        note.on_day and f"on {format_day(note.on_day, today)}",
        note.priority == "must" and "must",
        note.confirmed_at and f"confirmed {format_day(clock.day(note.confirmed_at), today)}",
        note.kind == "need" and unsettled and not note.confirmed_at and "not confirmed",
        note.kind == "need" and unsettled and not note.served and "nothing serves it yet",
        note.kind == "news" and note.told_at and _when_told(note.told_at, clock),
        not on_page and note.meeting is not None and f"from m{note.meeting}",
        note.settled_on and f"{note.state} {format_day(note.settled_on, today)}",
    )


def _conflict_details(conflict: Conflict, clock: Clock, *, on_page: bool) -> list[str]:
    settled = conflict.settled_at
    return said(
        conflict.step and f"last step: {conflict.step}",
        not on_page and conflict.agreement and f"agreed: {line(conflict.agreement, 200)}",
        conflict.check_on and f"to check {format_day(conflict.check_on, clock.today)}",
        settled and f"settled {format_day(clock.day(settled), clock.today)}",
    )
