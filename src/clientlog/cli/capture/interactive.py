"""Minutes written in the editor, at the prompts, or before: each until it is in the journal.

What was written is kept as a draft first, and the draft goes when its content is saved.
"""

import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING, Any

from clientlog.cli.capture import drafts
from clientlog.cli.capture.drafts import Draft, DraftAutosave
from clientlog.cli.capture.minutes_to_record import (
    MeetingTarget,
    build_record,
    match_attendees,
    save_record,
)
from clientlog.cli.capture.prompts import Dialogue, tell
from clientlog.cli.context import Context
from clientlog.cli.editor import edit_file
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError, NotFoundError, UsageError
from clientlog.minutes import (
    Minutes,
    MinutesError,
    annotate,
    is_untouched,
    read_header,
    read_template,
    write_minutes,
)
from clientlog.queries.minutes import prefilled_minutes, recorded_minutes
from clientlog.refs import Ref
from clientlog.render.sentences import meeting as meeting_line

if TYPE_CHECKING:
    from clientlog.write.log import MeetingLog

INTERRUPTED = 130


def prefilled_template(context: Context, target: MeetingTarget) -> Minutes:
    """What the journal holds already of what is about to be written."""
    meeting = target.meeting
    if meeting and meeting.state == "held":
        return recorded_minutes(context.connection, context.clock, meeting)
    return prefilled_minutes(context.connection, context.clock, target.clients, meeting)


def write_at_prompts(context: Context, target: MeetingTarget, beside: Mapping[str, Any]) -> Result:
    """Ask line by line; `e` goes on in the editor, Ctrl-C keeps a draft.

    `beside` is what options said, as header lines have it.
    """
    tell(_about(context, target))
    before = prefilled_template(context, target)
    opened = replace(before, **beside)
    keeper = DraftAutosave(context.path, _ref(target))
    dialogue = Dialogue(context, opened, lambda typed: keeper.keep(_kept_text(typed)))
    loading = _load_meanwhile()
    ending = dialogue.talk()
    loading.join()
    while True:
        if ending == "editor":
            if keeper.keep(write_minutes(dialogue.minutes)) and keeper.draft:
                return _edit(context, target, before, keeper.draft, write_minutes(opened))
            tell("   the editor needs a draft, and none can be kept here; an empty line saves")
        elif dialogue.minutes == opened:
            keeper.remove()
            raise _Nothing(INTERRUPTED if ending == "interrupted" else 1)
        elif ending == "interrupted":
            raise _Interrupted(keeper, _kept_text(dialogue.minutes))
        else:
            try:
                return _save(context, target, before, dialogue.minutes, keeper)
            except (UsageError, NotFoundError) as error:
                if ending == "over":
                    raise
                tell(f"   {error.message}; u takes the last line back, e opens the editor")
        ending = dialogue.go_on()


def _about(context: Context, target: MeetingTarget) -> str:
    """Who was met, so that nobody writes about another by mistake."""
    if target.meeting:
        return meeting_line(target.meeting, context.clock)
    return f"with {', '.join(client.name for client in target.clients)}"


def _kept_text(minutes: Minutes) -> str:
    return write_minutes(minutes, hints=False)


class _Nothing(ClientlogError):
    """Nothing was typed."""

    def __init__(self, code: int) -> None:
        super().__init__(
            "nothing was written; nothing was saved",
            "a meeting with nothing to note is recorded with --nothing",
        )
        self.exit_code = code


class _Interrupted(ClientlogError):
    """Ctrl-C at a prompt: what was typed is a draft now, or else on the screen."""

    exit_code = INTERRUPTED

    def __init__(self, keeper: DraftAutosave, text: str) -> None:
        if keeper.complaint is None and keeper.draft:
            super().__init__(
                f"nothing was saved; the draft is {keeper.draft.path}",
                "go on with: clientlog log --resume",
            )
        else:
            tell(text)
            super().__init__("nothing was saved and no draft can be kept; what was typed is above")


def write_in_editor(context: Context, target: MeetingTarget, beside: Mapping[str, Any]) -> Result:
    """Open the template, filled with what the journal holds; `beside` is what options said."""
    before = prefilled_template(context, target)
    opened = write_minutes(replace(before, **beside))
    return _edit(
        context, target, before, drafts.new_draft(opened, context.path, _ref(target)), opened
    )


