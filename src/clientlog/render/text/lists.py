"""Clients, meetings, hits, events and organizations as rows of tables."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clientlog.clock import Clock
from clientlog.dates import ago, format_absence, format_day, format_moment_text
from clientlog.queries.values import Client, Meeting
from clientlog.render.text.rows import said
from clientlog.render.text.tables import Cell, Listing, Row, line, marked, with_details
from clientlog.render.text.widgets import Page, Remark
from clientlog.text import counted

if TYPE_CHECKING:
    from clientlog.queries.organizations import Member, OrganizationMap
    from clientlog.queries.search import Hit
    from clientlog.queries.timeline import Event


def last_contact(client: Client, clock: Clock) -> str:
    """Return `3 days ago`; `never`."""
    if client.last_contact is None:
        return "never"
    return ago((clock.today - clock.day(client.last_contact)).days)


def clients(clients: Sequence[Client], clock: Clock) -> Listing:
    """Lay out people, each with what is known about them."""
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
            for client in clients
        ],
        # The details say both, in fewer columns.
        only_plain=frozenset({"direction", "organization"}),
    )


def client_details(client: Client, clock: Clock) -> list[str]:
    """Return the direction, role, stake and the like, in a few words each."""
    away = format_absence(client.away_from, client.away_until, clock.today)
    return said(
        client.direction,
        place(client),
        client.stake,
        client.stage,
        client.aim is not None and client.aim != client.stage and f"to become {client.aim}",
        client.cadence_days is not None and f"quiet after {counted(client.cadence_days, 'day')}",
        client.channel and f"by {client.channel}",
        *map(line, client.emails),
        *map(line, client.phones),
        bool(client.aliases) and f"also {', '.join(map(line, client.aliases))}",
        bool(client.tags) and f"tags: {', '.join(map(line, client.tags))}",
        away and f"away {away}",
        client.archived and "archived",
    )


def place(client: Client) -> str:
    """Return `CTO at Acme`, as far as it is known."""
    if client.role and client.organization:
        return f"{line(client.role)} at {line(client.organization)}"
    return line(client.role or client.organization or "")


def meetings(meetings: Sequence[Meeting], clock: Clock, *, client: Client | None = None) -> Listing:
    """Lay out meetings, with attendees and what came out of them; without `client` among these."""
    return Listing(
        ("ref", "when", "state", "with" if client else "client", "text"),
        [_meeting_row(meeting, clock, client) for meeting in meetings],
        names=frozenset({"client", "with"}),
    )


def _meeting_row(meeting: Meeting, clock: Clock, client: Client | None) -> Row:
    text = ": ".join(part for part in (meeting.title, meeting.summary) if part)
    return Row(
        [
            Cell(meeting.ref),
            Cell(format_moment_text(clock.local(meeting.starts_at), clock.today)),
            Cell(meeting.state),
            Cell(attendees(meeting, client) or ("" if client else "nobody")),
        ],
        with_details(text, meeting_details(meeting, clock)),
    )


def attendees(meeting: Meeting, client: Client | None = None) -> str:
    """Return the names of all who attend, or of all but one client."""
    others = (other for other in meeting.clients if not client or other.id != client.id)
    return ", ".join(line(other.name) for other in others)


def meeting_details(meeting: Meeting, clock: Clock) -> list[str]:
    """Return further details of a meeting, a few words each."""
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    confirmed = meeting.confirmed_at
    return said(
        meeting.review and "a review",
        meeting.routine and "routine",
        meeting.nothing_to_note and "nothing to note",
        meeting.state == "held"
        and not (meeting.summary or meeting.nothing_to_note)
        and "no summary",
        counted(minutes, "minute"),
        meeting.place and f"at {line(meeting.place)}",
        meeting.channel and f"by {meeting.channel}",
        meeting.every and f"every {meeting.every}",
        meeting.topics > 0 and counted(meeting.topics, "open topic"),
        meeting.open_actions > 0 and counted(meeting.open_actions, "open action item"),
        confirmed is not None and f"confirmed {format_day(clock.day(confirmed), clock.today)}",
    )


def hits(hits: "Iterable[Hit]", clock: Clock) -> Listing:
    """Return the table of search hits with the matches highlighted."""
    return Listing(
        ("ref", "date", "client", "text"),
        [
            Row(
                [
                    Cell(hit.ref),
                    Cell(format_day(hit.day, clock.today)),
                    Cell(line(hit.name or "")),
                ],
                marked(hit.text, hit.marks),
            )
            for hit in hits
        ],
    )


def events(events: "Iterable[Event]", clock: Clock) -> Listing:
    """Return the table of events."""
    return Listing(
        ("date", "kind", "ref", "client", "text"),
        [
            Row(
                [
                    Cell(format_day(clock.day(event.at), clock.today)),
                    Cell(event.kind),
                    Cell(event.ref),
                    Cell(", ".join(line(person.name) for person in event.clients)),
                ],
                with_details(event.text, ()),
            )
            for event in events
        ],
    )


def with_rest(listing: Listing, rest: str) -> "Page":
    """Add a line below a listing that says what is left out; a pipe gets only the listing."""
    return Page([listing, *([Remark(rest)] if rest else [])])


ROLES = {"executives": "decides", "managers": "directs", "influencers": "sways", "others": ""}


def organizations(organization_maps: "Sequence[OrganizationMap]", clock: Clock) -> Listing:
    """Lay out organizations, and who the client is in each."""
    return Listing(
        ("organization", "clients", "who"),
        [
            Row(
                [Cell(line(organization_map.name)), Cell(str(len(organization_map.members)))],
                with_details(_who(organization_map), _end(organization_map, clock)),
            )
            for organization_map in organization_maps
        ],
    )


def _end(organization_map: "OrganizationMap", clock: Clock) -> list[str]:
    end = organization_map.ends_on
    return [f"ends {format_day(end, clock.today)}"] if end else []


def _who(organization_map: "OrganizationMap") -> str:
    groups = [(name, getattr(organization_map, name)) for name in ROLES]
    people = [
        f"{name}: {', '.join(line(member.client.name) for member in members)}"
        for name, members in groups
        if members
    ]
    return "; ".join(
        people if organization_map.executives else ["no active executive known", *people]
    )


def members(organization_map: "OrganizationMap", clock: Clock) -> Listing:
    """Return the people of an organization, and what each of them thinks of the work."""
    return Listing(
        ("say", "name", "last contact", "what they think of the work"),
        [
            _member_row(role, member, clock)
            for name, role in ROLES.items()
            for member in getattr(organization_map, name)
        ],
    )


def _member_row(role: str, member: "Member", clock: Clock) -> Row:
    cells = [Cell(role), Cell(line(member.client.name)), Cell(last_contact(member.client, clock))]
    known = said(line(member.client.role or ""), member.client.direction)
    if member.feedback is None:
        return Row(cells, with_details("no feedback yet", known))
    when = format_day(clock.day(member.feedback.recorded_at), clock.today)
    more = said(member.feedback.tone, when, member.feedback.ref, *known)
    return Row(cells, with_details(member.feedback.text, more))
