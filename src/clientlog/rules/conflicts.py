"""Rules about conflicts: on the way up the steps, at the check, and afterwards."""

from collections.abc import Iterator
from datetime import datetime

from clientlog.dates import show_day
from clientlog.queries.values import Book
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import away, by_handle, days_after, days_since
from clientlog.rules.phrases import counted, quoted


@rule(
    "now",
    settle=(
        "clientlog conflict step {ref} TEXT",
        "clientlog conflict agree {ref} TEXT --check DATE",
    ),
)
def stuck_conflict(book: Book, days: int = 7) -> Iterator[Finding]:
    """A conflict does not move.

    Flagged: an open conflict, from the eighth day after its opening or its last step.

    Silent: on the seventh day; once there is an agreement.

    Why: A conflict that is left alone does not get smaller. Listening is a step too.
    """
    for conflict in book.conflicts:
        moved = conflict.last_step_at or conflict.opened_at
        if conflict.state == "open" and days_since(book, moved) > days:
            yield Finding(
                conflict,
                days_after(book.clock.day(moved), days + 1),
                f"The conflict with {conflict.client.name} has not moved"
                f" for {counted(days_since(book, moved), 'day')}: {quoted(conflict.text)}",
            )


@rule(
    "soon",
    settle=("clientlog conflict check {ref} --holds", "clientlog conflict check {ref} --fails"),
)
def unchecked_agreement(book: Book, days: int = 14) -> Iterator[Finding]:
    """Nobody has looked whether the agreement after a conflict is kept.

    Flagged: an agreement that was not checked, from its check day on; with no such day,
    from the fourteenth day after the agreement.

    Silent: the day before.

    Why: An agreement that nobody follows up is counterfeit.
    """
    for conflict in book.conflicts:
        check = conflict.check_on
        if check is None and conflict.agreed_at:
            check = days_after(book.clock.day(conflict.agreed_at), days)
        if conflict.state == "agreed" and check and check <= book.clock.today:
            yield Finding(
                conflict,
                check,
                f"The agreement with {conflict.client.name} was to be checked"
                f" on {show_day(check, book.clock.today)}:"
                f" {quoted(conflict.agreement or conflict.text)}",
            )


@rule("soon", settle=("clientlog touch {handle} TEXT", "clientlog log {handle} TEXT"))
def silence_after_conflict(book: Book, days: int = 7) -> Iterator[Finding]:
    """A conflict was settled, and then nobody spoke.

    Flagged: a settled conflict, from the eighth day after, with no contact since.

    Silent: on the seventh day; after any contact; while the client is away.

    Why: After a conflict the relationship needs care, and silence feels like a grudge.
    """
    known = by_handle(book)
    for conflict in book.conflicts:
        if conflict.state != "settled" or conflict.settled_at is None:
            continue
        one = known.get(conflict.client.handle)
        spoken = one is not None and _is_after(one.last_contact, conflict.settled_at)
        if spoken or away(book, conflict.client):
            continue
        if (passed := days_since(book, conflict.settled_at)) > days:
            yield Finding(
                conflict,
                days_after(book.clock.day(conflict.settled_at), days + 1),
                f"No contact with {conflict.client.name} since the conflict was settled"
                f" {counted(passed, 'day')} ago: {quoted(conflict.text)}",
            )


def _is_after(contact: datetime | None, moment: datetime) -> bool:
    return contact is not None and contact > moment
