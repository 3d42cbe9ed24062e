"""`list`: the records of a kind, filtered and sorted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import render
from clientlog.cli import commands
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.filters import (
    OfClient,
    OfTag,
    Sort,
    State,
    nothing_with,
    past_day,
    sort_records,
    state_argument,
)
from clientlog.cli.options import word_argument
from clientlog.cli.result import Result
from clientlog.dates import parse_day
from clientlog.errors import UsageError
from clientlog.kinds import LIST_BY_WORD
from clientlog.queries import lists
from clientlog.queries.clients import matching_clients
from clientlog.queries.records import Item
from clientlog.queries.values import Commitment
from clientlog.text import name_key

if TYPE_CHECKING:
    from clientlog.cli.commands.meeting_list import MeetingOptions

app = typer.Typer()

WORDS = {records.singular: word for word, records in LIST_BY_WORD.items()}
"""The word for each list, by its singular."""

MEETINGS = {"meeting", "meetings"}

ELSEWHERE = {
    word: f"clientlog {command}"
    for words, command in (
        (("client", "clients", "person", "people", "contact", "contacts"), "client list"),
        (("organization", "organizations"), "org list"),
        (("rule", "rules"), "rule list"),
    )
    for word in words
}
"""The command for what has a list of its own, by its singular and its plural."""

Kind = Annotated[
    str | None,
    typer.Argument(metavar="[KIND]", help=", ".join(LIST_BY_WORD)),
]
KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="The same as KIND."),
]
All = Annotated[bool, typer.Option("--all", help="Include settled records.")]
Mine = Annotated[bool, typer.Option("--mine", help="What I owe, delegated or not.")]
Theirs = Annotated[bool, typer.Option("--theirs", help="What clients owe.")]
Owner = Annotated[
    str | None,
    typer.Option("--owner", metavar="WHO", help="Only what is delegated to this person."),
]
Overdue = Annotated[bool, typer.Option("--overdue", help="Only what is past its due date.")]
DueBefore = Annotated[
    str | None, typer.Option("--due-before", metavar="DATE", help="Due before this day.")
]
RecordedSince = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Written down from this day on.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """What a list is narrowed to, and how it is ordered."""

    kind_option: KindOption = None
    client: OfClient = None
    tag: OfTag = None
    mine: Mine = False
    theirs: Theirs = False
    owner: Owner = None
    state: State = None
    overdue: Overdue = False
    due_before: DueBefore = None
    since: RecordedSince = None
    sort: Sort = None
    all_: All = False

    def filter(self, context: Context, kind: str | None) -> lists.Filter:
        """Return which records of a kind are listed."""
        if self.mine and self.theirs:
            raise UsageError("--mine and --theirs contradict each other")
        _refuse_where_nothing_is_owed(kind, self._owed())
        state = state_argument(self.state, lists.states_of(kind))
        first = past_day(context, "--since", self.since)
        due = context.parse("--due-before", parse_day, self.due_before) if self.due_before else None
        return lists.Filter(
            settled=self.all_ or state is not None,
            client=context.client(self.client).id if self.client else None,
            theirs=self.theirs if self.mine or self.theirs else None,
            due_before=due,
            overdue_on=context.clock.today if self.overdue else None,
            state=state,
            tags=tuple(self.tag or ()),
            recorded_since=context.clock.start_of(first) if first else None,
        )

    def of_meetings(self) -> "MeetingOptions":
        """Return the options of the list of meetings; raise UsageError where it lacks one."""
        _refuse_where_nothing_is_owed("meetings", self._owed())
        return commands.meeting_list.MeetingOptions(
            since=self.since,
            client=self.client,
            state=self.state,
            tags=tuple(self.tag or ()),
            sort=self.sort,
        )

    def filters(self) -> dict[str, object]:
        """Return the options by which records are left out, as they were typed."""
        return {
            "--client": self.client, "--owner": self.owner, "--state": self.state,
            "--due-before": self.due_before, "--since": self.since, "--tag": self.tag,
            "--mine": self.mine, "--theirs": self.theirs, "--overdue": self.overdue,
        }  # fmt: skip

    def _owed(self) -> dict[str, bool]:
        """Return the options that are only for what is owed, and whether each was given."""
        return {"--mine": self.mine, "--theirs": self.theirs, "--owner": self.owner is not None,
                "--overdue": self.overdue,
                "--due-before": self.due_before is not None}  # fmt: skip


@command(
    app,
    "list",
    "clientlog list",
    "clientlog list promises --mine --due-before mon",
    "clientlog list --overdue --sort client",
    "clientlog list needs --client dana --all",
    screen=True,
)
def list_(context: Context, options: ListOptions, kind: Kind = None) -> Result:
    """List what is open of one kind; without a kind, all open commitments.

    Commitments come by due date, those without one last; everything else in the order it was
    written down, touches by their day. --sort takes due, date, client, text or ref; -due is
    the reverse. A --state other than open needs no --all. In a pipe each record is one line,
    its values separated by tabs.
    """
    if (kind or options.kind_option or "").lower() in MEETINGS:
        return commands.meeting_list.meeting_list(context, options.of_meetings())
    chosen = _kind(kind, options.kind_option)
    items = lists.list_items(context.connection, chosen, options.filter(context, chosen))
    if options.owner is not None:
        items = _delegated_to(context, items, options.owner)
    items = sort_records(items, options.sort, SORT_KEYS)
    return context.result(
        lambda: {"items": [render.json.documents.item(item, context.clock) for item in items]},
        lambda: (
            render.text.rows.items(items, context.clock, side=not (options.mine or options.theirs))
            if items
            else _nothing(chosen, options)
        ),
        records=True,
    )


def _due(item: Item) -> Any:
    return item.due if isinstance(item, Commitment) else None


SORT_KEYS: dict[str, Callable[[Item], Any]] = {
    "due": _due,
    "date": lists.recorded_at,
    "client": lambda item: name_key(item.client.name),
    "text": lambda item: name_key(item.text) if item.text else None,
    "ref": lambda item: (item.ref[0], item.number),
}


@dataclass(frozen=True, slots=True)
class _Person:
    """A delegate, with the names they may have been entered under."""

    names: frozenset[str]
    typed: str

    def owns(self, item: Item) -> bool:
        """Return whether the commitment is delegated to this person."""
        if not isinstance(item, Commitment) or not item.owner:
            return False
        owner = name_key(item.owner)
        return owner in self.names or f" {self.typed}" in f" {owner}"


def _delegated_to(context: Context, items: list[Item], owner: str) -> list[Item]:
    clients = matching_clients(context.connection, owner)
    names = [name for client in clients for name in (client.name, client.handle)]
    person = _Person(frozenset(map(name_key, names)), name_key(owner))
    return [item for item in items if person.owns(item)]


def _kind(argument: str | None, option: str | None) -> str | None:
    if argument and option:
        raise UsageError("KIND and --kind say the same thing", "give one of them")
    text = argument or option
    if text is None:
        return None
    typed = text.lower()
    if typed in ELSEWHERE:
        raise UsageError(f"{typed} have a list of their own", ELSEWHERE[typed])
    return word_argument("KIND", WORDS.get(typed, typed), tuple(LIST_BY_WORD))


def _refuse_where_nothing_is_owed(kind: str | None, options: dict[str, bool]) -> None:
    for option, is_set in options.items():
        if is_set and kind not in {None, *lists.COMMITMENTS}:
            raise UsageError(f"{option} is for actions and promises, not for {kind}")


def _nothing(kind: str | None, options: ListOptions) -> str:
    """Return `No open actions: --client dana, --overdue.`."""
    what = kind or "commitments"
    has_states = kind is None or LIST_BY_WORD[kind].states
    is_open = has_states and not options.all_ and options.state is None
    return nothing_with(f"No open {what}" if is_open else f"No {what}", options.filters())
