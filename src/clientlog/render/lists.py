"""Records, clients, meetings, hits and events as rows of tables."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from clientlog.book.lists import Item
from clientlog.book.organizations import Member, OrganizationMap
from clientlog.book.search import Hit
from clientlog.book.timeline import Event
from clientlog.book.values import (
    Amendment,
    Client,
    Commitment,
    Conflict,
    Meeting,
    Note,
    Topic,
    Touch,
)
from clientlog.clock import Clock
from clientlog.dates import ago, show_day, show_late, show_moment
from clientlog.render.documents import days_late
from clientlog.render.tables import (
    LATE,
    TODAY,
    Cell,
    Listing,
    Row,
    line,
    marked,
    with_details,
)


def items(found: Sequence[Item], clock: Clock) -> Listing:
    """Records of any kinds but meetings; the kind is named where there are several."""
    dated = "due" if all(isinstance(one, Commitment) for one in found) else "date"
    several = len({_kind(one) for one in found}) > 1
    return Listing(
        ("ref", dated, "client", "by", "kind", "state", "text"),
        [_item_row(one, clock, several=several) for one in found],
    )


def _item_row(one: Item, clock: Clock, *, several: bool) -> Row:
    by = ("they" if one.theirs else "me") if isinstance(one, Commitment) else ""
    style = _urgency(one, clock)
    return Row(
        [
            Cell(one.ref),
            Cell(_date(one, clock), style),
            Cell(line(one.client.name)),
            Cell(by),
            Cell(_kind(one) if several else ""),
            Cell(state_words(one, clock), style),
        ],
        with_details(one.text or "", details(one, clock)),
    )


def _kind(one: Item) -> str:
    """What it is; of commitments the REF says enough."""
    match one:
        case Commitment():
            return ""
        case Note():
            return f"{one.tone} {one.kind}" if one.tone else one.kind
        case _:
            return type(one).__name__.lower()


def _urgency(one: Item, clock: Clock) -> str:
    if not isinstance(one, Commitment) or one.state != "open":
        return ""
    if days_late(one, clock):
        return LATE
    return TODAY if one.due == clock.today else ""


def _date(one: Item, clock: Clock) -> str:
    """When it is due, or else when it was written down or happened."""
    match one:
        case Commitment():
            return show_day(one.due, clock.today) if one.due else ""
        case Topic():
            at = one.raised_at
        case Note():
            at = one.recorded_at
        case Touch():
            return show_moment(clock.local(one.at), clock.today)
        case Conflict():
            at = one.opened_at
    return show_day(clock.day(at), clock.today)


def state_words(one: Item, clock: Clock) -> str:
    """How it stands, in words: `open`, `today`, `3 days late`, `kept on time`."""
    match one:
        case Touch():
            return ""
        case Commitment(state="open"):
            late = days_late(one, clock)
            if late:
                return show_late(late)
            return "today" if one.due == clock.today else "open"
        case Commitment(state="kept" | "done", due=due) if due:
            return f"{one.state} {'on time' if one.kept_on_time else 'late'}"
        case _:
            return one.state or ""


def details(one: Item, clock: Clock) -> list[str]:
    """What else is known of a record, in a few words each."""
    match one:
        case Commitment():
            return _commitment_details(one, clock)
        case Topic():
            return _topic_details(one)
        case Note():
            return _note_details(one, clock)
        case Touch():
            return _said(one.channel and f"by {one.channel}", one.by and f"through {line(one.by)}")
        case Conflict():
            return _conflict_details(one, clock)


def _said(*words: str | None | bool) -> list[str]:
    return [word for word in words if isinstance(word, str) and word]


def _commitment_details(one: Commitment, clock: Clock) -> list[str]:
    return _said(
        one.priority == "must" and "must",
        one.owner and f"through {line(one.owner)}",
        one.every and f"every {one.every}",
        one.meeting is not None and f"from m{one.meeting}",
        one.need is not None and f"for n{one.need}",
        *(amendment(change, clock) for change in one.amendments),
        one.settled_on and f"{one.state} {show_day(one.settled_on, clock.today)}",
    )


def amendment(one: Amendment, clock: Clock) -> str:
    """`moved Fri 20 Nov to Tue 24 Nov: waiting for legal (told Fri 20 Nov)`."""
    words = {"renegotiated": "moved", "delegated": "passed on"}.get(one.kind, one.kind)
    if one.kind == "renegotiated" and one.from_due:
        words += f" from {show_day(one.from_due, clock.today)}"
    if one.to_due:
        words += f" to {show_day(one.to_due, clock.today)}"
    if one.why and one.kind != "delegated":
        words += f": {line(one.why, 200)}"
    return f"{words} ({_told(one.told_at, clock)})"


def _told(at: datetime | None, clock: Clock) -> str:
    return f"told {show_day(clock.day(at), clock.today)}" if at else "not told"


def _topic_details(one: Topic) -> list[str]:
    since = one.meetings_since if one.state == "open" else 0
    return _said(
        one.ask and "an ask",
        one.why and f"because: {line(one.why, 200)}",
        one.meeting is not None and f"for m{one.meeting}",
        since > 0 and f"still open after {since} meeting{'s' if since > 1 else ''}",
    )


def _note_details(one: Note, clock: Clock) -> list[str]:
    today = clock.today
    unsettled = one.state == "open"
    return _said(
        one.priority == "must" and "must",
        one.confirmed_at and f"confirmed {show_day(clock.day(one.confirmed_at), today)}",
        one.kind == "need" and unsettled and not one.confirmed_at and "not confirmed",
        one.kind == "need" and unsettled and not one.served and "nothing serves it yet",
        one.kind == "news" and one.told_at and _told(one.told_at, clock),
        one.meeting is not None and f"from m{one.meeting}",
        one.settled_on and f"{one.state} {show_day(one.settled_on, today)}",
    )


def _conflict_details(one: Conflict, clock: Clock) -> list[str]:
    settled = one.settled_at
    return _said(
        one.step and f"last step: {one.step}",
        one.agreement and f"agreed: {line(one.agreement, 200)}",
        one.check_on and f"to check {show_day(one.check_on, clock.today)}",
        settled and f"settled {show_day(clock.day(settled), clock.today)}",
    )


def last_contact(one: Client, clock: Clock) -> str:
    """`3 days ago`; `never`."""
    if one.last_contact is None:
        return "never"
    return ago((clock.today - clock.day(one.last_contact)).days)


def clients(found: Sequence[Client], clock: Clock) -> Listing:
    """People, each with what is known of them."""
    return Listing(
        ("handle", "name", "direction", "last contact", "what else"),
        [
            Row(
                [
                    Cell(one.handle),
                    Cell(line(one.name)),
                    Cell(one.direction),
                    Cell(last_contact(one, clock)),
                ],
                [("; ".join(client_details(one, clock)), "")],
            )
            for one in found
        ],
        names=frozenset({"handle", "name"}),
    )


def client_details(one: Client, clock: Clock) -> list[str]:
    """Role, stake, stage and the like, in a few words each."""
    away = one.away_until
    return _said(
        place(one),
        one.stake,
        one.stage,
        one.cadence_days is not None and f"quiet after {one.cadence_days} days",
        one.channel and f"by {one.channel}",
        bool(one.tags) and f"tags: {', '.join(map(line, one.tags))}",
        away is not None and away > clock.today and f"away until {show_day(away, clock.today)}",
        one.archived and "archived",
    )


def place(one: Client) -> str:
    """`CTO at Acme`, as much of it as is known."""
    if one.role and one.organization:
        return f"{line(one.role)} at {line(one.organization)}"
    return line(one.role or one.organization or "")


def meetings(found: Sequence[Meeting], clock: Clock) -> Listing:
    """Conversations, each with who attends and what came of it."""
    return Listing(
        ("ref", "when", "state", "client", "text"),
        [_meeting_row(one, clock) for one in found],
    )


def _meeting_row(one: Meeting, clock: Clock) -> Row:
    text = ": ".join(part for part in (one.title, one.summary) if part)
    return Row(
        [
            Cell(one.ref),
            Cell(show_moment(clock.local(one.starts_at), clock.today)),
            Cell(one.state),
            Cell(attendees(one) or "nobody"),
        ],
        with_details(text, meeting_details(one, clock)),
    )


def attendees(one: Meeting) -> str:
    """The names of all who attend."""
    return ", ".join(line(client.name) for client in one.clients)


def meeting_details(one: Meeting, clock: Clock) -> list[str]:
    """What else is known of a meeting, in a few words each."""
    minutes = int((one.ends_at - one.starts_at).total_seconds() // 60)
    confirmed = one.confirmed_at
    return _said(
        one.review and "a review",
        one.nothing_to_note and "nothing to note",
        one.state == "held" and not (one.summary or one.nothing_to_note) and "no summary",
        f"{minutes} minutes",
        one.place and f"at {line(one.place)}",
        one.channel and f"by {one.channel}",
        one.every and f"every {one.every}",
        one.topics > 0 and _counted(one.topics, "open topic"),
        one.open_actions > 0 and _counted(one.open_actions, "open action item"),
        confirmed is not None and f"confirmed {show_day(clock.day(confirmed), clock.today)}",
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def hits(found: Iterable[Hit], clock: Clock) -> Listing:
    """What was found, the matches made strong."""
    return Listing(
        ("ref", "date", "client", "text"),
        [
            Row(
                [
                    Cell(one.ref),
                    Cell(show_day(one.day, clock.today)),
                    Cell(line(one.name or "")),
                ],
                marked(one.text, one.marks),
            )
            for one in found
        ],
        names=frozenset({"ref", "client"}),
    )


def events(found: Iterable[Event], clock: Clock) -> Listing:
    """What happened."""
    return Listing(
        ("date", "kind", "ref", "client", "text"),
        [
            Row(
                [
                    Cell(show_day(clock.day(one.at), clock.today)),
                    Cell(one.kind),
                    Cell(one.ref),
                    Cell(", ".join(line(person.name) for person in one.clients)),
                ],
                with_details(one.text, ()),
            )
            for one in found
        ],
    )


ROLES = {"executives": "decides", "managers": "directs", "influencers": "sways", "others": ""}


def organizations(found: Sequence[OrganizationMap]) -> Listing:
    """Organizations, and who is the client in each."""
    return Listing(
        ("organization", "clients", "who"),
        [
            Row([Cell(line(one.name)), Cell(str(len(one.members)))], [(_who(one), "")])
            for one in found
        ],
    )


def _who(one: OrganizationMap) -> str:
    groups = [(name, getattr(one, name)) for name in ROLES]
    said = [
        f"{name}: {', '.join(line(member.client.name) for member in members)}"
        for name, members in groups
        if members
    ]
    return "; ".join(said if one.executives else ["no executive known", *said])


def members(one: OrganizationMap, clock: Clock) -> Listing:
    """The people of an organization, and what each of them thinks of the work."""
    return Listing(
        ("says", "name", "last contact", "what they think of the work"),
        [
            _member_row(role, member, clock)
            for name, role in ROLES.items()
            for member in getattr(one, name)
        ],
        names=frozenset({"name"}),
    )


def _member_row(role: str, one: Member, clock: Clock) -> Row:
    cells = [Cell(role), Cell(line(one.client.name)), Cell(last_contact(one.client, clock))]
    known = _said(line(one.client.role or ""), one.client.direction)
    if one.feedback is None:
        return Row(cells, with_details("no feedback yet", known))
    when = show_day(clock.day(one.feedback.recorded_at), clock.today)
    said = _said(one.feedback.tone, when, one.feedback.ref, *known)
    return Row(cells, with_details(one.feedback.text, said))
