"""Minutes from standard input or a file: the template, or minutes that somebody else wrote."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from clientlog.cli.capture.log_options import MeetingOptions, OutcomeOptions, SettleOptions
from clientlog.cli.capture.meeting_match import MeetingTarget, find_attendees, match_meeting
from clientlog.cli.capture.minutes_to_record import build_log, save_log
from clientlog.cli.capture.session import asks_for_nothing
from clientlog.cli.context import Context
from clientlog.cli.options import has_time, past_moment_argument
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError, UsageError
from clientlog.items import Item, format_item
from clientlog.minutes import Minutes, is_template, read_template
from clientlog.minutes.diff import COMMITMENTS, NewCommitment, NewNote
from clientlog.minutes.offered import offered_items, own_names
from clientlog.queries.meetings import meetings_between
from clientlog.queries.minutes import current_minutes, recorded_minutes
from clientlog.queries.values import Client, Meeting
from clientlog.store.files import open_file, read_at_most
from clientlog.store.paths import expand
from clientlog.text import TEXT_LIMIT, name_key, validate_text
from clientlog.write.log import MeetingLog

if TYPE_CHECKING:
    from clientlog.minutes.offered import Offered
    from clientlog.write.change import Change


def log_from_source(
    context: Context,
    source: str,
    who: str | None,
    meeting: MeetingOptions,
    outcome: OutcomeOptions,
    settle: SettleOptions,
    *,
    take_items: bool,
) -> Result:
    """Log a text; options take precedence over its header, and what they add is added."""
    text = validate_text(read_source(source), _name(source))
    minutes = read_template(text, context.date_context) if is_template(text) else None
    if minutes is None and who is None:
        raise UsageError("WHO is missing", "clientlog log dana --file minutes.md")
    target = _find_target(context, who, minutes or Minutes(), meeting)
    entry = meeting.read(context).combined(outcome.read(context, target))
    entry = entry.combined(settle.read(context))
    # What stands under a heading that the template does not have belongs to the summary.
    summary = minutes.summary if minutes else text
    taken, remark = _take_offered(context, summary, target, take_items=take_items)
    entry = entry.combined(taken)

    def build(change: "Change") -> MeetingLog:
        log = (
            _log_template(context, change, minutes, target)
            if minutes
            else _foreign_log(text, target)
        )
        log = log.combined(entry)
        if asks_for_nothing(log, target):
            raise UsageError(
                "nothing is written below the header",
                "a meeting with nothing to note is recorded with --nothing",
            )
        if not (meeting.new or meeting.meeting):
            _refuse_recorded(context, change, log, target, taken)
        return log

    return _save(context, target, build, taken, remark)


def _save(
    context: Context,
    target: MeetingTarget,
    build: "Callable[[Change], MeetingLog]",
    taken: MeetingLog,
    remark: str,
) -> Result:
    """Save the log; of minutes that were logged before, only the items that are taken now."""
    try:
        return save_log(context, target, build, remark=remark)
    except _RecordedError as error:
        if not error.has_new_items:
            raise
        target = replace(target, meeting=error.meeting)
    clients = MeetingLog(clients=tuple(client.id for client in target.clients))
    return save_log(context, target, lambda _: clients.combined(taken))


class _RecordedError(UsageError):
    """A meeting at that time holds the same minutes: a file was given twice."""

    def __init__(self, meeting: Meeting, *, has_new_items: bool) -> None:
        """Name the meeting."""
        super().__init__(
            f"{meeting.ref} holds these minutes already",
            f"clientlog show {meeting.ref}; --new records them as another meeting",
        )
        self.meeting = meeting
        self.has_new_items = has_new_items


def _refuse_recorded(
    context: Context, change: "Change", log: MeetingLog, target: MeetingTarget, taken: MeetingLog
) -> None:
    """Raise an error where a meeting holds the minutes, and say if it lacks the items taken."""
    if not target.clients:
        return
    at = log.at or context.clock.now
    day = context.clock.day(at)
    meetings = meetings_between(
        change.connection,
        client=target.clients[0].id,
        since=context.clock.start_of(day),
        until=context.clock.end_of(day),
    )
    for meeting in meetings:
        is_same_time = log.at is None or meeting.starts_at == log.at
        is_held = is_same_time and meeting.state == "held"
        if is_held and _is_recorded(context, change, log, meeting):
            is_new = bool(taken.commitments or taken.notes)
            is_new = is_new and not _has_items(context, change, taken, meeting)
            raise _RecordedError(meeting, has_new_items=is_new)


def _is_recorded(context: Context, change: "Change", log: MeetingLog, meeting: Meeting) -> bool:
    """Return whether a meeting has the same summary and, where that is empty, all the items."""
    if log.summary or meeting.summary:
        return log.summary == meeting.summary
    return _has_items(context, change, log, meeting)


def _has_items(context: Context, change: "Change", log: MeetingLog, meeting: Meeting) -> bool:
    """Return whether a meeting has all the items of a log, of which there are some."""
    recorded = recorded_minutes(change.connection, context.clock, meeting)
    known = {
        (kind, theirs, entry.item.text)
        for section, kind, theirs in COMMITMENTS
        for entry in getattr(recorded, section)
    }
    known_notes = {line.text for line in (*recorded.decisions, *recorded.notes)}
    items = {(new.kind, new.theirs, new.item.text) for new in log.commitments}
    notes = {note.text for note in log.notes if note.kind != "topic"}
    return bool(items or notes) and items <= known and notes <= known_notes


def _log_template(
    context: Context, change: "Change", minutes: Minutes, target: MeetingTarget
) -> MeetingLog:
    before = current_minutes(change.connection, context.clock, target.clients, target.meeting)
    # Only lines that name a record are compared with the journal: this text was not prefilled.
    known = Minutes(**{name: getattr(before, name) for name in _KNOWN_BY_REF})
    return build_log(context, known, minutes, target)


_KNOWN_BY_REF = (
    "topics", "my_actions", "their_actions", "my_promises", "their_promises", "decisions", "notes",
)  # fmt: skip


def _foreign_log(text: str, target: MeetingTarget) -> MeetingLog:
    """Return the log of a text that is the summary word for word."""
    return MeetingLog(
        clients=tuple(client.id for client in target.clients),
        newcomers=target.newcomers,
        summary=validate_text(text, "the summary"),
    )


def _take_offered(
    context: Context, text: str, target: MeetingTarget, *, take_items: bool
) -> tuple[MeetingLog, str]:
    """Return the items that a text asks for if they are taken, and a remark on the others.

    They are offered, and not recorded unasked.
    """
    mine = own_names(context.settings.me)
    offered = offered_items(text, context.date_context, mine)
    if not offered:
        remark = "--take-items had no effect: no items were found" if take_items else ""
        return MeetingLog(clients=()), remark
    if not (take_items or _asked_to_take(context, offered)):
        return MeetingLog(clients=()), _offer(context, offered)
    log = MeetingLog(
        clients=(),
        commitments=tuple(
            _commitment_of(item, target.attendees, mine)
            for item in offered
            if item.kind == "action"
        ),
        notes=tuple(
            NewNote(kind="decision", text=item.text) for item in offered if item.kind == "decision"
        ),
    )
    return log, ""


def _find_target(
    context: Context, who: str | None, minutes: Minutes, meeting: MeetingOptions
) -> MeetingTarget:
    name = who or minutes.client
    if not name:
        raise UsageError("nobody is named", "say WHO, or begin the text with client: WHO")
    if who and minutes.client and context.client(who).id != context.client(minutes.client).id:
        raise UsageError(
            f"WHO is {who}, but the text says client: {minutes.client}", "leave one of them out"
        )
    text = meeting.at or minutes.when
    name_of_when = "--at" if meeting.at else "when"
    began = past_moment_argument(context, name_of_when, text) if text else None
    others = [*(meeting.with_ or ()), *minutes.others]
    target = find_attendees(context, name, others, add=meeting.add)
    return match_meeting(
        context,
        target,
        ref=meeting.meeting,
        new=meeting.new,
        began=began,
        has_time=text is not None and has_time(context, name_of_when, text),
    )


def _commitment_of(
    offered: "Offered", clients: Sequence[Client], mine: frozenset[str]
) -> NewCommitment:
    """Return an offered action item: the attendee's it names, else mine, delegated to that name."""
    key = name_key(offered.owner) if offered.owner else ""
    owners = [c for c in clients if key and (key == c.handle or key in name_key(c.name).split()
                                             or key == name_key(c.name))]  # fmt: skip
    if len(owners) == 1:
        return NewCommitment(
            kind="action", item=Item(offered.text, offered.due), theirs=True, client=owners[0].id
        )
    owner = None if key in {"", "me", "i", *mine} else offered.owner
    return NewCommitment(kind="action", item=Item(offered.text, offered.due, owner=owner))


