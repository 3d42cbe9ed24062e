"""Records in a line of plain words, for messages, timelines and read-backs."""

from clientlog.clock import Clock
from clientlog.dates import format_day, format_moment_text
from clientlog.queries.records import Record
from clientlog.queries.values import Commitment, Conflict, Meeting, Note, Topic, Touch

SHORT = 60

WAYS = {"email": "by email", "call": "by call", "chat": "by chat", "in-person": "in person"}


def shortened(text: str, limit: int = SHORT) -> str:
    """Return the first line of a text, cut to `limit` characters."""
    first = " ".join(text.split())
    return first if len(first) <= limit else first[: limit - 1].rstrip() + "…"


def record(record: Record, clock: Clock) -> str:
    """Return any record in a line."""
    match record:
        case Meeting():
            return meeting(record, clock)
        case Commitment():
            return commitment(record, clock)
        case Topic():
            return topic(record)
        case Note():
            return note(record, clock)
        case Touch():
            return touch(record, clock)
        case Conflict():
            return conflict(record)


def commitment(commitment: Commitment, clock: Clock) -> str:
    """Return `p42  I promised Dana Reyes: send the draft (due Fri 27 Nov)`."""
    text = f"{shortened(commitment.text)}{_terms(commitment, clock)}"
    return f"{commitment.ref}  {_who_owes(commitment)}: {text}"


def _who_owes(commitment: Commitment) -> str:
    name = commitment.client.name
    if commitment.kind == "promise":
        start = f"{name} promised" if commitment.theirs else f"I promised {name}"
    else:
        start = f"{name} will" if commitment.theirs else f"I will, for {name}"
    return f"{start}, through {commitment.owner}" if commitment.owner else start


def _terms(commitment: Commitment, clock: Clock) -> str:
    if commitment.settled_on:
        return f" ({_settled(commitment)} {format_day(commitment.settled_on, clock.today)})"
    terms = [f"due {format_day(commitment.due, clock.today)}" if commitment.due else "no date"]
    if commitment.priority == "must":
        terms.append("must")
    if commitment.every:
        terms.append(f"every {commitment.every}")
    if commitment.is_update:
        terms.append("an update")
    if commitment.try_until:
        terms.append(f"tried until {format_day(commitment.try_until, clock.today)}")
    return f" ({', '.join(terms)})"


def _settled(commitment: Commitment) -> str:
    """Return how a commitment ended: on time or late if it was kept or done."""
    if commitment.state not in {"kept", "done"} or commitment.due is None:
        return commitment.state
    return f"{commitment.state} {'on time' if commitment.kept_on_time else 'late'}"


def meeting(meeting: Meeting, clock: Clock) -> str:
    """Return `m15  Tue 24 Nov 10:00 with Dana Reyes, Sam Li: planning`."""
    when = format_moment_text(clock.local(meeting.starts_at), clock.today)
    title = f": {shortened(meeting.title)}" if meeting.title else ""
    state = "" if meeting.state in {"planned", "held"} else f" ({meeting.state})"
    return f"{meeting.ref}  {when} with {names(meeting)}{title}{state}"


def names(meeting: Meeting) -> str:
    """Return the names of the attendees."""
    return ", ".join(client.name for client in meeting.clients) or "nobody"


def topic(topic: Topic) -> str:
    """Return `t9  to raise with Dana Reyes: the budget`."""
    purpose = "to ask" if topic.ask else "to raise with"
    state = "" if topic.state == "open" else f" ({topic.state})"
    return f"{topic.ref}  {purpose} {topic.client.name}: {shortened(topic.text)}{state}"


def note(note: Note, clock: Clock) -> str:
    """Return `n7  good news for Dana Reyes: …`, with the day of a personal note."""
    kind = f"{note.tone} {note.kind}" if note.tone else note.kind
    confirmed = "confirmed" if note.confirmed_at and note.state == "open" else ""
    state = confirmed or ("" if note.state in {None, "open", "untold"} else note.state)
    on_day = f"on {format_day(note.on_day, clock.today)}" if note.on_day else ""
    terms = ", ".join(term for term in (on_day, state) if term)
    return f"{note.ref}  {kind}, {note.client.name}: {shortened(note.text)}" + (
        f" ({terms})" if terms else ""
    )


def touch(touch: Touch, clock: Clock) -> str:
    """Return `k8  Tue 24 Nov 10:00 in touch with Dana Reyes`."""
    when = format_moment_text(clock.local(touch.at), clock.today)
    through = f" {WAYS[touch.channel]}" if touch.channel else ""
    by = f", {touch.by}" if touch.by else ""
    text = f": {shortened(touch.text)}" if touch.text else ""
    return f"{touch.ref}  {when} in touch with {touch.client.name}{through}{by}{text}"


def conflict(conflict: Conflict) -> str:
    """Return `c3  conflict with Dana Reyes: …`."""
    return f"{conflict.ref}  conflict with {conflict.client.name}: {shortened(conflict.text)}"
