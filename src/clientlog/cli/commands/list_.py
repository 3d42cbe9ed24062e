"""`list`: the records of a kind, filtered and sorted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from clientlog import render
from clientlog.cli.command import command
from clientlog.cli.completion_runtime import complete_handles, complete_kinds
from clientlog.cli.context import Context
from clientlog.cli.filters import (
    OfClient,
    OfTag,
    Sort,
    State,
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

app = typer.Typer()

SINGULAR = {word.removesuffix("s"): word for word in LIST_BY_WORD if word != "news"}
SINGULAR["touch"] = "touches"

ELSEWHERE = {"client": "clientlog client list", "meeting": "clientlog meeting list",
             "organization": "clientlog org list", "rule": "clientlog rule list"}  # fmt: skip

Kind = Annotated[
    str | None,
    typer.Argument(metavar="[KIND]", help=", ".join(LIST_BY_WORD), autocompletion=complete_kinds),
]
KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="The same as KIND.", autocompletion=complete_kinds),
]
All = Annotated[bool, typer.Option("--all", help="The settled ones too.")]
Mine = Annotated[bool, typer.Option("--mine", help="What I owe, delegated or not.")]
Theirs = Annotated[bool, typer.Option("--theirs", help="What clients owe.")]
Owner = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar="WHO",
        help="Delegated to this person.",
        autocompletion=complete_handles,
    ),
]
Overdue = Annotated[bool, typer.Option("--overdue", help="Only what is past its due date.")]
DueBefore = Annotated[
    str | None, typer.Option("--due-before", metavar="DATE", help="Due before this day.")
]
RecordedSince = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Written down from this day on.")
]


@command(
    app,
    "list",
    "clientlog list",
    "clientlog list promises --mine --due-before mon",
    "clientlog list --overdue --sort client",
    "clientlog list needs --client dana --all",
    screen=True,
)
def list_(
    context: Context,
    kind: Kind = None,
    *,
    kind_option: KindOption = None,
    client: OfClient = None,
    tag: OfTag = None,
    mine: Mine = False,
    theirs: Theirs = False,
    owner: Owner = None,
    state: State = None,
    overdue: Overdue = False,
    due_before: DueBefore = None,
    since: RecordedSince = None,
    sort: Sort = None,
    all_: All = False,
) -> Result:
    """List what is open of one kind; without a kind, all open commitments.

    Commitments come by due date, those without one last; everything else in the order it was
    written down, touches by their day. --sort takes due, date, client, text or ref; -due is
    the reverse. A --state other than open needs no --all. In a pipe each record is one line,
    its values separated by tabs.
    """
    chosen = _kind(kind, kind_option)
    if mine and theirs:
        raise UsageError("--mine and --theirs contradict each other")
    owed = {"--mine": mine, "--theirs": theirs, "--owner": owner is not None,
            "--overdue": overdue, "--due-before": due_before is not None}  # fmt: skip
    _refuse_where_nothing_is_owed(chosen, owed)
    wanted = state_argument(state, lists.states_of(chosen))
    first = past_day(context, "--since", since)
    items = lists.list_items(
        context.connection,
        chosen,
        lists.Filter(
            settled=all_ or wanted is not None,
            client=context.client(client).id if client else None,
            theirs=theirs if mine or theirs else None,
            due_before=context.parse("--due-before", parse_day, due_before) if due_before else None,
            overdue_on=context.clock.today if overdue else None,
            state=wanted,
            tags=tuple(tag or ()),
            recorded_since=context.clock.start_of(first) if first else None,
        ),
    )
    if owner is not None:
        items = _delegated_to(context, items, owner)
    items = sort_records(items, sort, SORT_KEYS)
    narrowed = any(owed.values()) or wanted or first or client or tag
    return context.result(
        lambda: {"items": [render.json.documents.item(item, context.clock) for item in items]},
        lambda: (
            render.text.rows.items(items, context.clock, side=not (mine or theirs))
            if items
            else _nothing(chosen, all_=all_, narrowed=bool(narrowed))
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
        return owner in self.names or f" {owner}".find(f" {self.typed}") >= 0


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
    if ELSEWHERE.get(typed.removesuffix("s")):
        raise UsageError(f"{typed} have a list of their own", ELSEWHERE[typed.removesuffix("s")])
    return word_argument("KIND", SINGULAR.get(typed, typed), tuple(LIST_BY_WORD))


def _refuse_where_nothing_is_owed(kind: str | None, options: dict[str, bool]) -> None:
    for option, is_set in options.items():
        if is_set and kind not in {None, *lists.COMMITMENTS}:
            raise UsageError(f"{option} is for actions and promises, not for {kind}")


def _nothing(kind: str | None, *, all_: bool, narrowed: bool) -> str:
    what = kind or "commitments"
    if narrowed:
        return f"No such {what}."
    has_states = kind is None or LIST_BY_WORD[kind].states
    return f"No open {what}." if has_states and not all_ else f"No {what}."
