"""Minutes from standard input or a file: the template, or minutes that somebody else wrote."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from clientlog.book.values import Client
from clientlog.cli.capture import Target, record_of, write_down
from clientlog.cli.log import find_target
from clientlog.cli.options import channel_argument, past_moment_argument
from clientlog.cli.run import Run
from clientlog.cli.writing import asks_for_nothing, template_before
from clientlog.dates import read_length
from clientlog.errors import ClientlogError, WrongUsage
from clientlog.items import Item, show_item
from clientlog.journal.log import Given, Record, Said
from clientlog.minutes import Minutes, Offered, is_template, offered_items, read_template
from clientlog.render.result import Result
from clientlog.texts import TEXT_LIMIT, clean_line, clean_text, has_substance, name_key


def log_source(
    run: Run,
    source: str,
    who: str | None,
    others: list[str],
    more: Mapping[str, tuple[Any, ...]],
    **options: Any,
) -> Result:
    """Log what a text says; options go before its header, and `more` stands beside it."""
    text = read_source(source)
    if not has_substance(text):
        raise WrongUsage(f"{_called(source)} is empty")
    log = _log_template if is_template(text) else _log_foreign
    return log(run, text, who, others, options | {"more": more})


def _log_template(
    run: Run, text: str, who: str | None, others: list[str], options: dict[str, Any]
) -> Result:
    minutes = read_template(text, run.calendar)
    target = _target(
        run, [name for name in (who or minutes.client, *others) if name], minutes, options
    )
    before = template_before(run, target)
    said = _said(run, options)
    # Only what names a record is compared with the journal: this text was not prefilled.
    known = Minutes(**{name: getattr(before, name) for name in _KNOWN_BY_REF})
    record = _with(record_of(run, minutes, known, target), said, options["more"])
    if asks_for_nothing(record, target):
        raise WrongUsage(
            "nothing is written below the header",
            "a meeting with nothing to note is recorded with --nothing",
        )
    return write_down(run, target, record)


_KNOWN_BY_REF = (
    "topics", "my_actions", "their_actions", "my_promises", "their_promises", "decisions", "notes",
)  # fmt: skip


def _log_foreign(
    run: Run, text: str, who: str | None, others: list[str], options: dict[str, Any]
) -> Result:
    """The text is the summary word for word; items in it are offered, never taken unasked."""
    if who is None:
        raise WrongUsage("WHO is missing", "clientlog log dana --file minutes.md")
    target = _target(run, [who, *others], Minutes(), options)
    offered = offered_items(text, run.calendar)
    take = bool(options["take_items"]) or (bool(offered) and _asked_to_take(run, offered))
    record = Record(
        clients=tuple(one.id for one in target.clients),
        summary=clean_text(text, "the summary"),
        given=tuple(
            _given(one, target.clients) for one in offered if take and one.kind == "action"
        ),
        said=tuple(
            Said(kind="decision", text=one.text)
            for one in offered
            if take and one.kind == "decision"
        ),
    )
    remark = "" if take or not offered else _offer(run, offered)
    return write_down(
        run, target, _with(record, _said(run, options), options["more"]), remark=remark
    )


def _target(run: Run, names: list[str], minutes: Minutes, options: dict[str, Any]) -> Target:
    if not names:
        raise WrongUsage("nobody is named", "say WHO, or begin the text with client: WHO")
    if minutes.client and run.client(names[0]).id != run.client(minutes.client).id:
        raise WrongUsage(
            f"WHO is {names[0]}, but the text says client: {minutes.client}",
            "leave one of them out",
        )
    said = options["at"] or minutes.when
    began = past_moment_argument(run, "--at" if options["at"] else "when", said) if said else None
    everyone = [*names, *minutes.others]
    return find_target(run, everyone, began, options["meeting"], new=options["new"])


def _said(run: Run, options: dict[str, Any]) -> dict[str, Any]:
    """What the options say of the meeting."""
    read: dict[str, Any] = {
        "at": past_moment_argument(run, "--at", options["at"]) if options["at"] else None,
        "minutes": run.plain_argument("--for", read_length, options["for_"])
        if options["for_"]
        else None,
        "title": clean_line(options["title"], "--title") if options["title"] else None,
        "channel": channel_argument("--via", options["via"]),
    }
    return {name: value for name, value in read.items() if value is not None}


def _with(record: Record, said: dict[str, Any], more: Mapping[str, tuple[Any, ...]]) -> Record:
    from dataclasses import replace

    parts = {name: getattr(record, name) + tuple(found) for name, found in more.items()}
    return replace(record, **said, **parts)


def _given(one: Offered, clients: Sequence[Client]) -> Given:
    """An offered action: of the attendee it names, else mine, passed on to whom it names."""
    key = name_key(one.owner) if one.owner else ""
    owners = [c for c in clients if key and (key == c.handle or key in name_key(c.name).split()
                                             or key == name_key(c.name))]  # fmt: skip
    if len(owners) == 1:
        return Given(kind="action", item=Item(one.text, one.due), theirs=True, client=owners[0].id)
    owner = None if key in {"", "me", "i"} else one.owner
    return Given(kind="action", item=Item(one.text, one.due, owner=owner))


def _asked_to_take(run: Run, offered: Sequence[Offered]) -> bool:
    if not run.may_ask or run.json_:
        return False
    run.terminal.warn(_offer(run, offered))
    return run.ask("Take these? [y/N] ").strip().lower() in {"y", "yes"}


def _offer(run: Run, offered: Sequence[Offered]) -> str:
    lines = [f"offered, not taken (take them with --take-items): {len(offered)}"]
    lines += [f"  {_shown(run, one)}" for one in offered]
    return "\n".join(lines)


def _shown(run: Run, one: Offered) -> str:
    owner = f"@{one.owner}: " if one.owner else ""
    due = f" (due {one.due_text}, which is no date)" if one.due_text and not one.due else ""
    return f"{one.kind}  {owner}{show_item(Item(one.text, one.due), run.clock.today)}{due}"


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
        raise WrongUsage(f"{_called(name)} is longer than {TEXT_LIMIT:,} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongUsage(f"{_called(name)} is not UTF-8 at byte {error.start}") from None
