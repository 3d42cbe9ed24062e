"""Minutes from standard input or a file: the template, or minutes that somebody else wrote."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientlog.cli.capture.interactive import asks_for_nothing, prefilled_template
from clientlog.cli.capture.log_options import LogOptions
from clientlog.cli.capture.meeting_match import MeetingSelector
from clientlog.cli.capture.minutes_to_record import MeetingTarget, build_record, save_record
from clientlog.cli.context import Context
from clientlog.cli.options import past_moment_argument
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError, UsageError
from clientlog.items import Item, format_item
from clientlog.minutes import Minutes, is_template, read_template
from clientlog.queries.values import Client
from clientlog.text import TEXT_LIMIT, name_key, validate_text
from clientlog.write.log import MeetingLog, NewCommitment, NewNote

if TYPE_CHECKING:
    from clientlog.minutes.offered import Offered


def log_from_source(
    context: Context,
    source: str,
    who: str | None,
    others: Sequence[str],
    occasion: MeetingSelector,
    typed: LogOptions,
    *,
    take_items: bool,
) -> Result:
    """Log what a text says; options go before its header, and what was typed stands beside it."""
    text = validate_text(read_source(source), _called(source))
    remark = ""
    if is_template(text):
        target, record = _from_template(context, text, [who, *others], occasion)
        remark = "--take-items had no effect: this is the template" if take_items else ""
    elif who is None:
        raise UsageError("WHO is missing", "clientlog log dana --file minutes.md")
    else:
        target = _target(context, [who, *others], Minutes(), occasion)
        record, remark = _from_others(context, text, target, take_items=take_items)
    record = _beside(record, occasion.read(context), typed.read(context))
    if asks_for_nothing(record, target):
        raise UsageError(
            "nothing is written below the header",
            "a meeting with nothing to note is recorded with --nothing",
        )
    return save_record(context, target, record, remark=remark)


def _from_template(
    context: Context, text: str, names: Sequence[str | None], occasion: MeetingSelector
) -> tuple[MeetingTarget, MeetingLog]:
    minutes = read_template(text, context.date_context)
    who, *others = names
    target = _target(
        context, [one for one in (who or minutes.client, *others) if one], minutes, occasion
    )
    before = prefilled_template(context, target)
    # Only what names a record is compared with the journal: this text was not prefilled.
    known = Minutes(**{name: getattr(before, name) for name in _KNOWN_BY_REF})
    return target, build_record(context, minutes, known, target)


_KNOWN_BY_REF = (
    "topics", "my_actions", "their_actions", "my_promises", "their_promises", "decisions", "notes",
)  # fmt: skip


def _from_others(
    context: Context, text: str, target: MeetingTarget, *, take_items: bool
) -> tuple[MeetingLog, str]:
    """The text is the summary word for word; items in it are offered, never taken unasked."""
    from clientlog.minutes.offered import offered_items

    offered = offered_items(text, context.date_context)
    take = take_items or (bool(offered) and _asked_to_take(context, offered))
    taken = offered if take else []
    record = MeetingLog(
        clients=tuple(one.id for one in target.clients),
        summary=validate_text(text, "the summary"),
        given=tuple(_given(one, target.clients) for one in taken if one.kind == "action"),
        said=tuple(
            NewNote(kind="decision", text=one.text) for one in taken if one.kind == "decision"
        ),
    )
    if not offered:
        return record, "--take-items had no effect: no items were found" if take_items else ""
    return record, "" if take else _offer(context, offered)


def _target(
    context: Context, names: list[str], minutes: Minutes, occasion: MeetingSelector
) -> MeetingTarget:
    if not names:
        raise UsageError("nobody is named", "say WHO, or begin the text with client: WHO")
    if minutes.client and context.client(names[0]).id != context.client(minutes.client).id:
        raise UsageError(
            f"WHO is {names[0]}, but the text says client: {minutes.client}",
            "leave one of them out",
        )
    said = occasion.at or minutes.when
    began = past_moment_argument(context, "--at" if occasion.at else "when", said) if said else None
    return occasion.target(context, [*names, *minutes.others], began)


def _beside(
    record: MeetingLog, said: Mapping[str, Any], more: Mapping[str, tuple[Any, ...]]
) -> MeetingLog:
    """The record with what the options say of the meeting, and with what they add to it."""
    parts = {name: getattr(record, name) + tuple(found) for name, found in more.items()}
    return replace(record, **said, **parts)


def _given(one: "Offered", clients: Sequence[Client]) -> NewCommitment:
    """An offered action: of the attendee it names, else mine, passed on to whom it names."""
    key = name_key(one.owner) if one.owner else ""
    owners = [c for c in clients if key and (key == c.handle or key in name_key(c.name).split()
                                             or key == name_key(c.name))]  # fmt: skip
    if len(owners) == 1:
        return NewCommitment(
            kind="action", item=Item(one.text, one.due), theirs=True, client=owners[0].id
        )
    owner = None if key in {"", "me", "i"} else one.owner
    return NewCommitment(kind="action", item=Item(one.text, one.due, owner=owner))


def _asked_to_take(context: Context, offered: "Sequence[Offered]") -> bool:
    if not context.interactive or context.json_:
        return False
    context.terminal.warn(_offer(context, offered))
    return context.ask("Take these? [y/N] ").strip().lower() in {"y", "yes"}


def _offer(context: Context, offered: "Sequence[Offered]") -> str:
    lines = [f"offered, not taken (take them with --take-items): {len(offered)}"]
    lines += [f"  {_shown(context, one)}" for one in offered]
    return "\n".join(lines)


def _shown(context: Context, one: "Offered") -> str:
    owner = f"@{one.owner}: " if one.owner else ""
    due = f" (due {one.due_text}, which is no date)" if one.due_text and not one.due else ""
    return f"{one.kind}  {owner}{format_item(Item(one.text, one.due), context.clock.today)}{due}"


def _called(source: str) -> str:
    return "standard input" if source == "-" else source


def read_source(name: str) -> str:
    """Standard input for `-`, else a file; refuse what is too long or not UTF-8."""
    if name == "-":
        data = sys.stdin.buffer.read(TEXT_LIMIT + 1)
    else:
        try:
            with Path(name).open("rb") as file:
                data = file.read(TEXT_LIMIT + 1)
        except OSError as error:
            raise ClientlogError(f"{name} cannot be read: {error.strerror}") from None
    if len(data) > TEXT_LIMIT:
        raise UsageError(f"{_called(name)} is longer than {TEXT_LIMIT:,} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{_called(name)} is not UTF-8 at byte {error.start}") from None
