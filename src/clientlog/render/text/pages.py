"""Screens: one client, one record, one organization."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from clientlog.client_fields import CLIENT_FIELDS
from clientlog.clock import Clock
from clientlog.dates import format_absence, format_day, format_moment_text
from clientlog.queries.values import Client, Commitment, Conflict, Meeting, Note, Topic, Touch
from clientlog.render import self_checks
from clientlog.render.sentences import shortened
from clientlog.render.text import lists, rows
from clientlog.render.text.tables import Listing, line
from clientlog.render.text.widgets import Fact, Page, VerbatimText, facts_under_labels, heading
from clientlog.text import counted, escape_controls

if TYPE_CHECKING:
    from clientlog.queries.details import ClientPage, RecordPage, Step
    from clientlog.queries.organizations import OrganizationMap
    from clientlog.queries.records import Item
    from clientlog.queries.reliability import Reliability


def client_page(page: "ClientPage", clock: Clock) -> "Page":
    """Return everything about one client."""
    client = page.client
    parts: list[RenderableType] = [
        heading(f"{line(client.name)}  ({client.handle})"),
        facts_under_labels(_client_facts(page, clock)),
    ]
    if not page.mine and not page.theirs and not page.in_hands:
        parts += ["", "No open commitments."]
    meetings = [_with_short_summary(met) for met in page.meetings]
    sections: list[tuple[str, Listing]] = [
        ("I owe", rows.items(page.mine, clock, whose=False)),
        ("They owe", rows.items(page.theirs, clock, whose=False)),
        ("In their hands", rows.items(page.in_hands, clock)),
        ("To raise", rows.items(page.topics, clock, whose=False)),
        ("Notes", rows.items(page.notes, clock, whose=False, kind=_kinds_matter(page))),
        ("Conflicts", rows.items(page.conflicts, clock, whose=False)),
        ("Last meetings", lists.meetings(meetings, clock, client=client)),
        ("Last touches", rows.items(page.touches, clock, whose=False)),
    ]
    return _page(parts, sections)


def _kinds_matter(page: "ClientPage") -> bool:
    return any(note.kind != "note" for note in page.notes)


def _with_short_summary(meeting: Meeting) -> Meeting:
    return meeting._replace(summary=shortened(meeting.summary, 200)) if meeting.summary else meeting


def _page(parts: "list[RenderableType]", sections: Iterable[tuple[str, Listing]]) -> "Page":
    """Return the parts, then each section that has something in it, under its title."""
    for title, listing in sections:
        if listing.rows:
            parts += ["", heading(title), listing]
    return Page(parts)


def _client_facts(page: "ClientPage", clock: Clock) -> list[Fact]:
    client = page.client
    return [
        ("who", _joined(lists.place(client), client.direction, client.stake)),
        ("engagement", _engagement(page.engagement_ends_on, clock)),
        ("formerly", _before(page, clock)),
        ("stage", _stage(client)),
        *(
            (field.label, line(getattr(client, field.name) or "", 2000))
            for field in CLIENT_FIELDS
            if field.label
        ),
        ("last contact", _contact(client, clock, page.rhythm)),
        ("next", _next(page.next_meeting, clock)),
        ("reach", _joined(client.channel, *map(line, client.emails), *map(line, client.phones))),
        ("tags", ", ".join(map(line, client.tags))),
        ("also called", ", ".join(map(line, client.aliases))),
        ("away", format_absence(client.away_from, client.away_until, clock.today)),
        ("archived", "only your open promises are flagged" if client.archived else ""),
        ("my promises", _reliability(page.my_reliability)),
        ("their promises", _reliability(page.their_reliability)),
        ("self-check", self_checks.short(page.self_checks)),
    ]


def _engagement(end: date | None, clock: Clock) -> str:
    return f"ends {format_day(end, clock.today)}" if end else ""


def _before(page: "ClientPage", clock: Clock) -> str:
    """Return `Acme (CTO) until Fri 20 Nov`, for each place they left."""
    return "; ".join(
        f"{line(meeting.organization)}{f' ({line(meeting.role)})' if meeting.role else ''}"
        f" until {format_day(meeting.until, clock.today)}"
        for meeting in page.before
    )


def _joined(*words: str | None) -> str:
    return "; ".join(word for word in words if word)


def _stage(client: Client) -> str:
    if client.aim and client.aim != client.stage:
        return f"{client.stage or 'not said'}, to become {client.aim}"
    return client.stage or ""


def _contact(client: Client, clock: Clock, rhythm: float) -> str:
    last = lists.last_contact(client, clock)
    if client.last_contact and last not in {"today", "yesterday"}:
        last += f" ({format_day(clock.day(client.last_contact), clock.today)})"
    often = f"you meet every {counted(rhythm, 'day')}" if rhythm else None
    cadence = f"quiet after {counted(client.cadence_days, 'day')}" if client.cadence_days else None
    return _joined(last, often, cadence)


def _next(meeting: Meeting | None, clock: Clock) -> str:
    if meeting is None:
        return "no meeting planned"
    when = format_moment_text(clock.local(meeting.starts_at), clock.today)
    return f"{meeting.ref}  {when}{': ' + line(meeting.title) if meeting.title else ''}"


def _reliability(reliability: "Reliability | None") -> str:
    """Return `5 kept by the agreed date (2 of them moved in time), 1 kept late, 1 broken`."""
    if reliability is None:
        return ""
    moved = f" ({reliability.moved} of them moved in time)" if reliability.moved else ""
    in_time = f"{reliability.kept} kept by the agreed date{moved}"
    return f"{in_time}, {reliability.kept_late} kept late, {reliability.broken} broken"


def record_page(page: "RecordPage", clock: Clock) -> "Page":
    """Return everything about one record, its texts in full."""
    match page.record:
        case Meeting():
            return _meeting_page(page.record, page.items, clock)
        case record:
            return _item_page(page, record, clock)


def _meeting_page(meeting: Meeting, items: "Sequence[Item]", clock: Clock) -> "Page":
    title = f": {line(meeting.title)}" if meeting.title else ""
    parts = [
        heading(f"{meeting.ref}  meeting{title}"),
        facts_under_labels(
            [
                ("when", format_moment_text(clock.local(meeting.starts_at), clock.today)),
                ("state", meeting.state),
                ("with", lists.attendees(meeting) or "nobody"),
                ("details", "; ".join(lists.meeting_details(meeting, clock))),
                ("every time", line(meeting.standing or "", 300)),
            ]
        ),
    ]
    mine = [x for x in items if isinstance(x, Commitment) and not x.theirs]
    theirs = [x for x in items if isinstance(x, Commitment) and x.theirs]
    sections = [
        ("I owe", rows.items(mine, clock)),
        ("They owe", rows.items(theirs, clock)),
        ("Topics", rows.items([x for x in items if isinstance(x, Topic)], clock)),
        ("Notes", rows.items([x for x in items if isinstance(x, Note)], clock)),
    ]
    return _page(parts + _in_full(meeting.summary), sections)


def _in_full(text: str | None) -> "list[RenderableType]":
    """Return a text as it was typed, after an empty line."""
    return ["", VerbatimText(escape_controls(text, lines=True))] if text else []


def _item_page(page: "RecordPage", item: "Item", clock: Clock) -> "Page":
    parts = [
        heading(f"{item.ref}  {_title(item)}"),
        facts_under_labels(_item_facts(page, item, clock)),
        *_in_full(item.text),
        *_more_texts(item),
        *_steps(page.steps, clock),
    ]
    return _page(parts, [("Served by", rows.items(page.items, clock))])


def _title(item: "Item") -> str:
    match item:
        case Commitment(kind="promise"):
            return "promise"
        case Commitment():
            return "action item"
        case Note():
            return f"{item.tone} {item.kind}" if item.tone else item.kind
        case _:
            return type(item).__name__.lower()


def _item_facts(page: "RecordPage", item: "Item", clock: Clock) -> list[Fact]:
    need = page.need
    return [
        ("client", f"{line(item.client.name)}  ({item.client.handle})"),
        *_kind_facts(item, clock),
        ("state", rows.state_words(item, clock)),
        ("meeting", _next(page.meeting, clock) if page.meeting else ""),
        ("need", f"{need.ref}  {line(need.text)}" if need else ""),
        ("details", "; ".join(rows.details(item, clock, on_page=True))),
        ("history", "\n".join(_history(item, clock))),
    ]


def _kind_facts(item: "Item", clock: Clock) -> list[Fact]:
    today = clock.today
    match item:
        case Commitment():
            return [
                ("owed by", "them" if item.theirs else "me"),
                ("due", format_day(item.due, today) if item.due else "no date"),
                ("given", format_day(clock.day(item.recorded_at), today)),
            ]
        case Touch():
            return [("when", format_moment_text(clock.local(item.at), today))]
        case Topic():
            return [("raised", format_day(clock.day(item.raised_at), today))]
        case Note():
            return [("written", format_day(clock.day(item.recorded_at), today))]
        case Conflict():
            return [("opened", format_day(clock.day(item.opened_at), today))]
        case _:
            return []


def _history(item: "Item", clock: Clock) -> list[str]:
    changes = item.amendments if isinstance(item, Commitment) else ()
    return [rows.amendment(change, clock) for change in changes]


def _more_texts(item: "Item") -> "list[RenderableType]":
    match item:
        case Topic() if item.why:
            return ["", heading("Because"), VerbatimText(escape_controls(item.why, lines=True))]
        case Conflict() if item.agreement:
            return [
                "",
                heading("Agreed"),
                VerbatimText(escape_controls(item.agreement, lines=True)),
            ]
    return []


def _steps(steps: "Sequence[Step]", clock: Clock) -> "list[RenderableType]":
    """Return the steps of a conflict."""
    parts: list[RenderableType] = ["", heading("Steps")] if steps else []
    for step in steps:
        when = format_day(clock.day(step.at), clock.today)
        text = f"{when}  {step.step}: {escape_controls(step.text, lines=True)}"
        parts.append(Text(text))
    return parts


def organization_page(organization_map: "OrganizationMap", clock: Clock) -> "Page":
    """Return the page of an organization: its people by stake, and their feedback."""
    parts: list[RenderableType] = [heading(line(organization_map.name))]
    if organization_map.ends_on:
        parts.append(f"The engagement {_engagement(organization_map.ends_on, clock)}.")
    if not organization_map.executives:
        parts.append("No active executive is known: who decides here?")
    parts.append(lists.members(organization_map, clock))
    return _page(parts, [])
