"""Upkeep of single records: corrected, removed."""

from typing import Any

from clientlog.dates import format_day
from clientlog.errors import UsageError
from clientlog.kinds import BY_LETTER
from clientlog.refs import Ref
from clientlog.store.tables import ActionItem, Conflict, Note, Promise, Record, Snooze, Topic, Touch
from clientlog.write import commitments, notes
from clientlog.write.change import Change


def edit(change: Change, ref: Ref, **values: Any) -> None:
    """Correct a record; a due date that is set already is renegotiated, not corrected."""
    record = change.record(ref)
    if "client" in values:
        _hand_over(change, record, values.pop("client"))
    allowed = BY_LETTER[ref.letter].editable
    for name in values:
        if name not in allowed:
            raise UsageError(
                f"a {BY_LETTER[ref.letter].noun} has no {name}",
                f"what it has: {', '.join(sorted(allowed))}",
            )
    if isinstance(record, ActionItem | Promise):
        _edit_commitment(change, record, values)
    if isinstance(record, Note) and values.get("tone"):
        notes.receive(change, record)
    for name, value in values.items():
        setattr(record, name, value)
    change.flush()


def _hand_over(change: Change, record: Record, client_id: int) -> None:
    """Give a record to another client; what it served there does not go with it."""
    if not isinstance(record, ActionItem | Promise | Topic | Note | Touch | Conflict):
        raise UsageError("a meeting has attendees", "clientlog meeting edit REF --with WHO")
    record.client_id = client_id
    if isinstance(record, ActionItem | Promise):
        record.need_id = None
        if record.owner_client_id == client_id:
            record.owner, record.owner_client_id = None, None
    change.flush()


def _edit_commitment(
    change: Change, commitment: commitments.Commitment, values: dict[str, Any]
) -> None:
    """Take out of `values` what is more than a column."""
    if "due" in values:
        _set_first_due(change, commitment, values.pop("due"))
    if "owner" in values:
        commitments.delegate(change, commitment, values.pop("owner"))
    if "every" in values:
        commitments.repeat(change, commitment, values.pop("every"))
    if "need" in values:
        commitments.serve(change, commitment, values.pop("need"))


def _set_first_due(change: Change, commitment: commitments.Commitment, due: Any) -> None:
    commitments.require_open(commitment)
    if commitment.due is not None:
        ref = commitments.ref_of(commitment)
        raise UsageError(
            f"{ref} is due {format_day(commitment.due, change.today)}: a date is moved in the open",
            f"clientlog renegotiate {ref} --to DATE --why TEXT",
        )
    commitment.due = due
    commitment.due_set_at = change.clock.now


def remove(change: Change, ref: Ref) -> None:
    """Remove a record and what belongs to it alone."""
    record = change.record(ref)
    for snooze in change.all(Snooze, subject=str(ref)):
        change.remove(snooze)
    change.remove(record)
