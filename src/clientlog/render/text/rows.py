"""Records of any kind but meetings as rows, and what is said of each in a few words."""

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


def items(found: "Sequence[Item]", clock: Clock, *, whose: bool = True) -> Listing:
    """Lay out records of any kinds but meetings; a table names the kind where there are several.

    Without `whose`, neither the client nor who owes is said: a title above says both. With it,
    a table of commitments leaves the kind to their REFs, as it has little room.
    """
    owed = all(isinstance(item, Commitment) for item in found)
    several = len({_kind(item) for item in found}) > 1
    return Listing(
        ("ref", "due" if owed else "date", "owed by", "client", "kind", "state", "what"),
        [_item_row(item, clock, whose=whose) for item in found],
        only_plain=frozenset() if several and not (owed and whose) else frozenset({"kind"}),
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


def _kind(one: "Item") -> str:
    """What it is, in one word."""
    match one:
        case Commitment():
            return one.kind
        case Note():
            return f"{one.tone} {one.kind}" if one.tone else one.kind
        case _:
            return type(one).__name__.lower()


def _urgency(one: "Item", clock: Clock) -> str:
    if not isinstance(one, Commitment):
        return ""
    return {"overdue": LATE, "today": TODAY}.get(standing(one, clock.today), "")


def _date(one: "Item", clock: Clock) -> str:
    """When it is due, or else when it was written down or happened."""
    match one:
        case Commitment():
            return format_day(one.due, clock.today) if one.due else ""
        case Topic():
            at = one.raised_at
        case Note():
            at = one.recorded_at
        case Touch():
            return format_moment_text(clock.local(one.at), clock.today)
        case Conflict():
            at = one.opened_at
    return format_day(clock.day(at), clock.today)


def state_words(one: "Item", clock: Clock) -> str:
    """How it stands, in words: `open`, `today`, `3 days late`, `kept on time`."""
    match one:
        case Touch():
            return ""
        case Commitment(state="open"):
            if late := days_late(one, clock.today):
                return format_lateness(late)
            return "today" if standing(one, clock.today) == "today" else "open"
        case Commitment(state="kept" | "done", due=due) if due:
            return f"{one.state} {'on time' if one.kept_on_time else 'late'}"
        case _:
            return one.state or ""


def details(one: "Item", clock: Clock) -> list[str]:
    """What else is known of a record, in a few words each."""
    match one:
        case Commitment():
            return _commitment_details(one, clock)
        case Topic():
            return _topic_details(one)
        case Note():
            return _note_details(one, clock)
        case Touch():
            return said(one.channel and f"by {one.channel}", one.by and f"through {line(one.by)}")
        case Conflict():
            return _conflict_details(one, clock)


def said(*words: object) -> list[str]:
    """Those that are words; a condition that does not hold is none."""
    return [word for word in words if isinstance(word, str) and word]


def _commitment_details(one: Commitment, clock: Clock) -> list[str]:
    return said(
        one.priority == "must" and "must",
        one.owner and f"through {line(one.owner)}",
        one.every and f"every {one.every}",
        one.meeting is not None and f"from m{one.meeting}",
        one.need is not None and f"for n{one.need}",
        *(amendment(change, clock) for change in one.amendments),
        one.settled_on and f"{one.state} {format_day(one.settled_on, clock.today)}",
    )


def amendment(one: Amendment, clock: Clock) -> str:
    """`moved Fri 20 Nov to Tue 24 Nov: waiting for legal (told Fri 20 Nov)`."""
    words = {"renegotiated": "moved", "delegated": "passed on"}.get(one.kind, one.kind)
    if one.kind == "renegotiated" and one.from_due:
        words += f" from {format_day(one.from_due, clock.today)}"
    if one.to_due:
        words += f" to {format_day(one.to_due, clock.today)}"
    if one.why and one.kind != "delegated":
        words += f": {line(one.why, 200)}"
    return f"{words} ({_told(one.told_at, clock)})"


def _told(at: datetime | None, clock: Clock) -> str:
    return f"told {format_day(clock.day(at), clock.today)}" if at else "not told"


def _topic_details(one: Topic) -> list[str]:
    since = one.meetings_since if one.state == "open" else 0
    return said(
        one.ask and "an ask",
        one.why and f"because: {line(one.why, 200)}",
        one.meeting is not None and f"for m{one.meeting}",
        since > 0 and f"still open after {since} meeting{'s' if since > 1 else ''}",
    )


def _note_details(one: Note, clock: Clock) -> list[str]:
    today = clock.today
    unsettled = one.state == "open"
    return said(
        one.priority == "must" and "must",
        one.confirmed_at and f"confirmed {format_day(clock.day(one.confirmed_at), today)}",
        one.kind == "need" and unsettled and not one.confirmed_at and "not confirmed",
        one.kind == "need" and unsettled and not one.served and "nothing serves it yet",
        one.kind == "news" and one.told_at and _told(one.told_at, clock),
        one.meeting is not None and f"from m{one.meeting}",
        one.settled_on and f"{one.state} {format_day(one.settled_on, today)}",
    )


def _conflict_details(one: Conflict, clock: Clock) -> list[str]:
    settled = one.settled_at
    return said(
        one.step and f"last step: {one.step}",
        one.agreement and f"agreed: {line(one.agreement, 200)}",
        one.check_on and f"to check {format_day(one.check_on, clock.today)}",
        settled and f"settled {format_day(clock.day(settled), clock.today)}",
    )
