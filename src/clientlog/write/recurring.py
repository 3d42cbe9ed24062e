"""Recurring commitments: the next occurrence, opened and found again."""

from clientlog.dates import next_after, parse_every
from clientlog.store.tables import ActionItem, Promise
from clientlog.write.change import Change


def open_next(change: Change, last: ActionItem | Promise) -> ActionItem | Promise | None:
    """Open the next occurrence, due on the first date of the schedule after today."""
    if not last.every or not last.due:
        return None
    after = max(change.today, last.due)
    due = next_after(last.anchor or last.due, parse_every(last.every), after)
    return change.add(
        type(last)(
            client_id=last.client_id,
            need_id=last.need_id,
            text=last.text,
            theirs=last.theirs,
            owner=last.owner,
            owner_client_id=last.owner_client_id,
            priority=last.priority,
            is_update=last.is_update,
            every=last.every,
            anchor=last.anchor,
            due=due,
            due_set_at=change.clock.now,
        )
    )


def find_next(change: Change, commitment: ActionItem | Promise) -> ActionItem | Promise | None:
    """Return the open occurrence that follows a settled one."""
    if not commitment.every or not commitment.due:
        return None
    same = {"client_id": commitment.client_id, "text": commitment.text, "state": "open"}
    for following in change.all(type(commitment), every=commitment.every, **same):
        if (
            following.anchor == commitment.anchor
            and following.due
            and (following.due > commitment.due)
        ):
            return following
    return None
