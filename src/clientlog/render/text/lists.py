"""Clients, meetings, hits, events and organizations as rows of tables."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clientlog.clock import Clock
from clientlog.dates import ago, format_day, format_moment_text
from clientlog.queries.values import Client, Meeting
from clientlog.render.text.rows import said
from clientlog.render.text.tables import Cell, Listing, Row, line, marked, with_details
from clientlog.render.text.widgets import Page, Remark

if TYPE_CHECKING:
    from clientlog.queries.organizations import Member, OrganizationMap
    from clientlog.queries.search import Hit
    from clientlog.queries.timeline import Event


def last_contact(one: Client, clock: Clock) -> str:
    """`3 days ago`; `never`."""
    if one.last_contact is None:
        return "never"
    return ago((clock.today - clock.day(one.last_contact)).days)


def clients(found: Sequence[Client], clock: Clock) -> Listing:
    """Lay out people, each with what is known of them."""
    return Listing(
        ("handle", "name", "direction", "organization", "last contact", "details"),
        [
            Row(
                [
                    Cell(client.handle),
                    Cell(line(client.name)),
                    Cell(client.direction),
                    Cell(line(client.organization or "")),
                    Cell(last_contact(client, clock)),
                ],
                [("; ".join(client_details(client, clock)), "")],
            )
            for client in found
        ],
        # The details say both, in fewer columns.
        only_plain=frozenset({"direction", "organization"}),
    )


def client_details(client: Client, clock: Clock) -> list[str]:
    """Return the direction, role, stake and the like, in a few words each."""
    away = client.away_until
    return said(
        client.direction,
        place(client),
        client.stake,
        client.stage,
        client.aim is not None and client.aim != client.stage and f"to become {client.aim}",
        client.cadence_days is not None and f"quiet after {client.cadence_days} days",
        client.channel and f"by {client.channel}",
        *map(line, client.emails),
        *map(line, client.phones),
        bool(client.aliases) and f"also {', '.join(map(line, client.aliases))}",
        bool(client.tags) and f"tags: {', '.join(map(line, client.tags))}",
        away is not None and away > clock.today and f"away until {format_day(away, clock.today)}",
        client.archived and "archived",
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
            Cell(format_moment_text(clock.local(one.starts_at), clock.today)),
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
    return said(
        one.review and "a review",
        one.nothing_to_note and "nothing to note",
        one.state == "held" and not (one.summary or one.nothing_to_note) and "no summary",
        f"{minutes} minutes",
        one.place and f"at {line(one.place)}",
        one.channel and f"by {one.channel}",
        one.every and f"every {one.every}",
        one.topics > 0 and _counted(one.topics, "open topic"),
        one.open_actions > 0 and _counted(one.open_actions, "open action item"),
        confirmed is not None and f"confirmed {format_day(clock.day(confirmed), clock.today)}",
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def hits(found: "Iterable[Hit]", clock: Clock) -> Listing:
    """What was found, the matches made strong."""
    return Listing(
        ("ref", "date", "client", "text"),
        [
            Row(
                [
                    Cell(one.ref),
                    Cell(format_day(one.day, clock.today)),
                    Cell(line(one.name or "")),
                ],
                marked(one.text, one.marks),
            )
            for one in found
        ],
    )


def events(found: "Iterable[Event]", clock: Clock) -> Listing:
    """What happened."""
    return Listing(
        ("date", "kind", "ref", "client", "text"),
        [
            Row(
                [
                    Cell(format_day(clock.day(one.at), clock.today)),
                    Cell(one.kind),
                    Cell(one.ref),
                    Cell(", ".join(line(person.name) for person in one.clients)),
                ],
                with_details(one.text, ()),
            )
            for one in found
        ],
    )


def with_rest(listing: Listing, rest: str) -> "Page":
    """Put a line below a listing that says what it leaves out; a pipe gets the listing alone."""
    return Page([listing, *([Remark(rest)] if rest else [])])


ROLES = {"executives": "decides", "managers": "directs", "influencers": "sways", "others": ""}


def organizations(found: "Sequence[OrganizationMap]") -> Listing:
    """Organizations, and who is the client in each."""
    return Listing(
        ("organization", "clients", "who"),
        [
            Row([Cell(line(one.name)), Cell(str(len(one.members)))], [(_who(one), "")])
            for one in found
        ],
    )


def _who(one: "OrganizationMap") -> str:
    groups = [(name, getattr(one, name)) for name in ROLES]
    shown = [
        f"{name}: {', '.join(line(member.client.name) for member in members)}"
        for name, members in groups
        if members
    ]
    return "; ".join(shown if one.executives else ["no executive known", *shown])


def members(one: "OrganizationMap", clock: Clock) -> Listing:
    """The people of an organization, and what each of them thinks of the work."""
    return Listing(
        ("say", "name", "last contact", "what they think of the work"),
        [
            _member_row(role, member, clock)
            for name, role in ROLES.items()
            for member in getattr(one, name)
        ],
    )


def _member_row(role: str, one: "Member", clock: Clock) -> Row:
    cells = [Cell(role), Cell(line(one.client.name)), Cell(last_contact(one.client, clock))]
    known = said(line(one.client.role or ""), one.client.direction)
    if one.feedback is None:
        return Row(cells, with_details("no feedback yet", known))
    when = format_day(clock.day(one.feedback.recorded_at), clock.today)
    more = said(one.feedback.tone, when, one.feedback.ref, *known)
    return Row(cells, with_details(one.feedback.text, more))
