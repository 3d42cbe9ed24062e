"""Two clients who are one person: everything of one becomes the other's."""

from clientlog.client_fields import CLIENT_FIELDS
from clientlog.errors import UsageError
from clientlog.store.tables import (
    ActionItem,
    Address,
    Alias,
    Attendance,
    Client,
    ExternalKey,
    Mute,
    Promise,
    Snooze,
    Tag,
)
from clientlog.vocabulary import ADDRESS_KINDS
from clientlog.write.change import Change
from clientlog.write.clients import OWNED, add_alias, clients_named, rename_owner, set_addresses


def merge(change: Change, source: Client, target: Client) -> None:
    """Move everything of `source` to `target`, names included, and remove `source`."""
    if source.id == target.id:
        raise UsageError(f"{source.handle} cannot be merged into itself")
    for model in OWNED:
        change.update_all(model, {"client_id": source.id}, {"client_id": target.id})
    _move_links(change, source, target)
    _fill_gaps(source, target)
    names = [source.name, *[alias.name for alias in change.all(Alias, client_id=source.id)]]
    change.flush()
    # What still hangs on the source goes with it; it must not be seen as the target's.
    change.reload()
    change.remove(change.get(Client, source.id or 0))
    for name in names:
        if not clients_named(change, name):
            add_alias(change, target, name)


def _move_links(change: Change, source: Client, target: Client) -> None:
    for model, column in (
        (Attendance, "meeting_id"),
        (Tag, "name"),
        (Snooze, "rule"),
        (Mute, "rule"),
    ):
        taken = {getattr(row, column) for row in change.all(model, client_id=target.id)}
        for link in change.all(model, client_id=source.id):
            if getattr(link, column) not in taken:
                link.client_id = target.id  # type: ignore[attr-defined]  # every link has it
    _move_addresses(change, source, target)
    rename_owner(change, source, target)
    _release_own(change, target)
    for key in change.all(ExternalKey, record_uuid=source.uuid):
        key.record_uuid = target.uuid


def _release_own(change: Change, client: Client) -> None:
    """Let nothing that is owed to or by the client be passed on to that same client."""
    own = {"client_id": client.id, "owner_client_id": client.id}
    for table in (ActionItem, Promise):
        change.update_all(table, own, {"owner": None, "owner_client_id": None})


def _move_addresses(change: Change, source: Client, target: Client) -> None:
    for kind in ADDRESS_KINDS:
        values = [
            address.value
            for client in (target, source)
            for address in sorted(
                change.all(Address, client_id=client.id, kind=kind), key=lambda a: a.position
            )
        ]
        set_addresses(change, target, kind, values)


def _fill_gaps(source: Client, target: Client) -> None:
    """Fill what is empty in `target` with the values of `source`."""
    for field in CLIENT_FIELDS:
        if getattr(target, field.name) is None:
            setattr(target, field.name, getattr(source, field.name))
    target.recorded_at = min(target.recorded_at, source.recorded_at)
    target.by_hand = target.by_hand or source.by_hand
