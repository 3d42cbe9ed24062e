"""Minutes written in the editor or at the prompts.

The text is first kept as a draft, which is removed once its content is in the journal.
"""

from collections.abc import Mapping
from dataclasses import replace

from clientlog.cli.capture import drafts
from clientlog.cli.capture.drafts import Draft, DraftAutosave, DraftError
from clientlog.cli.capture.meeting_match import MeetingTarget
from clientlog.cli.capture.prompts import Dialogue, Ending, tell
from clientlog.cli.capture.session import (
    NothingWrittenError,
    Session,
    open_session,
)
from clientlog.cli.context import Context
from clientlog.cli.editor import edit_file
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError, NotFoundError, UsageError
from clientlog.items import format_item
from clientlog.minutes import (
    Entry,
    Minutes,
    MinutesError,
    annotate,
    is_untouched,
    read_template,
    write_minutes,
)
from clientlog.minutes.diff import COMMITMENTS
from clientlog.render.sentences import meeting as describe_meeting
from clientlog.render.sentences import shortened

INTERRUPTED = 130


# At the prompts


def write_at_prompts(
    context: Context,
    target: MeetingTarget,
    header: Mapping[str, str],
    *,
    confirmed: bool = False,
    replaces: bool = False,
) -> Result:
    """Ask line by line; `e` continues in the editor, Ctrl-C keeps a draft.

    `header` is what options said, as header lines have it.
    """
    session = open_session(context, target, confirmed=confirmed)
    keeper = session.keeper
    tell(_introduction(context, session, replaces=replaces))
    pristine = replace(session.opened, **header)  # type: ignore[arg-type]  # header fields are texts
    dialogue = Dialogue(
        context,
        pristine,
        lambda typed: keeper.keep(_kept_text(typed)),
        replaces=replaces,
        confirmed=confirmed or None,
    )
    ending = dialogue.run()
    while (result := _end_dialogue(session, dialogue, pristine, ending)) is None:
        ending = dialogue.resume()
    return result


def _end_dialogue(
    session: Session, dialogue: Dialogue, pristine: Minutes, ending: Ending
) -> Result | None:
    """Save, or continue in the editor; return None if the dialogue has to go on."""
    keeper = session.keeper
    if ending == "editor":
        if keeper.keep(write_minutes(dialogue.minutes)):
            return edit_session(session, write_minutes(pristine))
        tell("   the editor needs a draft, and none can be kept here; an empty line saves")
        return None
    if dialogue.minutes == pristine:
        keeper.remove()
        raise NothingWrittenError(INTERRUPTED if ending == "interrupted" else 1)
    if ending == "interrupted":
        raise _InterruptedError(keeper, _kept_text(dialogue.minutes))
    session.confirmed = bool(dialogue.confirmed)
    try:
        return session.save(dialogue.minutes)
    except (UsageError, NotFoundError) as error:
        if ending == "over":
            raise
        tell(f"   {error.message}; u takes the last line back, e opens the editor")
        return None


def _introduction(context: Context, session: Session, *, replaces: bool) -> str:
    """Show who was met and what is open, so that nobody writes about the wrong client."""
    target, opened = session.target, session.opened
    if target.meeting:
        lines = [describe_meeting(target.meeting, context.clock)]
    else:
        names = [client.name for client in target.clients] + list(target.newcomers)
        lines = [f"with {', '.join(names)}"]
    if opened.summary:
        what = "is replaced by" if replaces else "is extended by"
        lines.append(f"   the summary {what} yours: {shortened(opened.summary, 200)}")
    lines += _open_lines(context, opened)
    return "\n".join([*lines, "   ? shows what you can type"])


