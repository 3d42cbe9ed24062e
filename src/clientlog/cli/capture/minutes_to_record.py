"""Turn Minutes into the value that `log` records, and record it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from clientlog import write
from clientlog.cli.capture.meeting_match import MeetingTarget, resolve_item
from clientlog.cli.context import Context
from clientlog.cli.options import channel_argument, moment_of, past_moment_argument, remark_on_dates
from clientlog.cli.result import Result
from clientlog.dates import parse_length
from clientlog.errors import ClientlogError, NotFoundError, UsageError
from clientlog.minutes import Minutes, MinutesError, Problem, read_next
from clientlog.minutes.diff import MinutesDiff, NewCommitment, RecordUpdate, diff_minutes
from clientlog.refs import Ref, looks_like_ref, parse_ref
from clientlog.render.one_line import describe, describe_all
from clientlog.render.sentences import shortened
from clientlog.shell import verbatim
from clientlog.text import validate_line

if TYPE_CHECKING:
    from clientlog.store.tables import Meeting
    from clientlog.write.change import Change
    from clientlog.write.log import MeetingLog, NextMeeting

SUMMARY_SHOWN = 300
"""How many characters of the summary are echoed."""


def build_log(
    context: Context, before: Minutes, minutes: Minutes, target: MeetingTarget
) -> "MeetingLog":
    """Return what was added to the minutes or changed in them.

    Raises MinutesError with the line of everything that cannot be recorded.
    """
    diff = diff_minutes(before, minutes, context.clock.today)
    log = write.log.MeetingLog(
        clients=tuple(client.id for client in target.clients),
        newcomers=target.newcomers,
        newcomer_first=target.newcomer_first,
        at=_parse_start(context, diff, minutes),
        title=diff.title,
        minutes=parse_length(minutes.length) if minutes.length else None,
        channel=_parse_channel(diff, minutes),
        summary=diff.summary,
        replaces_summary=diff.replaces_summary,
        commitments=tuple(_resolve(context, target, new, diff) for new in diff.commitments),
        notes=tuple(diff.notes),
        updates=tuple(_resolve_update(context, target, update, diff) for update in diff.updates),
        next=tuple(_parse_next(context, minutes, diff)),
    )
    if diff.problems:
        raise MinutesError(tuple(sorted(diff.problems)))
    return log


def _resolve(
    context: Context, target: MeetingTarget, new: NewCommitment, diff: MinutesDiff
) -> NewCommitment:
    try:
        item, client = resolve_item(context, target, new.item)
    except ClientlogError as error:
        diff.problems.append(Problem(new.line, error.message, error.hint))
        return new
    return replace(new, item=item, client=client)


def _resolve_update(
    context: Context, target: MeetingTarget, update: RecordUpdate, diff: MinutesDiff
) -> RecordUpdate:
    """Return the update with the client that a changed `who:` names."""
    if "who" not in update.values:
        return update
    values = dict(update.values)
    who = values.pop("who") or target.clients[0].handle
    try:
        values["client"] = context.client(who).id
    except ClientlogError as error:
        diff.problems.append(Problem(update.line, error.message, error.hint))
    return replace(update, values=values)


def _parse_start(context: Context, diff: MinutesDiff, minutes: Minutes) -> datetime | None:
    """Return when the meeting began, if that was changed."""
    if not diff.when:
        return None
    try:
        return past_moment_argument(context, "when", diff.when)
    except ClientlogError as error:
        diff.problems.append(
            Problem(minutes.header_lines.get("when", 1), error.message, error.hint)
        )
        return None


def _parse_channel(diff: MinutesDiff, minutes: Minutes) -> str | None:
    try:
        return channel_argument("via", minutes.channel)
    except ClientlogError as error:
        line = minutes.header_lines.get("via", 1)
        diff.problems.append(Problem(line, error.message, error.hint))
        return None


def _parse_next(context: Context, minutes: Minutes, diff: MinutesDiff) -> "list[NextMeeting]":
    meetings = []
    for line in minutes.next:
        try:
            meetings.append(parse_next_meeting(context, line.text))
        except ClientlogError as error:
            diff.problems.append(Problem(line.line, error.message, error.hint))
    return meetings


def parse_next_meeting(context: Context, text: str) -> "NextMeeting":
    """Return the start and the title of the next meeting from `fri 10:00 planning`."""
    when, title = read_next(text, context.date_context)
    starts_at = moment_of(context, when)
    if starts_at <= context.clock.now:
        raise UsageError("the next meeting must be in the future")
    return write.log.NextMeeting(
        starts_at=starts_at, title=validate_line(title, "next") if title else None
    )


def match_attendees(
    context: Context, minutes: Minutes, before: Minutes, target: MeetingTarget
) -> MeetingTarget:
    """Return the target with the attendees that the header names now.

    A name taken out of it takes nobody out of a meeting. Raises MinutesError where a name
    there is nobody's.
    """
    if (minutes.client, minutes.others) == (before.client, before.others):
        return target
    named = [("client", minutes.client or before.client or "")]
    named += [("with", name) for name in minutes.others if name not in target.newcomers]
    clients = {}
    for key, name in named:
        try:
            client = context.client(name)
        except ClientlogError as error:
            line = minutes.header_lines.get(key, 1)
            raise MinutesError((Problem(line, f"{key}: {error.message}", error.hint),)) from None
        clients[client.id] = client
    return replace(target, clients=tuple(clients.values()))


def save_log(
    context: Context,
    target: MeetingTarget,
    build: "Callable[[Change], MeetingLog]",
    *,
    remark: str = "",
) -> Result:
    """Record a meeting in one transaction, and return what was understood.

    `build` is called inside the transaction, so that nothing changes between what it reads
    and what is written.
    """
    # No series goes on before: the recorded meeting may be its last one, which is over.
    with context.change(rolls=False) as change:
        stored = (
            write.meetings.find_meeting(change, target.meeting.number) if target.meeting else None
        )
        _refuse_if_removed_or_settled(target, stored)
        log = build(change)
        was_planned = stored is not None and stored.state == "planned"
        had_summary = stored is not None and stored.summary is not None
        held = write.log.log_meeting(change, log, stored)
        lines = [f"m{held.id}  closes the planned meeting"] if was_planned else []
        lines += _describe_log(context, change, log, Ref("m", held.id or 0))
        if log.summary and had_summary:
            lines.append(_say_what_became_of_summary(log, held.id or 0))
        lines += [remark] if remark else []
        remark_on_dates(context, change)
        change.notices += _say_what_stays_planned(context, change, target, held.id or 0)
        return context.change_result(change, "\n".join(lines))


def _refuse_if_removed_or_settled(target: MeetingTarget, stored: "Meeting | None") -> None:
    """Refuse to record a meeting that somebody else removed or settled another way meanwhile."""
    if target.meeting is None:
        return
    if stored is None:
        raise NotFoundError(f"{target.meeting.ref} was removed meanwhile")
    if stored.state in {"cancelled", "no-show"} and stored.state != target.meeting.state:
        raise ClientlogError(
            f"{target.meeting.ref} was recorded as {stored.state} meanwhile; nothing was saved",
            f"see: clientlog show {target.meeting.ref}",
        )


def _say_what_stays_planned(
    context: Context, change: "Change", target: MeetingTarget, held: int
) -> list[str]:
    """Return a sentence for each planned meeting that could have been meant instead."""
    return [
        "still planned: "
        + verbatim(describe(change.connection, context.clock, Ref("m", other.number)))
        + f"; if m{held} was that one: clientlog undo --change {change.id},"
        f" then log it with --meeting {other.ref}"
        for other in target.others
        if other.number != held
    ]


def _describe_log(context: Context, change: "Change", log: "MeetingLog", held: Ref) -> list[str]:
    """Return everything that was recorded: the meeting, its summary, its items, what it settled."""
    connection, clock = change.connection, context.clock
    created, _ = change.touched_refs()
    lines = [describe(connection, clock, held)]
    if log.summary:
        lines.append(f"    {shortened(log.summary, SUMMARY_SHOWN)}")
    others = [name for name in created if name != str(held)]
    lines += [f"{name}  added" for name in others if not looks_like_ref(name)]
    records = [name for name in others if looks_like_ref(name)]
    lines += [describe_all(connection, clock, [n for n in records if n[0] != "m"]) or ""]
    updated = dict.fromkeys(update.ref for update in log.updates)
    lines += [describe(connection, clock, ref) for ref in updated]
    lines += [f"next: {describe(connection, clock, parse_ref(n))}" for n in records if n[0] == "m"]
    owed = any(name[0] in "ap" for name in records) or log.updates
    lines += [f"{held}  items read back"] if log.confirmed and owed else []
    return [line for line in lines if line]


def _say_what_became_of_summary(log: "MeetingLog", number: int) -> str:
    if log.replaces_summary:
        return f"m{number}  had a summary, which this one replaces"
    return f"m{number}  had a summary; this one was added to it (--replace replaces it)"
