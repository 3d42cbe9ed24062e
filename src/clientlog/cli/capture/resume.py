"""Continue a draft: which one, and whom it is about."""

from typing import Any

from clientlog.cli.capture import drafts
from clientlog.cli.capture.drafts import Draft, DraftAutosave
from clientlog.cli.capture.interactive import edit_session
from clientlog.cli.capture.meeting_match import MeetingTarget
from clientlog.cli.capture.session import Session, prefilled_template
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError, NotFoundError, UsageError
from clientlog.minutes import (
    Minutes,
    read_header,
    read_template,
    write_minutes,
)
from clientlog.minutes.diff import COMMITMENTS
from clientlog.minutes.headings import HEADER_FIELDS
from clientlog.queries.meetings import find_meeting
from clientlog.render.sentences import shortened
from clientlog.store.identity import read_owner


def resume(context: Context) -> Result:
    """Open a draft in the editor again, or save it as it is if nobody can edit."""
    draft = _choose_draft(context)
    target = _target_of(context, draft)
    opened = prefilled_template(context, target)
    base = draft.read_base()
    if base is None:
        base = write_minutes(opened)
    else:
        opened = read_template(base, context.date_context)
    keeper = DraftAutosave(context.path, base, draft.meeting, draft=draft)
    session = Session(context, target, opened, keeper)
    if context.interactive or context.environ.get("CLIENTLOG_EDITOR"):
        context.terminal.warn("the draft opens in the editor")
        return edit_session(session, base)
    return session.save(read_template(draft.read(), context.date_context))


def _choose_draft(context: Context) -> Draft:
    """Return the newest draft that is not empty; on a terminal, ask which if there are several.

    A draft with nothing but another header is one only if there is no other: options fill that.
    """
    known = drafts.list_drafts(context.path)
    filled = [draft for draft in known if _holds_something(context, draft)]
    filled = filled or [draft for draft in known if _has_other_header(context, draft)]
    if not filled:
        raise drafts.no_draft(context.path)
    if len(filled) == 1:
        return filled[0]
    lines = {_describe_draft(context, draft): draft for draft in filled}
    if context.interactive:
        return lines[context.choose("Which draft", list(lines))]
    newest, *others = lines
    context.terminal.warn(f"resuming {newest}")
    for line in others:
        context.terminal.warn(f"there is also {line}")
    return filled[0]


def _holds_something(context: Context, draft: Draft) -> bool:
    """Return whether a draft has more in it than what it began from."""
    base = draft.read_base()
    try:
        typed = read_template(draft.read(), context.date_context)
        began = read_template(base, context.date_context) if base else None
    except ClientlogError:
        return True
    if began:
        return _content(typed) != _content(began)
    summary, *lines = _content(typed)
    return bool(summary) or any(line.ref is None or line.mark != "open" for line in lines)


def _has_other_header(context: Context, draft: Draft) -> bool:
    """Return whether the header of a draft is not the one that it began from."""
    base = draft.read_base()
    if base is None:
        return False
    typed, began = (read_template(text, context.date_context) for text in (draft.read(), base))
    fields = (*HEADER_FIELDS.values(), "others")
    return any(getattr(typed, name) != getattr(began, name) for name in fields)


def _content(minutes: Minutes) -> tuple[Any, ...]:
    """Return minutes without their header, which options may have filled."""
    sections = ("topics", "decisions", "next", "notes", *(name for name, _, _ in COMMITMENTS))
    lines = [line for name in sections for line in getattr(minutes, name)]
    return (minutes.summary, *lines)


def _describe_draft(context: Context, draft: Draft) -> str:
    """Return who a draft is about, how it begins, and where it is."""
    text = draft.read()
    try:
        minutes = read_template(text, context.date_context)
        names = ", ".join(name for name in (minutes.client, *minutes.others) if name)
        return f"{names}: {shortened(minutes.summary) or 'no summary'} ({draft.path})"
    except ClientlogError:
        return str(draft.path)


def _target_of(context: Context, draft: Draft) -> MeetingTarget:
    """Return whom a draft is about: its meeting, else the names in its header."""
    if draft.meeting:
        meeting = find_meeting(context.connection, draft.meeting.number)
        where = f"the draft is {draft.shown_path}"
        if meeting is None:
            raise NotFoundError(f"{draft.meeting} was removed", where)
        owner = draft.owner
        began = owner and owner.meeting
        if began and began != read_owner(context.connection, (), meeting.number).meeting:
            raise NotFoundError(f"{draft.meeting} is another meeting since a restore", where)
        return MeetingTarget(clients=meeting.clients, meeting=meeting)
    header = read_header(draft.read(), context.date_context)
    if not header.client:
        raise UsageError(
            f"the draft {draft.path} does not say who was met", "add a line client: WHO"
        )
    return MeetingTarget(clients=tuple(context.clients([header.client, *header.others])))