def _open_lines(context: Context, opened: Minutes) -> list[str]:
    """Return a line for each open topic and item, with its REF."""
    today = context.clock.today
    lines = [f"   {topic.ref}  topic: {shortened(topic.text)}" for topic in opened.topics]
    names = {"my_actions": "I will", "their_actions": "they will"}
    names |= {"my_promises": "I promised", "their_promises": "they promised"}
    for section, _, _ in COMMITMENTS:
        entries: tuple[Entry, ...] = getattr(opened, section)
        lines += [
            f"   {entry.ref}  {names[section]}: {format_item(entry.item, today)}"
            for entry in entries
            if entry.mark == "open"
        ]
    return ["open (x and a REF settles one):", *lines] if lines else []


def _kept_text(minutes: Minutes) -> str:
    return write_minutes(minutes, hints=False)


class _InterruptedError(ClientlogError):
    """Ctrl-C at a prompt; what was typed is kept as a draft, or else printed."""

    exit_code = INTERRUPTED

    def __init__(self, keeper: DraftAutosave, text: str) -> None:
        if keeper.complaint is None and keeper.draft:
            super().__init__(
                f"nothing was saved; the draft is {keeper.draft.path}",
                "continue with: clientlog log --resume",
            )
        else:
            tell(text)
            super().__init__("nothing was saved and no draft can be kept; what was typed is above")


# In the editor


def write_in_editor(
    context: Context,
    target: MeetingTarget,
    header: Mapping[str, str],
    *,
    confirmed: bool = False,
) -> Result:
    """Open the template, filled in from the journal; `header` has the values of options."""
    session = open_session(context, target, confirmed=confirmed)
    keeper = session.keeper
    pristine = write_minutes(replace(session.opened, **header))  # type: ignore[arg-type]  # texts
    keeper.draft = drafts.new_draft(
        pristine, keeper.base, context.path, keeper.meeting, keeper.clients
    )
    return edit_session(session, pristine)


def edit_session(session: Session, pristine: str) -> Result:
    """Edit until it can be saved; mark the lines that cannot, and lose nothing.

    `pristine` is the text that asks for nothing.
    """
    context, draft = session.context, session.keeper.draft
    assert draft
    while True:
        text = _edited(context, draft, pristine)
        try:
            return session.save(read_template(text, context.date_context))
        except MinutesError as error:
            marked = annotate(text, error.problems)
            draft.write(marked)
            if marked == text or not context.interactive:
                error.hint = f"the draft is {draft.shown_path}: clientlog log --resume"
                raise


def _edited(context: Context, draft: Draft, pristine: str) -> str:
    """Return what the editor saved; raise an error if it saved nothing."""
    edited = draft.read()
    before = draft.path.stat()
    try:
        edit_file(context, draft.path)
        after = draft.path.stat()
        text = draft.read()
    except (ClientlogError, OSError) as error:
        if not draft.path.is_file() or not draft.path.stat().st_size:
            draft.write(edited)
        if isinstance(error, OSError):
            error = ClientlogError("the editor left no text")
        raise _nothing_saved(draft, error, edited, pristine) from None
    if is_untouched(pristine, text):
        if not text.strip():
            draft.write(edited)
        raise _nothing_saved(draft, ClientlogError("nothing was written"), edited, pristine)
    written = (after.st_mtime_ns, after.st_ino) != (before.st_mtime_ns, before.st_ino)
    if text == edited and not written:
        unsaved = ClientlogError("the editor was left without saving")
        raise _nothing_saved(draft, unsaved, edited, pristine)
    return text


def _nothing_saved(draft: Draft, why: ClientlogError, text: str, pristine: str) -> ClientlogError:
    """Return the error; remove a draft that was empty before the editor and after it."""
    message = why.message if isinstance(why, DraftError) else f"{why.message}; nothing was saved"
    if is_untouched(pristine, text) and _is_untouched(draft, pristine):
        draft.remove()
        return ClientlogError(message, why.hint)
    return ClientlogError(message, f"the draft is {draft.shown_path}")


def _is_untouched(draft: Draft, pristine: str) -> bool:
    """Return whether the file holds nothing; one that cannot be read may hold something."""
    try:
        return is_untouched(pristine, draft.read())
    except ClientlogError:
        return False
