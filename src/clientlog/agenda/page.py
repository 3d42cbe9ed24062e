"""Build the page: first what concerns all attendees, then a part for each of them."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clientlog.agenda import lines, private
from clientlog.agenda.values import Line, Page, Section, capped
from clientlog.clock import Clock
from clientlog.dates import format_day
from clientlog.queries import agenda as agenda_queries
from clientlog.queries.agenda import Attendee
from clientlog.queries.meetings import held_together
from clientlog.queries.values import Client, Meeting
from clientlog.rules.runner import Flag
from clientlog.shell import quote_or

CAP = 8
"""The most lines of a section."""

SHORT_CAP = 5
"""The same for people you report to, who expect brevity."""

WARNINGS = 3
SUMMARIES = 2
PEOPLE = 8
RAISED_FIRST = 4
"""How many things to raise stay even on the fullest page."""

QUESTIONS = ("How satisfied are you?", "What disappointed you?", "What should come next?")
"""The questions for a review."""

OPEN_QUESTIONS = ("Why are we doing this?", "What did we verify?", "What else was possible?")
"""The questions about the work, why before how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """What every part of one page needs."""

    db: sqlite3.Connection
    clock: Clock
    program: str
    meeting: Meeting | None
    clients: tuple[Client, ...]
    private: bool

    def see(self, client: Client) -> str:
        return f"{self.program} show {quote_or(client.handle, 'WHO')}"


def make_page(
    db: sqlite3.Connection,
    clock: Clock,
    meeting: Meeting | None,
    clients: Sequence[Client],
    *,
    program: str = "clientlog",
    private: bool = False,
    flags: Sequence[Flag] = (),
) -> Page:
    """Return the page for a meeting, or with None for a talk with these clients not planned yet.

    Without `private` it has nothing that must not be seen on the table; `flags` are what
    the rules found, of which a private page shows those about these clients.
    """
    making = _Making(
        db=db,
        clock=clock,
        program=program,
        meeting=meeting,
        clients=tuple(clients),
        private=private,
    )
    people = agenda_queries.read_attendees(db, clock, clients, meeting, private=private)
    return Page(
        title=_title(making),
        meeting=meeting,
        clients=making.clients,
        sections=tuple(section for section in _sections(making, people, flags) if section.lines),
        private=private,
        afterwards=_afterwards(making),
    )


def _title(making: _Making) -> str:
    if making.meeting and making.meeting.title:
        return making.meeting.title
    kind = "Meeting" if making.meeting else "Talk"
    return f"{kind} with {', '.join(client.name for client in making.clients[:3]) or 'nobody'}" + (
        f" and {len(making.clients) - 3} more" if len(making.clients) > 3 else ""
    )


def _afterwards(making: _Making) -> str:
    who = quote_or(making.clients[0].handle, "WHO") if making.clients else "WHO"
    meeting = f" --meeting {making.meeting.ref}" if making.meeting else ""
    return f"{making.program} log {who}{meeting}"


def _sections(
    making: _Making, people: tuple[Attendee, ...], flags: Sequence[Flag]
) -> Iterator[Section]:
    """Yield the sections in the order in which they are read."""
    yield from _heading(making, people)
    if making.private:
        yield _warnings(making, flags)
    yield _standing_agenda(making)
    seen: set[int] = set()
    yield from _read_back(making, making.clients, seen, "everybody")
    for attendee in people:
        if making.private:
            yield from _read_back(making, (attendee.client,), seen, attendee.client.name)
        yield from _between(making, attendee)
        yield _to_raise(making, attendee)
        if attendee.private:
            yield _prompts(attendee.client)
    yield _questions(making, beside=making.private and len(people) == 1)
    for attendee in people:
        yield from _about(making, attendee)
    yield _last_times(making)
    for attendee in people:
        yield _to_understand(making, attendee)


def _standing_agenda(making: _Making) -> Section:
    """Return the agenda that every meeting of the series has, a line for each of its lines."""
    text = (making.meeting.standing if making.meeting else None) or ""
    points = tuple(Line(text=point) for point in text.split("\n") if point.strip())
    return Section(title="Every time", lines=points, keep=len(points))


def _heading(making: _Making, people: tuple[Attendee, ...]) -> Iterator[Section]:
    see = f"{making.program} show {making.meeting.ref}" if making.meeting else ""
    who = tuple(lines.person(person, making.clock) for person in people)
    yield capped(Section(title="Who", lines=who, see=see, compact=True, keep=PEOPLE), PEOPLE)
    yield Section(title="When", lines=(lines.when(making.meeting, making.clock),), compact=True)
    if making.private:
        directions = dict.fromkeys(client.direction for client in making.clients)
        advice = tuple(
            Line(text=private.ADVICE[direction], label=direction) for direction in directions
        )
        yield Section(title="How", lines=advice, compact=True, keep=len(advice))


def _warnings(making: _Making, flags: Sequence[Flag]) -> Section:
    handles = {client.handle for client in making.clients}
    mine = [flag for flag in flags if flag.client in handles or _attends(flag, handles)]
    see = f"{making.program} report"
    if len(handles) == 1:
        see += f" {next(iter(handles))}"
    of_each = {flag.subject.key: flag for flag in reversed(mine)}.values()
    worst = [flag for flag in mine if flag in of_each]
    warned = tuple(Line(text=flag.text, label=flag.severity, ref=flag.ref) for flag in worst)
    section = capped(Section(title="Warnings", lines=warned, see=see), WARNINGS)
    return replace(section, hidden=len(mine) - len(section.lines))


