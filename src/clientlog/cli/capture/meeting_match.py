"""Find the meeting that `log` records and who attended, by options or by what was planned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from clientlog import write
from clientlog.cli.context import Context
from clientlog.cli.options import parse_meeting_ref
from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.items import Item
from clientlog.queries.clients import matching_clients, similar_handles
from clientlog.queries.meetings import planned_around
from clientlog.queries.records import get_meeting
from clientlog.queries.values import Client, Meeting
from clientlog.refs import Ref
from clientlog.render.one_line import describe
from clientlog.text import escape_controls, name_key, validate_line

CLOSES_FROM = timedelta(minutes=30)
"""How long before its start a planned meeting is closed by `log`."""

CLOSES_UNTIL = timedelta(hours=24)
"""How long after its end."""

FORGOTTEN = timedelta(days=14)
"""How long a planned meeting that nobody recorded is recalled by the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTarget:
    """Who attended, and the planned meeting that is recorded; None for a new one."""

    clients: tuple[Client, ...]
    newcomers: tuple[str, ...] = ()
    """Names of attendees who are not clients yet."""
    newcomer_first: bool = False
    """Whether WHO is one of them: what was agreed belongs to the first of these."""
    meeting: Meeting | None = None
    others: tuple[Meeting, ...] = ()
    """Planned meetings that could have been meant as well."""

    @property
    def attendees(self) -> tuple[Client, ...]:
        """The clients who are named, and those with whom the meeting was planned."""
        planned = self.meeting.clients if self.meeting else ()
        return tuple({client.id: client for client in (*self.clients, *planned)}.values())


def find_attendees(
    context: Context, who: str, others: Sequence[str], *, add: bool
) -> MeetingTarget:
    """Return the clients that the names stand for; those who are none yet may be added."""
    clients, newcomers = [], []
    for name in [who, *context.split_names(others)]:
        try:
            clients.append(context.client(name))
        except NotFoundError as error:
            if not (add or _asked_to_add(context, name, error)):
                error.hint = f"{error.hint}; --add adds them" if error.hint else "--add adds them"
                raise
            newcomers.append(validate_line(name, "WHO" if name == who else "--with"))
    unique = {client.id: client for client in clients}
    return MeetingTarget(
        clients=tuple(unique.values()),
        newcomers=tuple(dict.fromkeys(newcomers)),
        newcomer_first=who in newcomers,
    )


def _asked_to_add(context: Context, name: str, error: NotFoundError) -> bool:
    if not context.interactive or context.json_:
        return False
    near = similar_handles(context.connection, name)
    hint = f" (did you mean {', '.join(near)}?)" if near else ""
    return context.ask_yes(f"{error.message}{hint}. Add {quote(escape_controls(name))}?")


def match_meeting(
    context: Context,
    target: MeetingTarget,
    *,
    ref: str | None,
    new: bool,
    began: datetime | None,
    has_time: bool = True,
) -> MeetingTarget:
    """Return the target with the named meeting, or a planned one that is now or just over.

    `has_time` says whether `began` was typed with a time, or is some moment of a day.
    """
    if ref and new:
        raise UsageError("--meeting and --new contradict each other")
    if new:
        return target
    if ref:
        return replace(target, meeting=_named_meeting(context, ref, began))
    at = began or context.clock.now
    if began is None or has_time:
        planned = _closable(context, target, at - CLOSES_UNTIL, at + CLOSES_FROM, at)
    else:
        planned = _on_day(context, target, at)
    is_exact = began is not None and has_time
    fitting = [meeting for meeting in planned if meeting.ends_at >= at or not is_exact]
    meeting = _nearest(context, _best_attended(target, fitting), at)
    if meeting is None:
        planned = _closable(context, target, at - FORGOTTEN, at + CLOSES_FROM, at)
    others = tuple(other for other in planned if other != meeting and not other.routine)
    return replace(target, meeting=meeting, others=others)


def _on_day(context: Context, target: MeetingTarget, at: datetime) -> list[Meeting]:
    """Return the planned meetings with WHO of the day of a moment, as far as they have begun."""
    clock = context.clock
    day = clock.day(at)
    latest = min(clock.end_of(day), clock.now + CLOSES_FROM)
    planned = _closable(context, target, clock.start_of(day), latest, at)
    return [meeting for meeting in planned if clock.day(meeting.starts_at) == day]


def _named_meeting(context: Context, text: str, began: datetime | None) -> Meeting:
    ref = parse_meeting_ref(text)
    meeting = get_meeting(context.connection, ref)
    has_begun = meeting.starts_at <= context.clock.now + CLOSES_FROM
    if meeting.state == "planned" and began is None and not has_begun:
        raise UsageError(
            f"{describe(context.connection, context.clock, ref)} has not begun",
            "if it took place earlier, say when: --at WHEN",
        )
    return meeting


def _closable(
    context: Context, target: MeetingTarget, ends_after: datetime, starts_by: datetime, at: datetime
) -> list[Meeting]:
    """Return the planned meetings with WHO within these moments.

    A routine one only while it goes on or is just over `at`, and with exactly its attendees.
    """
    if not target.clients:
        return []
    planned = planned_around(
        context.connection, target.clients[0], starts_by=starts_by, ends_after=ends_after
    )
    return [
        meeting
        for meeting in planned
        if not meeting.routine
        or (
            _is_attended_by(meeting, target)
            and at <= meeting.ends_at + write.series.ROUTINE_CLOSES_UNTIL
        )
    ]


def _best_attended(target: MeetingTarget, meetings: list[Meeting]) -> list[Meeting]:
    """Return the meetings with exactly the people named, or all where there is none."""
    exact = [meeting for meeting in meetings if _is_attended_by(meeting, target)]
    return exact or meetings


def _is_attended_by(meeting: Meeting, target: MeetingTarget) -> bool:
    planned = {client.id for client in meeting.clients}
    return not target.newcomers and planned == {client.id for client in target.clients}


def _nearest(context: Context, meetings: list[Meeting], at: datetime) -> Meeting | None:
    """Return the meeting whose start is nearest; ask which if two are equally near."""
    if not meetings:
        return None
    distance = min(abs(meeting.starts_at - at) for meeting in meetings)
    nearest = [meeting for meeting in meetings if abs(meeting.starts_at - at) == distance]
    if len(nearest) == 1:
        return nearest[0]
    if not context.interactive:
        raise UsageError(
            f"{' and '.join(meeting.ref for meeting in nearest)} are equally near",
            f"say which: --meeting {nearest[0].ref}, or --new",
        )
    lines = {
        describe(context.connection, context.clock, Ref("m", meeting.number)): meeting
        for meeting in nearest
    }
    return lines[context.choose("Which meeting was it", list(lines))]


def resolve_item(
    context: Context, target: MeetingTarget, item: Item
) -> tuple[Item, int | str | None]:
    """Return an item without its `who:`, and the attendee that `who:` names."""
    if item.who is None:
        return item, None
    matches = {client.id for client in matching_clients(context.connection, item.who)}
    attending = [client for client in target.attendees if client.id in matches]
    if len(attending) == 1:
        return replace(item, who=None), attending[0].id
    key = name_key(item.who)
    newcomers = [name for name in target.newcomers if f" {key}" in f" {name_key(name)}"]
    if not attending and len(newcomers) == 1:
        return replace(item, who=None), newcomers[0]
    names = [client.handle for client in target.attendees] + list(target.newcomers)
    raise UsageError(
        f"who: {quote(escape_controls(item.who))} does not name one attendee",
        f"who attended: {', '.join(names)}; --with adds somebody",
    )
