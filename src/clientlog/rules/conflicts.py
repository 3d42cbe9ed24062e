"""Rules about conflicts: while they are open, at the check, and afterwards."""

from collections.abc import Iterator
from datetime import datetime

from clientlog.dates import format_day
from clientlog.queries.snapshot_values import Snapshot
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import days_after, days_since
from clientlog.rules.phrases import quoted
from clientlog.text import counted


@rule(
    "now",
    settle=(
        "clientlog conflict step {ref} TEXT",
        "clientlog conflict agree {ref} TEXT --check DATE",
    ),
)
def stuck_conflict(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """A conflict has not moved for a week.

    Flagged: an open conflict, from the eighth day after its opening or its last step.

    Silent: on the seventh day; once there is an agreement.

    Why: Conflicts seldom settle by themselves. Listening to the other side counts as a step.
    """
    for conflict in snapshot.conflicts:
        moved = conflict.last_step_at or conflict.opened_at
        if conflict.state == "open" and days_since(snapshot, moved) > days:
            yield Finding(
                conflict,
                days_after(snapshot.clock.day(moved), days + 1),
                f"Conflict with {conflict.client.name} has not moved"
                f" for {counted(days_since(snapshot, moved), 'day')}: {quoted(conflict.text)}",
            )


@rule(
    "soon",
    settle=("clientlog conflict check {ref} --holds", "clientlog conflict check {ref} --fails"),
)
def unchecked_agreement(snapshot: Snapshot, days: int = 14) -> Iterator[Finding]:
    """The agreement after a conflict has not been checked.

    Flagged: an agreement that was not checked, from its check day on; with no such day,
    from the fourteenth day after the agreement.

    Silent: the day before.

    Why: Check that the agreement is being kept; unchecked agreements tend to lapse.
    """
    for conflict in snapshot.conflicts:
        check = conflict.check_on
        if check is None and conflict.agreed_at:
            check = days_after(snapshot.clock.day(conflict.agreed_at), days)
        if conflict.state == "agreed" and check and check <= snapshot.clock.today:
            yield Finding(
                conflict,
                check,
                f"Agreement with {conflict.client.name} to be checked since"
                f" {format_day(check, snapshot.clock.today)}:"
                f" {quoted(conflict.agreement or conflict.text)}",
            )


@rule("soon", settle=("clientlog touch {handle} TEXT", "clientlog log {handle} TEXT"))
def silence_after_conflict(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """There has been no contact since a conflict was settled.

    Flagged: a settled conflict, from the eighth day after, with no contact since.

    Silent: on the seventh day; after any contact; while the client is away.

    Why: After a conflict the relationship needs care, and silence can be taken for a grudge.
    """
    known = snapshot.by_handle
    for conflict in snapshot.conflicts:
        if conflict.state != "settled" or conflict.settled_at is None:
            continue
        client = known.get(conflict.client.handle)
        if client is not None and _is_after(client.last_contact, conflict.settled_at):
            continue
        if (passed := days_since(snapshot, conflict.settled_at)) > days:
            yield Finding(
                conflict,
                days_after(snapshot.clock.day(conflict.settled_at), days + 1),
                f"No contact with {conflict.client.name} since the conflict was settled"
                f" {counted(passed, 'day')} ago: {quoted(conflict.text)}",
            )


def _is_after(contact: datetime | None, moment: datetime) -> bool:
    return contact is not None and contact > moment
