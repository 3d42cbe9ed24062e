"""Records in a line of plain words, for messages, timelines and read-backs."""

from clientlog.clock import Clock
from clientlog.dates import format_day, format_moment_text
from clientlog.queries.records import Record
from clientlog.queries.values import Commitment, Conflict, Meeting, Note, Topic, Touch

SHORT = 60

WAYS = {"email": "by email", "call": "by call", "chat": "by chat", "in-person": "in person"}


def shortened(text: str, limit: int = SHORT) -> str:
    """The first line of a text, cut to `limit` characters."""
    first = " ".join(text.split())
    return first if len(first) <= limit else first[: limit - 1].rstrip() + "…"


def record(found: Record, clock: Clock) -> str:
    """Return any record in a line."""
    match found:
        case Meeting():
            return meeting(found, clock)
        case Commitment():
            return commitment(found, clock)
        case Topic():
            return topic(found)
        case Note():
            return note(found)
        case Touch():
            return touch(found, clock)
        case Conflict():
            return conflict(found)


def commitment(one: Commitment, clock: Clock) -> str:
    """`p42  I promised Dana Reyes: send the draft (due Fri 27 Nov)`."""
    return f"{one.ref}  {_who_owes(one)}: {shortened(one.text)}{_terms(one, clock)}"


def _who_owes(one: Commitment) -> str:
    name = one.client.name
    if one.kind == "promise":
        said = f"{name} promised" if one.theirs else f"I promised {name}"
    else:
        said = f"{name} will" if one.theirs else f"I will, for {name}"
    return f"{said}, through {one.owner}" if one.owner else said


def _terms(one: Commitment, clock: Clock) -> str:
    if one.settled_on:
        return f" ({_settled(one)} {format_day(one.settled_on, clock.today)})"
    terms = [f"due {format_day(one.due, clock.today)}" if one.due else "no date"]
    if one.priority == "must":
        terms.append("must")
    if one.every:
        terms.append(f"every {one.every}")
    return f" ({', '.join(terms)})"


def _settled(one: Commitment) -> str:
    """How it ended: of what was kept or done, whether by the last agreed date."""
    if one.state not in {"kept", "done"} or one.due is None:
        return one.state
    return f"{one.state} {'on time' if one.kept_on_time else 'late'}"


def meeting(one: Meeting, clock: Clock) -> str:
    """`m15  Tue 24 Nov 10:00 with Dana Reyes, Sam Li: planning`."""
    when = format_moment_text(clock.local(one.starts_at), clock.today)
    title = f": {shortened(one.title)}" if one.title else ""
    state = "" if one.state in {"planned", "held"} else f" ({one.state})"
    return f"{one.ref}  {when} with {names(one)}{title}{state}"


def names(one: Meeting) -> str:
    """Who attends."""
    return ", ".join(client.name for client in one.clients) or "nobody"


def topic(one: Topic) -> str:
    """`t9  to raise with Dana Reyes: the budget`."""
    asked = "to ask" if one.ask else "to raise with"
    state = "" if one.state == "open" else f" ({one.state})"
    return f"{one.ref}  {asked} {one.client.name}: {shortened(one.text)}{state}"


def note(one: Note) -> str:
    """`n7  good news for Dana Reyes: …`."""
    kind = f"{one.tone} {one.kind}" if one.tone else one.kind
    confirmed = "confirmed" if one.confirmed_at and one.state == "open" else ""
    state = confirmed or ("" if one.state in {None, "open", "untold"} else one.state)
    return f"{one.ref}  {kind}, {one.client.name}: {shortened(one.text)}" + (
        f" ({state})" if state else ""
    )


def touch(one: Touch, clock: Clock) -> str:
    """`k8  Tue 24 Nov 10:00 in touch with Dana Reyes`."""
    when = format_moment_text(clock.local(one.at), clock.today)
    through = f" {WAYS[one.channel]}" if one.channel else ""
    by = f", {one.by}" if one.by else ""
    text = f": {shortened(one.text)}" if one.text else ""
    return f"{one.ref}  {when} in touch with {one.client.name}{through}{by}{text}"


def conflict(one: Conflict) -> str:
    """`c3  conflict with Dana Reyes: …`."""
    return f"{one.ref}  conflict with {one.client.name}: {shortened(one.text)}"
