"""Action items and promises: created, finished, renegotiated, broken, released, told."""

from datetime import date, datetime
from typing import Literal

from clientlog.dates import Every, format_day, step
from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.items import Item
from clientlog.queries.clients import matching_clients
from clientlog.shell import verbatim
from clientlog.store.tables import (
    ActionItem,
    Chase,
    Client,
    Meeting,
    Note,
    Promise,
    Touch,
)
from clientlog.text import escape_controls
from clientlog.write.amendments import (
    Commitment,
    amend,
    amendments,
    link_to,
    ref_of,
    refuse_told_again,
    require_open,
)
from clientlog.write.change import Change
from clientlog.write.recurring import find_next, open_next

Broken = Literal["broken", "released"]

LONGEST_TOUCH = 500
"""Characters of a commitment that are repeated in the touch of a chase."""

OWNERS_NAMED = 3
"""How many clients are named whom an owner may be."""

UPDATE_WORDS = ("update", "status", "report")
"""Words by which a recurring promise of mine becomes an update, unless something else is said."""

MODELS: dict[str, type[ActionItem] | type[Promise]] = {"action": ActionItem, "promise": Promise}


def create(
    change: Change,
    kind: str,
    client: Client,
    item: Item,
    *,
    theirs: bool = False,
    meeting: Meeting | None = None,
    told: bool = False,
) -> Commitment:
    """Record a new commitment of mine, or of the client's when `theirs`."""
    if theirs and item.owner:
        raise UsageError(
            "what a client owes has no owner of your team",
            "leave owner: out, or leave --theirs out",
        )
    need = _need_served(change, client, item.need)
    due = _first_due(change, item)
    commitment = change.add(
        MODELS[kind](
            client_id=client.id or 0,
            meeting_id=meeting.id if meeting else None,
            need_id=need.id if need else None,
            text=item.text,
            theirs=theirs,
            priority=item.priority,
            due=due,
            due_set_at=change.clock.now if due else None,
            every=str(item.every) if item.every else None,
            anchor=due if item.every else None,
            try_until=item.try_until,
            is_update=_is_update(kind, item, theirs=theirs),
        )
    )
    if item.owner:
        _set_owner(change, commitment, item.owner)
        _record_delegation(change, commitment, client, told=told)
    return commitment


def _is_update(kind: str, item: Item, *, theirs: bool) -> bool:
    """Return whether a status that is sent settles it, as was said or as its words have it."""
    if item.is_update is not None:
        return item.is_update
    words = item.text.casefold()
    is_mine = kind == "promise" and not theirs and item.every is not None
    return is_mine and any(word in words for word in UPDATE_WORDS)


def _first_due(change: Change, item: Item) -> date | None:
    """Return the due date; a recurring commitment without one is first due one step from today."""
    if item.due or not item.every:
        return item.due
    return step(change.today, item.every)


def _need_served(change: Change, client: Client, number: int | None) -> Note | None:
    if number is None:
        return None
    need = change.find(Note, number)
    if need is None:
        raise NotFoundError(f"need:n{number}: there is no n{number}", "see: clientlog list needs")
    if need.kind != "need":
        raise UsageError(f"need:n{number}: n{number} is a {need.kind}, not a need")
    if need.client_id != client.id:
        raise UsageError(f"need:n{number}: n{number} is a need of another client")
    if need.confirmed_at is None:
        change.notices.append(
            f"n{number} was never confirmed: say it back to {verbatim(client.name)} first,"
            f" then: clientlog confirm n{number}"
        )
    return need


def finish(change: Change, commitment: Commitment, on: date) -> Commitment | None:
    """Finish a commitment on a day; open and return the next occurrence of a recurring one."""
    require_open(commitment)
    commitment.state = "kept" if isinstance(commitment, Promise) else "done"
    commitment.settled_on = on
    change.flush()
    if commitment.owner and not commitment.every:
        client = change.get(Client, commitment.client_id)
        change.notices.append(
            f"{verbatim(f'ask {client.name} how it went with {commitment.owner}')}:"
            f" clientlog note {client.handle} TEXT --kind feedback --asked"
        )
    if commitment.owner_client_id and not commitment.every:
        delegate = change.get(Client, commitment.owner_client_id)
        change.notices.append(
            f"tell {verbatim(delegate.name)} what you saw:"
            f" clientlog note {delegate.handle} TEXT --kind feedback --given --good"
        )
    return open_next(change, commitment)


def reopen(change: Change, commitment: Commitment) -> None:
    """Open again what was done, kept, broken, dropped or released.

    The next occurrence of a recurring one is removed with it, so that only one is open.
    """
    if commitment.state == "open":
        raise UsageError(f"{ref_of(commitment)} is open already")
    following = find_next(change, commitment)
    if following:
        change.notices.append(f"removed {ref_of(following)}, the next occurrence")
        change.remove(following)
    for amendment in amendments(change, commitment):
        if amendment.kind in {"broken", "released"}:
            change.remove(amendment)
    commitment.state, commitment.settled_on = "open", None
    change.flush()