def _attends(flag: Flag, handles: set[str]) -> bool:
    subject = flag.subject
    return isinstance(subject, Meeting) and any(
        client.handle in handles for client in subject.clients
    )


def _read_back(
    making: _Making, clients: tuple[Client, ...], seen: set[int], whom: str
) -> Iterator[Section]:
    """Yield the last meeting's action items, unless they are already on the page."""
    for last in held_together(making.db, clients, making.meeting, 1):
        if last.number in seen:
            return
        seen.add(last.number)
        items = agenda_queries.actions_of(making.db, last)
        actions = tuple(lines.commitment(item, making.clock, names_who=True) for item in items)
        confirmed = last.confirmed_at
        day = format_day(making.clock.day(last.starts_at), making.clock.today)
        name = f" with {whom}" if len(making.clients) > 1 else ""
        yield capped(
            Section(
                title=f"Read back: {day}{name}" + (", confirmed" if confirmed else ""),
                lines=actions,
                see=f"{making.program} show {last.ref}",
                then="" if confirmed else f"{making.program} confirm {last.ref}",
            ),
            CAP,
        )


def _between(making: _Making, attendee: Attendee) -> Iterator[Section]:
    """Yield what I owe them, and beside it what they owe me."""
    see, cap = making.see(attendee.client), _cap(making, attendee)
    for title, owed, beside in (
        (f"I owe {attendee.client.name}", attendee.mine, False),
        (f"Owed to me by {attendee.client.name}", attendee.theirs, True),
    ):
        commitments = tuple(lines.commitment(each, making.clock) for each in owed)
        pair = beside and bool(attendee.mine)
        yield capped(Section(title=title, lines=commitments, see=see, beside=pair), cap)
    handed = tuple(lines.delegated(each, making.clock) for each in attendee.in_hands)
    name = f": {attendee.client.name}" if len(making.clients) > 1 else ""
    yield capped(Section(title=f"In their hands{name}", lines=handed, see=see), cap)


def _cap(making: _Making, attendee: Attendee) -> int:
    return SHORT_CAP if making.private and attendee.client.direction == "up" else CAP


def _to_raise(making: _Making, attendee: Attendee) -> Section:
    """Return the offers, the untold news, the asks and the topics."""
    known = attendee.private
    bring = (private.offers(known) if known else []) or [Line(label="I bring", blank=True)]
    news = private.news(known, making.clock) if known else []
    asks = [lines.topic(each, making.clock) for each in attendee.topics if each.ask]
    rest = [lines.topic(each, making.clock) for each in attendee.topics if not each.ask]
    cap = _cap(making, attendee)
    few = cap // 2
    raised = (*bring[:few], *news[:few], *asks[:few], *rest[:cap])
    name = f" with {attendee.client.name}" if len(making.clients) > 1 else ""
    return Section(
        title=f"To raise{name}",
        lines=raised,
        hidden=sum(map(len, (bring, news, asks, rest))) - len(raised),
        see=making.see(attendee.client),
        keep=RAISED_FIRST,
    )


def _prompts(client: Client) -> Section:
    prompts = tuple(Line(text=prompt, blank=True) for prompt in private.PROMPTS[client.direction])
    return Section(title=f"Ready for {client.name}", lines=prompts)


def _questions(making: _Making, *, beside: bool) -> Section:
    review = making.meeting is not None and making.meeting.review
    asked = (*QUESTIONS, *OPEN_QUESTIONS) if review else ()
    questions = tuple(Line(text=question, blank=True) for question in asked)
    return Section(title="To ask in the review", lines=questions, keep=len(asked), beside=beside)


def _to_understand(making: _Making, attendee: Attendee) -> Section:
    """Return the questions about the latest need that was not confirmed, with room to answer."""
    needs = private.unconfirmed_needs(attendee.private) if attendee.private else []
    if not needs:
        return Section(title="", lines=())
    need = needs[0]
    questions = tuple(Line(text=question, blank=True) for question in private.NEED_QUESTIONS)
    return Section(
        title=f"To understand ({need.ref}): {need.text}",
        lines=questions,
        hidden=len(needs) - 1,
        see=f"{making.program} list needs --client {quote_or(need.client.handle, 'WHO')}",
        then=f"{making.program} confirm {need.ref}",
        keep=len(questions),
        spare=True,
    )


def _about(making: _Making, attendee: Attendee) -> Iterator[Section]:
    if attendee.private:
        yield Section(
            title=f"About {attendee.client.name}",
            lines=tuple(private.about(attendee.client, attendee.private, making.clock)),
            hidden=private.count_about(attendee.client, attendee.private),
            see=making.see(attendee.client),
        )


def _last_times(making: _Making) -> Section:
    """Return the summaries of the last meetings with all attendees; privately also with each."""
    if not making.clients:
        return Section(title="Last times", lines=())
    groups = [making.clients]
    if making.private:
        groups += [(client,) for client in making.clients]
    meetings = {
        met.number: met
        for number, group in enumerate(groups)
        for met in held_together(
            making.db, group, making.meeting, 1 if number else SUMMARIES, with_summary=True
        )
    }
    summaries = tuple(lines.summary(met, making.clock) for met in meetings.values())
    see = f"{making.program} timeline {quote_or(making.clients[0].handle, 'WHO')}"
    return capped(Section(title="Last times", lines=summaries, see=see, long=True), CAP)
