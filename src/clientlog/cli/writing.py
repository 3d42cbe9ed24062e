"""Minutes written in the editor, at the prompts, or before: each until it is in the journal.

What was written is kept as a draft first, and the draft goes when its content is saved.
"""

import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clientlog.book.minutes import prefilled, written
from clientlog.cli import drafts
from clientlog.cli.capture import Target, record_of, write_down
from clientlog.cli.drafts import Draft
from clientlog.cli.editor import edit_file
from clientlog.cli.prompts import Dialogue, tell
from clientlog.cli.run import Run
from clientlog.errors import ClientlogError, NotThere, WrongUsage
from clientlog.minutes import (
    Minutes,
    MinutesError,
    annotate,
    is_untouched,
    read_header,
    read_template,
    write_minutes,
)
from clientlog.refs import Ref
from clientlog.render.result import Result
from clientlog.render.sentences import meeting as meeting_line

if TYPE_CHECKING:
    from clientlog.journal.log import Record

INTERRUPTED = 130


def template_before(run: Run, target: Target) -> Minutes:
    """What the journal holds already of what is about to be written."""
    meeting = target.meeting
    if meeting and meeting.state == "held":
        return written(run.book, run.clock, meeting)
    return prefilled(run.book, run.clock, target.clients, meeting)


def at_the_prompts(run: Run, target: Target, beside: Mapping[str, Any]) -> Result:
    """Ask line by line; `e` goes on in the editor, Ctrl-C keeps a draft."""
    if target.meeting:
        tell(meeting_line(target.meeting, run.clock))
    before = template_before(run, target)
    dialogue = Dialogue(run, before)
    ending = dialogue.talk()
    typed = dialogue.minutes
    if ending == "editor":
        return _in_the_editor(run, target, before, write_minutes(typed), beside)
    if typed == before:
        code = INTERRUPTED if ending == "interrupted" else 1
        raise _Nothing(code)
    draft = drafts.new_draft(write_minutes(typed, hints=False), _ref(target))
    if ending == "interrupted":
        raise _Interrupted(draft)
    return _save(run, target, before, typed, draft, beside)


class _Nothing(ClientlogError):
    """Nothing was typed."""

    def __init__(self, code: int) -> None:
        super().__init__(
            "nothing was written; nothing was saved",
            "a meeting with nothing to note is recorded with --nothing",
        )
        self.exit_code = code


class _Interrupted(ClientlogError):
    """Ctrl-C at a prompt: what was typed is a draft now."""

    exit_code = INTERRUPTED

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            f"nothing was saved; the draft is {draft.path}", "go on with: clientlog log --resume"
        )


def in_the_editor(run: Run, target: Target, beside: Mapping[str, Any]) -> Result:
    """Open the template, filled with what the journal holds; `beside` is what options said."""
    before = template_before(run, target)
    return _in_the_editor(run, target, before, write_minutes(before), beside)


def _in_the_editor(
    run: Run, target: Target, before: Minutes, text: str, beside: Mapping[str, Any]
) -> Result:
    draft = drafts.new_draft(text, _ref(target))
    return _edit(run, target, before, draft, beside)


def _edit(
    run: Run, target: Target, before: Minutes, draft: Draft, beside: Mapping[str, Any]
) -> Result:
    """Edit until it can be taken; what cannot is marked at its line, and nothing is lost."""
    template = write_minutes(before)
    while True:
        shown = draft.read()
        _open_editor(run, draft)
        text = draft.read()
        if is_untouched(template, text):
            raise _kept(draft, "nothing was written")
        try:
            return _save(run, target, before, read_template(text, run.calendar), draft, beside)
        except MinutesError as error:
            marked = annotate(text, error.problems)
            draft.write(marked)
            if marked == shown or not (run.may_ask and sys.stdin.isatty()):
                error.hint = f"the draft is {draft.path}: clientlog log --resume"
                raise


def _open_editor(run: Run, draft: Draft) -> None:
    """SQLModel takes a quarter of a second to load: it does so while the person types."""
    from threading import Thread

    Thread(target=_load_models, daemon=True).start()
    try:
        edit_file(run, draft.path)
    except ClientlogError as error:
        raise _kept(draft, error.message) from None


def _load_models() -> None:
    import clientlog.journal.log  # noqa: F401


def _kept(draft: Draft, message: str) -> ClientlogError:
    return ClientlogError(f"{message}; nothing was saved", f"the draft is {draft.path}")


def _save(
    run: Run,
    target: Target,
    before: Minutes,
    typed: Minutes,
    draft: Draft,
    beside: Mapping[str, Any],
) -> Result:
    try:
        record = record_of(run, typed, before, target)
        result = write_down(run, target, replace(record, **_unsaid(record, beside)))
    except MinutesError:
        raise
    except ClientlogError as error:
        error.hint = f"the draft is {draft.path}: clientlog log --resume"
        raise
    draft.remove()
    return result


def _unsaid(record: "Record", beside: Mapping[str, Any]) -> dict[str, Any]:
    """What options said and the text did not."""
    return {name: value for name, value in beside.items() if not getattr(record, name)}


def resume(run: Run) -> Result:
    """Bring the last draft back into the editor, or take it as it is where nobody can edit."""
    draft = drafts.last_draft()
    target = _target_of(run, draft)
    before = template_before(run, target)
    if run.may_ask or run.environ.get("CLIENTLOG_EDITOR"):
        return _edit(run, target, before, draft, {})
    return _save(run, target, before, read_template(draft.read(), run.calendar), draft, {})


def _target_of(run: Run, draft: Draft) -> Target:
    """Who a draft is about: its meeting, else the names in its header."""
    from clientlog.book import records

    if draft.meeting:
        found = records.meetings(run.book, "meeting.id = ?", draft.meeting.number)
        if not found:
            raise NotThere(f"{draft.meeting} was removed", f"the draft is {draft.path}")
        return Target(clients=found[0].clients, meeting=found[0])
    header = read_header(draft.read(), run.calendar)
    if not header.client:
        raise WrongUsage(
            f"the draft {draft.path} does not say who was met", "add a line client: WHO"
        )
    return Target(clients=tuple(run.clients([header.client, *header.others])))


def _ref(target: Target) -> Ref | None:
    return Ref("m", target.meeting.number) if target.meeting else None
