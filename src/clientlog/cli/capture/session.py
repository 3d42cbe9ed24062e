"""A session of writing minutes: what it began from, its draft, and how it is saved."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clientlog.cli.capture.drafts import DraftAutosave
from clientlog.cli.capture.meeting_match import MeetingTarget
from clientlog.cli.capture.minutes_to_record import build_log, match_attendees, save_log
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError
from clientlog.minutes import (
    Minutes,
    MinutesError,
    write_minutes,
)
from clientlog.minutes.merge import MergeConflictError, merge_minutes
from clientlog.queries.minutes import current_minutes, prefilled_minutes, recorded_minutes
from clientlog.refs import Ref

if TYPE_CHECKING:
    from clientlog.write.change import Change
    from clientlog.write.log import MeetingLog


@dataclass(slots=True)
class Session:
    """Minutes that are being written: their meeting, what they began from, and their draft."""

    context: Context
    target: MeetingTarget
    opened: Minutes
    """What the journal held when the person began."""
    keeper: DraftAutosave
    confirmed: bool = False
    """Whether the items were read back."""

    def save(self, typed: Minutes) -> Result:
        """Record what was typed on top of what the journal holds now, and remove the draft."""
        try:
            result = save_log(self.context, self.target, lambda change: self._build(change, typed))
        except MinutesError:
            raise
        except ClientlogError as error:
            if self.keeper.draft:
                error.hint = f"the draft is {self.keeper.draft.shown_path}: clientlog log --resume"
            raise
        self.keeper.remove()
        return result

    def _build(self, change: "Change", typed: Minutes) -> "MeetingLog":
        """Return what was typed as one value, merged with what was changed in the meantime."""
        opened, meeting = self.opened, self.target.meeting
        clients = self.target.clients
        current = current_minutes(change.connection, self.context.clock, clients, meeting)
        if meeting is None:
            # Nobody else can have changed the header of a meeting that is not in the journal yet.
            opened = replace(opened, when=current.when)
        try:
            merged = merge_minutes(opened, typed, current)
        except MergeConflictError:
            self._begin_from(current)
            raise
        target = match_attendees(self.context, typed, opened, self.target)
        log = build_log(self.context, current, merged, target)
        if asks_for_nothing(log, target):
            raise NothingWrittenError(1)
        return replace(log, confirmed=log.confirmed or self.confirmed)

    def _begin_from(self, current: Minutes) -> None:
        """Compare with this version from now on, since the user was told what changed."""
        self.opened = current
        if self.keeper.draft:
            self.keeper.draft.write_base(write_minutes(current))


def prefilled_template(context: Context, target: MeetingTarget) -> Minutes:
    """Return what is about to be written and is already in the journal."""
    meeting, newcomers = target.meeting, target.newcomers
    if meeting and meeting.state == "held":
        minutes = recorded_minutes(context.connection, context.clock, meeting)
    else:
        minutes = prefilled_minutes(context.connection, context.clock, target.clients, meeting)
    return replace(minutes, others=(*minutes.others, *newcomers))


def open_session(context: Context, target: MeetingTarget, *, confirmed: bool) -> Session:
    """Open a session that starts from what the journal has about the meeting."""
    opened = prefilled_template(context, target)
    ref = Ref("m", target.meeting.number) if target.meeting else None
    numbers = tuple(client.id for client in target.clients)
    keeper = DraftAutosave(context.path, write_minutes(opened), ref, numbers)
    return Session(context, target, opened, keeper, confirmed)


class NothingWrittenError(ClientlogError):
    """Whether nothing was typed."""

    def __init__(self, code: int) -> None:
        super().__init__(
            "nothing was written; nothing was saved",
            "a meeting with nothing to note is recorded with --nothing",
        )
        self.exit_code = code


def asks_for_nothing(log: "MeetingLog", target: MeetingTarget) -> bool:
    """Return whether the minutes are empty; only --nothing may record that."""
    is_held = target.meeting is not None and target.meeting.state != "planned"
    return not (is_held or log.has_content or log.updates)
