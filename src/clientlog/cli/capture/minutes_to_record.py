"""From minutes, however they were written, to the one value that `log` writes down."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from clientlog.cli.context import Context
from clientlog.cli.options import channel_argument, moment_of, past_moment_argument
from clientlog.cli.result import Result
from clientlog.dates import parse_length
from clientlog.errors import ClientlogError, UsageError
from clientlog.items import Item
from clientlog.minutes import Entry, Line, Minutes, MinutesError, Problem, match_topics, read_next
from clientlog.queries.values import Client, Meeting
from clientlog.refs import parse_ref
from clientlog.render.one_line import describe, describe_all
from clientlog.text import validate_line, validate_text

if TYPE_CHECKING:
    from clientlog.write.log import MeetingLog, NewCommitment, NewNote, RecordUpdate

CommitmentKind = Literal["action", "promise"]

COMMITMENTS: tuple[tuple[str, CommitmentKind, bool], ...] = (
    ("my_actions", "action", False),
    ("their_actions", "action", True),
    ("my_promises", "promise", False),
    ("their_promises", "promise", True),
)
"""The sections of the template that hold commitments, in the order they are written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTarget:
    """Who was met, and the meeting that is recorded; none for one of its own."""

    clients: tuple[Client, ...]
    meeting: Meeting | None = None


def build_record(
    context: Context, minutes: Minutes, before: Minutes, target: MeetingTarget
) -> "MeetingLog":
    """What the minutes say beyond what was in them before.

    Raises MinutesError with the line of everything that cannot be taken.
    """
    from clientlog.write.log import MeetingLog, NextMeeting

    minutes = match_topics(minutes, before)
    problems: list[Problem] = []
    given, revised = _commitments(context, minutes, before, problems)
    revised += _ticked(minutes.topics, before.topics, problems)
    notes = [("decision", line) for line in minutes.decisions]
    notes += [("note", line) for line in minutes.notes]
    revised += _reworded(notes, before)
    record = MeetingLog(
        clients=tuple(client.id for client in target.clients),
        at=_began(context, minutes, before, problems),
        title=minutes.title if minutes.title != before.title else None,
        minutes=parse_length(minutes.length) if minutes.length else None,
        channel=_channel(minutes, problems),
        summary=_summary(minutes, before),
        replaces_summary=bool(before.summary) and minutes.summary != before.summary,
        given=tuple(given),
        said=tuple(_new_note(kind, line) for kind, line in _new_lines(notes, minutes)),
        revised=tuple(revised),
        next=tuple(NextMeeting(**_ahead(context, line, problems)) for line in minutes.next),
    )
    if problems:
        raise MinutesError(tuple(sorted(problems)))
    return record


def _summary(minutes: Minutes, before: Minutes) -> str | None:
    if not minutes.summary or minutes.summary == before.summary:
        return None
    return validate_text(minutes.summary, "the summary")


def _new_note(kind: str, line: Line) -> "NewNote":
    from clientlog.write.log import NewNote

    return NewNote(kind=kind, text=line.text, mark=line.mark)  # type: ignore[arg-type]  # a decision, a note or a topic


def _new_lines(notes: list[tuple[str, Line]], minutes: Minutes) -> list[tuple[str, Line]]:
    new = [(kind, line) for kind, line in notes if line.ref is None]
    return new + [("topic", line) for line in minutes.topics if line.ref is None]


def _commitments(
    context: Context, minutes: Minutes, before: Minutes, problems: list[Problem]
) -> "tuple[list[NewCommitment], list[RecordUpdate]]":
    from clientlog.write.log import NewCommitment

    given: list[NewCommitment] = []
    revised: list[RecordUpdate] = []
    for section, kind, theirs in COMMITMENTS:
        known = {one.ref: one for one in getattr(before, section) if one.ref}
        for entry in getattr(minutes, section):
            if entry.ref is None:
                _refuse_past(context, entry, problems)
                given.append(
                    NewCommitment(kind=kind, item=entry.item, theirs=theirs, mark=entry.mark)
                )
            elif entry.ref in known:
                revised += _revised(entry, known[entry.ref], problems)
            else:
                problems.append(Problem(entry.line, f"{entry.ref} is not one of those listed here"))
    return given, revised


def _refuse_past(context: Context, entry: Entry, problems: list[Problem]) -> None:
    from clientlog.dates import ago, format_day

    due, today = entry.item.due, context.clock.today
    if due and due < today and entry.mark == "open":
        problems.append(
            Problem(entry.line, f"{format_day(due, today)} was {ago((today - due).days)}")
        )


def _revised(entry: Entry, known: Entry, problems: list[Problem]) -> "list[RecordUpdate]":
    """What was done to an entry that the journal holds already."""
    from clientlog.write.log import RecordUpdate

    assert entry.ref
    ref = parse_ref(entry.ref)
    found = []
    values = _corrections(entry.item, known.item)
    if "due" in values and known.item.due is not None:
        problems.append(
            Problem(
                entry.line,
                f"the date of {ref} is moved in the open:"
                f" clientlog renegotiate {ref} --to DATE --why TEXT",
            )
        )
    elif values and known.mark == "open":
        found.append(RecordUpdate(ref=ref, how="corrected", values=tuple(values.items())))
    if entry.mark != known.mark:
        if known.mark != "open" or entry.mark == "open":
            problems.append(Problem(entry.line, f"{ref} is settled already: clientlog undo"))
        else:
            found.append(RecordUpdate(ref=ref, how=entry.mark))
    return found


