"""The closing verbs: what each of them does to each kind of record."""

from datetime import date, datetime
from typing import NoReturn

from clientlog.errors import UsageError
from clientlog.kinds import BY_LETTER
from clientlog.refs import Ref
from clientlog.store.tables import ActionItem, Meeting, Note, Promise, Record, Topic
from clientlog.write import amendments, commitments, meetings, notes
from clientlog.write.change import Change


def done(change: Change, ref: Ref, on: date) -> None:
    """Finish an action item, keep a promise, discuss a topic, settle a note."""
    match change.record(ref):
        case ActionItem() | Promise() as commitment:
            commitments.finish(change, commitment, on)
        case Topic() as topic:
            notes.settle_topic(change, topic, "discussed", on)
        case Note() as note:
            notes.finish_note(change, note, on)
        case record:
            _refuse(ref, record, "done")


def reopen(change: Change, ref: Ref) -> None:
    """Open again what was settled."""
    match change.record(ref):
        case ActionItem() | Promise() as commitment:
            commitments.reopen(change, commitment)
        case Topic() as topic:
            notes.reopen_topic(change, topic)
        case Note() as note:
            notes.reopen_note(change, note)
        case record:
            _refuse(ref, record, "reopened")


def drop(change: Change, ref: Ref, why: str, *, told: bool, ends_series: bool = False) -> None:
    """Drop what is no longer wanted: an action item, a promise (released), a topic, a note."""
    match change.record(ref):
        case ActionItem() | Promise() as commitment:
            commitments.settle(
                change, commitment, "released", why, told=told, ends_series=ends_series
            )
        case Topic() as topic:
            notes.settle_topic(change, topic, "dropped", change.today)
        case Note() as note:
            notes.drop_note(change, note)
        case record:
            _refuse(ref, record, "dropped")


def break_promise(
    change: Change, ref: Ref, why: str, *, told: bool, ends_series: bool = False
) -> None:
    """Break a promise."""
    match change.record(ref):
        case Promise() as promise:
            commitments.settle(change, promise, "broken", why, told=told, ends_series=ends_series)
        case ActionItem():
            raise UsageError(
                f"{ref} is an action item: only promises are broken",
                f"clientlog drop {ref} --why TEXT",
            )
        case record:
            _refuse(ref, record, "broken")


def renegotiate(change: Change, ref: Ref, to: date, why: str, *, told: bool) -> None:
    """Move a due date, with the reason."""
    match change.record(ref):
        case ActionItem() | Promise() as commitment:
            commitments.renegotiate(change, commitment, to, why, told=told)
        case Meeting():
            raise UsageError(
                f"{ref} is a meeting, which has no due date",
                f"clientlog meeting move {ref} --at WHEN",
            )
        case record:
            _refuse(ref, record, "renegotiated")


def told(change: Change, ref: Ref) -> None:
    """Record that the client was told of this news, or of the changes of this commitment so far."""
    match change.record(ref):
        case ActionItem() | Promise() as commitment:
            if not amendments.mark_told(change, commitment):
                raise UsageError(f"{ref} has no change the client does not know of")
        case Note() as note:
            notes.tell_news(change, note)
        case record:
            _refuse(ref, record, "told")


def chase(
    change: Change, ref: Ref, at: datetime, *, text: str | None = None, channel: str | None = None
) -> None:
    """Record that a client was asked for what they owe."""
    match change.record(ref):
        case ActionItem() | Promise() as commitment:
            commitments.chase(change, commitment, at, text=text, channel=channel)
        case record:
            _refuse(ref, record, "chased")


def confirm(change: Change, ref: Ref) -> None:
    """Record that a meeting's items, a need or a goal were read back and confirmed."""
    match change.record(ref):
        case Meeting() as meeting:
            meetings.confirm(change, meeting)
        case Note() as note:
            notes.confirm_note(change, note)
        case ActionItem():
            raise UsageError(
                f"{ref} is an action item: its meeting is confirmed", f"see: clientlog show {ref}"
            )
        case record:
            _refuse(ref, record, "confirmed")


_MEANT = {
    ("m", "done"): "a meeting is held once it is logged: clientlog log WHO --meeting {}",
    ("m", "reopened"): "take back the change that closed it: clientlog history {}",
    ("c", "reopened"): "where its agreement fails: clientlog conflict check {} --fails",
    ("m", "dropped"): "clientlog meeting cancel {}",
    ("c", "done"): "it is settled when its agreement holds: clientlog conflict check {} --holds",
    ("c", "dropped"): "one that was no conflict is removed: clientlog rm {}",
    ("k", "done"): "a touch has happened: clientlog edit {}",
    ("k", "dropped"): "clientlog rm {}",
}
"""The hint for each letter of a REF and each verb."""


def _refuse(ref: Ref, _record: Record, verb: str) -> NoReturn:
    hint = _MEANT.get((ref.letter, verb), "").format(ref)
    raise UsageError(f"{ref} is a {BY_LETTER[ref.letter].noun}, which cannot be {verb}", hint)
