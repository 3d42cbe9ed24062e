"""The options of `log`, in groups, and the values they stand for."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from clientlog import write
from clientlog.cli.capture.meeting_match import MeetingTarget, resolve_item
from clientlog.cli.capture.minutes_to_record import parse_next_meeting
from clientlog.cli.context import Context
from clientlog.cli.options import (
    Past,
    Via,
    With,
    channel_argument,
    item_argument,
    past_moment_argument,
)
from clientlog.dates import parse_length
from clientlog.errors import UsageError
from clientlog.kinds import BY_LETTER
from clientlog.minutes.diff import COMMITMENTS, NewCommitment, NewNote, RecordUpdate
from clientlog.text import validate_line, validate_text

if TYPE_CHECKING:
    from clientlog.write.log import MeetingLog

Texts = list[str] | None


def _item_option(name: str, text: str) -> Any:
    return typer.Option(name, metavar="ITEM", help=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOptions:
    """Options that say which meeting it was, and describe it."""

    with_: With = None
    add: Annotated[bool, typer.Option("--add", help="Add attendees who are not clients yet.")] = (
        False
    )
    at: Annotated[
        str | None,
        typer.Option(
            "--at", "--when", "--date", metavar="WHEN", help="When it began; now by default."
        ),
    ] = None
    for_: Annotated[
        str | None, typer.Option("--for", metavar="LENGTH", help="45m, 1h30; 1h by default.")
    ] = None
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="What it is about.")
    ] = None
    via: Via = None
    meeting: Annotated[
        str | None, typer.Option("--meeting", metavar="REF", help="Record this meeting.")
    ] = None
    new: Annotated[
        bool, typer.Option("--new", help="Record a new meeting, not the planned one.")
    ] = False

    def __bool__(self) -> bool:
        return any(
            (self.with_, self.add, self.at, self.for_, self.title, self.via, self.meeting, self.new)
        )

    def read(self, context: Context) -> "MeetingLog":
        """Return what the options say about the meeting itself."""
        return write.log.MeetingLog(
            clients=(),
            at=past_moment_argument(context, "--at", self.at) if self.at else None,
            minutes=context.parse_plain("--for", parse_length, self.for_) if self.for_ else None,
            title=validate_line(self.title, "--title") if self.title else None,
            channel=channel_argument("--via", self.via),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeOptions:
    """Options for what came out of the meeting."""

    action: Annotated[Texts, _item_option("--action", "What I will do.")] = None
    their_action: Annotated[Texts, _item_option("--their-action", "What they will do.")] = None
    promise: Annotated[Texts, _item_option("--promise", "What I promise.")] = None
    their_promise: Annotated[Texts, _item_option("--their-promise", "What they promise.")] = None
    note: Annotated[
        Texts, typer.Option("--note", metavar="TEXT", help="A note; repeat for more.")
    ] = None
    decision: Annotated[
        Texts, typer.Option("--decision", metavar="TEXT", help="What was decided.")
    ] = None
    topic: Annotated[
        Texts, typer.Option("--topic", metavar="TEXT", help="A topic for the next meeting.")
    ] = None
    next_: Annotated[
        Texts, typer.Option("--next", metavar="WHEN", help="The next meeting: fri 10:00 planning.")
    ] = None
    past: Past = False

    def __bool__(self) -> bool:
        return any((*self._items(), self.note, self.decision, self.topic, self.next_))

    def _items(self) -> tuple[Texts, ...]:
        """Return the texts for each section in COMMITMENTS."""
        return self.action, self.their_action, self.promise, self.their_promise

    def read(self, context: Context, target: MeetingTarget) -> "MeetingLog":
        """Return what came out of the meeting; raise an error before anything is saved."""
        texts: tuple[tuple[Literal["decision", "note", "topic"], Texts], ...] = (
            ("decision", self.decision),
            ("note", self.note),
            ("topic", self.topic),
        )
        parse_next = partial(parse_next_meeting, context)
        return write.log.MeetingLog(
            clients=(),
            commitments=tuple(self._commitments(context, target)),
            notes=tuple(
                NewNote(kind=kind, text=validate_text(text, f"--{kind}"))
                for kind, texts_of_kind in texts
                for text in texts_of_kind or ()
            ),
            next=tuple(
                context.parse_plain("--next", parse_next, text) for text in self.next_ or ()
            ),
        )

    def _commitments(self, context: Context, target: MeetingTarget) -> list[NewCommitment]:
        names = ("--action", "--their-action", "--promise", "--their-promise")
        commitments = []
        for (_, kind, theirs), name, texts in zip(COMMITMENTS, names, self._items(), strict=True):
            for text in texts or ():
                item = item_argument(context, name, text, past=self.past)
                item, client = resolve_item(context, target, item)
                commitments.append(
                    NewCommitment(kind=kind, item=item, theirs=theirs, client=client)
                )
        return commitments


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleOptions:
    """Options for what the meeting settled."""

    discussed: Annotated[
        Texts,
        typer.Option(
            "--discussed", metavar="REF", help="Topics that were discussed; repeat for more."
        ),
    ] = None
    done: Annotated[
        Texts,
        typer.Option(
            "--done", metavar="REF", help="Action items, promises, offers, needs that are done."
        ),
    ] = None
    told: Annotated[
        Texts, typer.Option("--told", metavar="REF", help="News and changes that they were told.")
    ] = None
    confirmed: Annotated[bool, typer.Option("--confirmed", help="The items were read back.")] = (
        False
    )

    def __bool__(self) -> bool:
        return bool(self.discussed or self.done or self.told)

    def read(self, context: Context) -> "MeetingLog":
        """Return the records that the options settle."""
        updates = [
            *self._updates(context, "--discussed", "t", self.discussed),
            *self._updates(context, "--done", "apnt", self.done),
            *self._updates(context, "--told", "nap", self.told),
        ]
        return write.log.MeetingLog(clients=(), updates=tuple(updates), confirmed=self.confirmed)

    @staticmethod
    def _updates(context: Context, name: str, letters: str, texts: Texts) -> list[RecordUpdate]:
        if not texts:
            return []
        refs = context.refs(part for text in texts for part in text.split())
        for ref in refs:
            if ref.letter not in letters:
                kinds = ", ".join(f"{BY_LETTER[letter].noun}s" for letter in letters)
                raise UsageError(
                    f"{name}: {ref} is a {BY_LETTER[ref.letter].noun}", f"it takes {kinds}"
                )
        how: Literal["done", "told"] = "told" if name == "--told" else "done"
        return [RecordUpdate(ref=ref, how=how) for ref in refs]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """Options that say where the text comes from."""

    message: Annotated[
        str | None, typer.Option("-m", "--message", metavar="TEXT", help="The summary.")
    ] = None
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the summary instead of adding to it.")
    ] = False
    nothing: Annotated[
        bool, typer.Option("--nothing", help="It took place, and there is nothing to note.")
    ] = False
    no_show: Annotated[bool, typer.Option("--no-show", help="They did not come.")] = False
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Write in the editor.")] = False
    file: Annotated[
        str | None, typer.Option("--file", metavar="FILE", help="Minutes in Markdown; - is stdin.")
    ] = None
    take_items: Annotated[bool, typer.Option("--take-items", help="Record the offered items.")] = (
        False
    )
    resume: Annotated[
        bool, typer.Option("--resume", help="Continue the last draft that is not empty.")
    ] = False