def _corrections(item: Item, known: Item) -> dict[str, Any]:
    names = ("text", "due", "priority", "owner", "every", "need")
    return {
        name: getattr(item, name) for name in names if getattr(item, name) != getattr(known, name)
    }


def _ticked(
    lines: Iterable[Line], before: Iterable[Line], problems: list[Problem]
) -> "list[RecordUpdate]":
    """Topics that were discussed, dropped or put in other words."""
    from clientlog.write.log import RecordUpdate

    known = {one.ref: one for one in before}
    found = []
    for line in lines:
        if line.ref is None:
            continue
        if line.ref not in known:
            problems.append(Problem(line.line, f"{line.ref} is not one of those listed here"))
        elif line.text != known[line.ref].text:
            text = (("text", line.text),)
            found.append(RecordUpdate(ref=parse_ref(line.ref), how="corrected", values=text))
        if line.mark != "open" and line.ref in known:
            found.append(RecordUpdate(ref=parse_ref(line.ref), how=line.mark))
    return found


def _reworded(notes: list[tuple[str, Line]], before: Minutes) -> "list[RecordUpdate]":
    from clientlog.write.log import RecordUpdate

    known = {one.ref: one.text for one in (*before.decisions, *before.notes) if one.ref}
    return [
        RecordUpdate(ref=parse_ref(line.ref), how="corrected", values=(("text", line.text),))
        for _, line in notes
        if line.ref and line.text != known.get(line.ref, line.text)
    ]


def _began(context: Context, minutes: Minutes, before: Minutes, problems: list[Problem]) -> Any:
    """When it began, where that was changed; what stands prefilled says nothing new."""
    if not minutes.when or minutes.when == before.when:
        return None
    try:
        return past_moment_argument(context, "when", minutes.when)
    except ClientlogError as error:
        problems.append(Problem(minutes.header_lines.get("when", 1), error.message))
        return None


def _channel(minutes: Minutes, problems: list[Problem]) -> str | None:
    try:
        return channel_argument("via", minutes.channel)
    except ClientlogError as error:
        problems.append(
            Problem(minutes.header_lines.get("via", 1), f"{error.message}; {error.hint}")
        )
        return None


def match_attendees(
    context: Context, minutes: Minutes, before: Minutes, target: MeetingTarget
) -> MeetingTarget:
    """Who was met, as the header says now; a name taken out of it takes nobody out of a meeting.

    Raises MinutesError where a name there is nobody's.
    """
    if (minutes.client, minutes.others) == (before.client, before.others):
        return target
    found: dict[int, Client] = {}
    for key, name in [("client", minutes.client or before.client), *_with(minutes)]:
        try:
            one = context.client(name or "")
        except ClientlogError as error:
            line = minutes.header_lines.get(key, 1)
            raise MinutesError((Problem(line, f"{key}: {error.message}"),)) from None
        found.setdefault(one.id, one)
    return replace(target, clients=tuple(found.values()))


def _with(minutes: Minutes) -> list[tuple[str, str]]:
    return [("with", name) for name in minutes.others]


def _ahead(context: Context, line: Line, problems: list[Problem]) -> dict[str, Any]:
    """A line of Next: when, and the title after it."""
    try:
        return next_meeting(context, line.text)
    except ClientlogError as error:
        problems.append(Problem(line.line, error.message))
        return {"starts_at": context.clock.now}


def next_meeting(context: Context, text: str) -> dict[str, Any]:
    """`fri 10:00 planning` as the start and the title of a meeting ahead."""
    when, title = read_next(text, context.date_context)
    starts_at = moment_of(context, when)
    if starts_at <= context.clock.now:
        raise UsageError("the next meeting must be ahead")
    return {"starts_at": starts_at, "title": validate_line(title, "next") if title else None}


def save_record(
    context: Context, target: MeetingTarget, record: "MeetingLog", *, remark: str = ""
) -> Result:
    """Write it down in one transaction and say what was understood."""
    from clientlog.store.tables import Meeting as StoredMeeting
    from clientlog.write.log import log_meeting

    closed = target.meeting
    with context.change() as change:
        stored = change.get(StoredMeeting, closed.number) if closed else None
        held = log_meeting(change, record, stored)
        created, _ = change.touched_refs()
        ref = f"m{held.id}"
        planned = closed is not None and closed.state == "planned"
        lines = [f"{ref}  closes the planned meeting"] if planned else []
        lines.append(describe_all(change.connection, context.clock, [ref]))
        others = [name for name in created if name != ref]
        lines += [describe_all(change.connection, context.clock, others)] if others else []
        lines += [describe(change.connection, context.clock, one.ref) for one in record.revised]
        lines += [remark] if remark else []
        return context.change_result(change, "\n".join(lines))