def _asked_to_take(context: Context, offered: "Sequence[Offered]") -> bool:
    if not context.interactive or context.json_:
        return False
    context.terminal.warn(_offer(context, offered))
    return context.ask_yes("Take these?")


def _offer(context: Context, offered: "Sequence[Offered]") -> str:
    lines = [f"offered, not taken (take them with --take-items): {len(offered)}"]
    lines += [f"  {_offer_line(context, item)}" for item in offered]
    return "\n".join(lines)


def _offer_line(context: Context, offered: "Offered") -> str:
    owner = f"@{offered.owner}: " if offered.owner else ""
    due = (
        f" (due {offered.due_text}, which is no date)"
        if offered.due_text and not offered.due
        else ""
    )
    item = format_item(Item(offered.text, offered.due), context.clock.today)
    return f"{offered.kind}  {owner}{item}{due}"


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


def read_source(name: str) -> str:
    """Return the text of standard input for `-`, else of a file."""
    if name == "-":
        if sys.stdin is None:
            raise UsageError("standard input is closed", "name a file")
        data = sys.stdin.buffer.read(TEXT_LIMIT + 1)
    else:
        try:
            with open_file(expand(Path(name))) as file:
                data = read_at_most(file, TEXT_LIMIT + 1)
        except OSError as error:
            raise ClientlogError(f"{name} cannot be read: {error.strerror}") from None
    if len(data) > TEXT_LIMIT:
        raise UsageError(f"{_name(name)} is longer than {TEXT_LIMIT:,} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{_name(name)} is not UTF-8 at byte {error.start}") from None