def renegotiate(change: Change, commitment: Commitment, to: date, why: str, *, told: bool) -> None:
    """Move the due date; the old date, the new one and the reason stay on record."""
    require_open(commitment)
    if commitment.due == to:
        raise UsageError(f"{ref_of(commitment)} is due {format_day(to, change.today)} already")
    amend(change, commitment, "renegotiated", why=why, told=told, to=to)
    commitment.due = to
    commitment.due_set_at = change.clock.now
    change.flush()


def settle(
    change: Change,
    commitment: Commitment,
    how: Broken,
    why: str,
    *,
    told: bool,
    ends_series: bool = False,
) -> Commitment | None:
    """Break a promise, or release a promise or an action item that is no longer wanted.

    Opens and returns the next occurrence of a recurring one, unless that ends the series.
    """
    if told:
        refuse_told_again(change, commitment)
    require_open(commitment)
    is_promise = isinstance(commitment, Promise)
    commitment.state = how if is_promise else "dropped"
    commitment.settled_on = change.today
    amend(change, commitment, how, why=why, told=told)
    return None if ends_series else open_next(change, commitment)


def delegate(change: Change, commitment: Commitment, owner: str | None) -> None:
    """Delegate a commitment of mine to somebody, or take it back."""
    require_open(commitment)
    if commitment.theirs and owner:
        raise UsageError(f"{ref_of(commitment)} is owed by the client: it cannot be passed on")
    _set_owner(change, commitment, owner)
    if owner:
        client = change.get(Client, commitment.client_id)
        _record_delegation(change, commitment, client, told=False)


def _set_owner(change: Change, commitment: Commitment, owner: str | None) -> None:
    """Set the owner: a link where the name means exactly one client, else the name alone."""
    matches = matching_clients(change.connection, owner) if owner else []
    linked = matches[0] if len(matches) == 1 else None
    if linked and linked.id == commitment.client_id:
        raise UsageError(
            f"owner: {linked.name} is the client it is for",
            "what the client is to do is recorded with --theirs",
        )
    commitment.owner = linked.name if linked else owner
    commitment.owner_client_id = linked.id if linked else None
    change.flush()
    if len(matches) > 1:
        handles = ", ".join(match.handle for match in matches[:OWNERS_NAMED])
        change.notices.append(
            f"owner: {quote(escape_controls(owner or ''))} is kept as a name, since it may be"
            f" {handles}; to choose: clientlog edit {ref_of(commitment)} --owner HANDLE"
        )


def _record_delegation(
    change: Change, commitment: Commitment, client: Client, *, told: bool
) -> None:
    """Record the delegation, and remind of telling the client."""
    amend(change, commitment, "delegated", why=f"passed on to {commitment.owner}", told=told)
    if not told:
        change.notices.append(
            f"{verbatim(f'{client.name} should hear that {commitment.owner} does it')};"
            f" then: clientlog told {ref_of(commitment)}"
        )


def repeat(change: Change, commitment: Commitment, every: Every | None) -> None:
    """Let an open commitment recur from its due date, or no longer recur."""
    require_open(commitment)
    if every and not commitment.due:
        commitment.due, commitment.due_set_at = step(change.today, every), change.clock.now
    commitment.every = str(every) if every else None
    commitment.anchor = commitment.due if every else None
    change.flush()


def serve(change: Change, commitment: Commitment, need: int | None) -> None:
    """Link the commitment to a need of the client, or to none."""
    client = change.get(Client, commitment.client_id)
    served_need = _need_served(change, client, need)
    commitment.need_id = served_need.id if served_need else None
    change.flush()


def chase(
    change: Change,
    commitment: Commitment,
    at: datetime,
    *,
    text: str | None = None,
    channel: str | None = None,
) -> Touch:
    """Record that a client was asked for what they owe or do for you: a contact as well."""
    require_open(commitment)
    touch = change.add(
        Touch(
            client_id=_who_is_chased(commitment),
            at=at,
            text=text or f"asked for {ref_of(commitment)}: {commitment.text}"[:LONGEST_TOUCH],
            channel=channel,
        )
    )
    change.add(Chase(**link_to(commitment), touch_id=touch.id, at=at))
    return touch


def _who_is_chased(commitment: Commitment) -> int:
    """Return the client who owes it, or the one it is delegated to."""
    if commitment.theirs:
        return commitment.client_id
    if commitment.owner_client_id:
        return commitment.owner_client_id
    ref = ref_of(commitment)
    if commitment.owner:
        raise UsageError(
            f"{ref} is delegated to {commitment.owner}, who is not a client: nobody to chase",
            f"to delegate it to a client: clientlog edit {ref} --owner WHO",
        )
    raise UsageError(
        f"{ref} is owed by you: only what a client owes, or does for you, is chased",
        f"see: clientlog show {ref}",
    )
