"""`log`: record a meeting or talk that happened."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from clientlog import write
from clientlog.cli import capture
from clientlog.cli.capture.log_options import (
    MeetingOptions,
    OutcomeOptions,
    SettleOptions,
    SourceOptions,
)
from clientlog.cli.capture.meeting_match import MeetingTarget, find_attendees, match_meeting
from clientlog.cli.capture.minutes_to_record import save_log
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import has_time
from clientlog.cli.result import Result
from clientlog.dates import parse_moment_text
from clientlog.errors import ClientlogError, UsageError, quote
from clientlog.items import find_attributes
from clientlog.queries.clients import matching_clients
from clientlog.queries.values import Meeting
from clientlog.shell import quote_words, verbatim
from clientlog.text import escape_controls, name_key, validate_text

if TYPE_CHECKING:
    from clientlog.write.change import Change
    from clientlog.write.log import MeetingLog

app = typer.Typer()

Who = Annotated[
    str | None,
    typer.Argument(metavar="WHO", help="The client you met."),
]
Text = Annotated[list[str] | None, typer.Argument(metavar="[TEXT]", help="The summary.")]


@command(
    app,
    "log",
    "clientlog log dana",
    'clientlog log dana "Paused the migration" --their-promise "approve travel due:mon"'
    " --discussed t4 --confirmed",
    'clientlog log dana --with sam --at "yesterday 15:00" --for 45m "Kick-off went well"',
    "clientlog log dana --file minutes.md --take-items",
)
def log(
    context: Context,
    meeting: MeetingOptions,
    outcome: OutcomeOptions,
    settle: SettleOptions,
    source: SourceOptions,
    who: Who = None,
    text: Text = None,
) -> Result:
    """Record a meeting or talk that happened.

    With WHO alone, on a terminal, it asks line by line. A planned meeting with WHO, from
    30 minutes before its start to 24 hours after its end, is closed by it; --new prevents that.
    So is one that was going on at --at. A routine meeting is closed when exactly its attendees
    are named, until 30 minutes after its end; later it takes --meeting.
    """
    words = _join_texts(text, source.message)
    if source.resume:
        if who or words or meeting or outcome or settle or settle.confirmed or source.file:
            raise UsageError(
                "--resume continues the draft as it is", "change the rest in the editor"
            )

        return capture.resume.resume(context)
    name = "-" if words == "-" or (who == "-" and not words) else source.file
    if name:
        _refuse_beside_source(name, None if words == "-" else words, source)

        named = None if who == "-" else who
        return capture.from_file.log_from_source(
            context, name, named, meeting, outcome, settle, take_items=source.take_items
        )
    if source.take_items:
        raise UsageError("--take-items takes them from minutes", "name these: - or --file FILE")
    if who is None or who == "-":
        raise UsageError("WHO is missing", 'clientlog log dana "what was said"')
    return _log_typed(context, who, text or [], words, meeting, outcome, settle, source)


def _join_texts(text: list[str] | None, message: str | None) -> str | None:
    if text and message is not None:
        raise UsageError("TEXT and -m say the same", "leave one of them out")
    return " ".join(text) if text else message


def _refuse_beside_source(name: str, words: str | None, source: SourceOptions) -> None:
    if words or source.nothing or source.no_show or source.edit:
        raise UsageError(
            f"the summary comes from {'standard input' if name == '-' else name}",
            "leave TEXT, --nothing, --no-show and -e out",
        )


def _refuse_contradictions(
    context: Context, words: str | None, source: SourceOptions, *, says_all: bool
) -> None:
    """Refuse minutes from two places, and from none where nobody can be asked."""
    if words and source.nothing:
        raise UsageError("TEXT and --nothing contradict each other", "leave one of them out")
    if source.edit and says_all:
        raise UsageError("with -e everything is written in the editor", "leave the other texts out")
    if not (says_all or source.edit or context.interactive):
        raise UsageError("what was said is missing", "add TEXT, or --nothing, or --no-show")


def _log_typed(
    context: Context,
    who: str,
    text: list[str],
    words: str | None,
    meeting: MeetingOptions,
    outcome: OutcomeOptions,
    settle: SettleOptions,
    source: SourceOptions,
) -> Result:
    """Log what the command line says; if it says only who attended, ask for the minutes."""
    says_all = bool(words or source.nothing or source.no_show or outcome or settle)
    _refuse_contradictions(context, words, source, says_all=says_all)
    entry = meeting.read(context)
    target = find_attendees(context, who, meeting.with_ or (), add=meeting.add)
    timed = meeting.at is not None and has_time(context, "--at", meeting.at)
    target = match_meeting(
        context, target, ref=meeting.meeting, new=meeting.new, began=entry.at, has_time=timed
    )
    if entry.at and not timed and _is_day_of(context, entry.at, target.meeting):
        entry = replace(entry, at=None)  # it began as planned
    if not says_all:
        return _write(context, target, entry, settle, source)
    log = _read_options(
        context, target, words, outcome, settle, source, separate=meeting.new
    ).combined(entry)
    option = _option_meant(context, who, target, text)

    def build(change: "Change") -> "MeetingLog":
        if option:
            words = quote_words([who, option, text[0], " ".join(text[1:])]) or option
            change.notices.append(
                f"the summary begins with {quote(escape_controls(text[0]))}; if that is {option}:"
                f" clientlog undo --change {change.id}, then clientlog log {verbatim(words)}"
            )
        return log

    return save_log(context, target, build)


def _is_day_of(context: Context, at: datetime, meeting: Meeting | None) -> bool:
    clock = context.clock
    return meeting is not None and clock.day(at) == clock.day(meeting.starts_at)


def _read_options(
    context: Context,
    target: MeetingTarget,
    words: str | None,
    outcome: OutcomeOptions,
    settle: SettleOptions,
    source: SourceOptions,
    *,
    separate: bool,
) -> "MeetingLog":
    log = write.log.MeetingLog(
        clients=tuple(client.id for client in target.clients),
        newcomers=target.newcomers,
        newcomer_first=target.newcomer_first,
        summary=_check_summary(words) if words else None,
        replaces_summary=source.replace,
        separate=separate,
        nothing=source.nothing,
        no_show=source.no_show,
    )
    return log.combined(outcome.read(context, target)).combined(settle.read(context))


def _write(
    context: Context,
    target: MeetingTarget,
    entry: "MeetingLog",
    settle: SettleOptions,
    source: SourceOptions,
) -> Result:
    """Let the user write the minutes, below a header with the values of the options."""
    texts = {
        "when": f"{context.clock.local(entry.at):%Y-%m-%d %H:%M}" if entry.at else None,
        "length": f"{entry.minutes}m" if entry.minutes else None,
        "title": entry.title,
        "channel": entry.channel,
    }
    header = {name: text for name, text in texts.items() if text}
    if source.edit:
        return capture.interactive.write_in_editor(
            context, target, header, confirmed=settle.confirmed
        )
    return capture.interactive.write_at_prompts(
        context, target, header, confirmed=settle.confirmed, replaces=source.replace
    )


def _check_summary(text: str) -> str:
    """Return the summary; raise UsageError for an attribute in it, which belongs to an item."""
    validate_text(text, "TEXT")
    attributes = find_attributes(text)
    if attributes:
        raise UsageError(
            f"TEXT is the summary, but {quote(escape_controls(attributes[0]))} belongs to an item",
            'quote the whole item: --action "…", --promise "…", --their-action or --their-promise',
        )
    return text


def _option_meant(context: Context, who: str, target: MeetingTarget, text: list[str]) -> str | None:
    """Return the option that the first word was probably meant for: a date or another client."""
    if len(text) < 2 or len(text[0]) > 40 or target.newcomer_first:
        return None
    if _is_date(context, text[0]):
        return "--at"
    return "--with" if _is_other_client(context, who, text[0]) else None


def _is_date(context: Context, word: str) -> bool:
    if word.isdigit():
        return False
    try:
        parse_moment_text(word, context.date_context, past=True)
    except ClientlogError:
        return False
    return True


def _is_other_client(context: Context, who: str, word: str) -> bool:
    """Return whether a word is a handle or a whole word of the name of somebody else."""
    key = name_key(word)
    return any(
        key == client.handle or key in name_key(client.name).split()
        for client in matching_clients(context.connection, word)
        if client.id != context.client(who).id
    )