def _edit(
    context: Context, target: MeetingTarget, before: Minutes, draft: Draft, opened: str
) -> Result:
    """Edit until it can be taken; what cannot is marked at its line, and nothing is lost.

    `opened` is the text that asks for nothing.
    """
    while True:
        shown = draft.read()
        _open_editor(context, draft, shown)
        text = _left(draft, shown)
        if is_untouched(opened, text):
            raise _kept(draft, "nothing was written")
        try:
            typed = read_template(text, context.date_context)
            return _save(
                context, target, before, typed, DraftAutosave(context.path, _ref(target), draft)
            )
        except MinutesError as error:
            marked = annotate(text, error.problems)
            draft.write(marked)
            if marked == shown or not (context.interactive and sys.stdin.isatty()):
                error.hint = f"the draft is {draft.path}: clientlog log --resume"
                raise


def _left(draft: Draft, shown: str) -> str:
    """What the editor left; where it left nothing, what it was given is the draft again."""
    try:
        return draft.read()
    except ClientlogError:
        draft.write(shown)
        raise _kept(draft, "the editor left no text") from None


def _open_editor(context: Context, draft: Draft, shown: str) -> None:
    loading = _load_meanwhile()
    try:
        edit_file(context, draft.path)
    except ClientlogError as error:
        if not draft.path.exists():
            draft.write(shown)
        raise _kept(draft, error.message) from None
    loading.join()


def _load_meanwhile() -> Thread:
    """SQLModel takes a quarter of a second to load: it does so while the person types.

    Nothing else may import it before the thread is joined: of two threads that import what
    imports each other, one sees half of it.
    """
    loading = Thread(target=_load_models, daemon=True)
    loading.start()
    return loading


def _load_models() -> None:
    if hasattr(signal, "pthread_sigmask"):
        # Some systems give a signal to any thread; the one that waits for a key must have it.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    import clientlog.write.log  # noqa: F401


def _kept(draft: Draft, message: str) -> ClientlogError:
    return ClientlogError(f"{message}; nothing was saved", f"the draft is {draft.path}")


def _save(
    context: Context, target: MeetingTarget, before: Minutes, typed: Minutes, keeper: DraftAutosave
) -> Result:
    try:
        target = match_attendees(context, typed, before, target)
        record = build_record(context, typed, before, target)
        if asks_for_nothing(record, target):
            raise _Nothing(1)
        result = save_record(context, target, record)
    except MinutesError:
        raise
    except ClientlogError as error:
        if keeper.draft:
            error.hint = f"the draft is {keeper.draft.path}: clientlog log --resume"
        raise
    keeper.remove()
    return result


def asks_for_nothing(record: "MeetingLog", target: MeetingTarget) -> bool:
    """Whether a meeting would be held of which nothing is said: only --nothing means that."""
    is_held = target.meeting is not None and target.meeting.state != "planned"
    return not (is_held or record.has_content or record.revised)


def resume(context: Context) -> Result:
    """Bring the last draft back into the editor, or take it as it is where nobody can edit."""
    draft = drafts.last_draft(context.path)
    target = _target_of(context, draft)
    before = prefilled_template(context, target)
    if context.interactive or context.environ.get("CLIENTLOG_EDITOR"):
        return _edit(context, target, before, draft, write_minutes(before))
    typed = read_template(draft.read(), context.date_context)
    return _save(context, target, before, typed, DraftAutosave(context.path, draft.meeting, draft))


def _target_of(context: Context, draft: Draft) -> MeetingTarget:
    """Who a draft is about: its meeting, else the names in its header."""
    from clientlog.queries import records

    if draft.meeting:
        found = records.meetings(context.connection, "meeting.id = ?", draft.meeting.number)
        if not found:
            raise NotFoundError(f"{draft.meeting} was removed", f"the draft is {draft.path}")
        return MeetingTarget(clients=found[0].clients, meeting=found[0])
    header = read_header(draft.read(), context.date_context)
    if not header.client:
        raise UsageError(
            f"the draft {draft.path} does not say who was met", "add a line client: WHO"
        )
    return MeetingTarget(clients=tuple(context.clients([header.client, *header.others])))


def _ref(target: MeetingTarget) -> Ref | None:
    return Ref("m", target.meeting.number) if target.meeting else None
