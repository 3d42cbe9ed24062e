"""`client`: the people you work with."""

from dataclasses import make_dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import write
from clientlog.cli import commands
from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.filters import OfTag, Sort, past_day
from clientlog.cli.options import Who, channel_argument, direction_argument, joined, word_argument
from clientlog.cli.result import Result
from clientlog.client_fields import CLIENT_FIELDS, ClientField
from clientlog.dates import parse_cadence
from clientlog.errors import UsageError
from clientlog.text import counted, validate_handle, validate_line, validate_text
from clientlog.vocabulary import DIRECTIONS, STAGES, STAKES

app = group(
    "client",
    "The people you work with: leaders, reports, peers, and those outside.",
    'clientlog client add "Dana Reyes" --direction up --org Acme',
    "clientlog client edit dana --cadence 2w",
    "clientlog client list",
)

Name = Annotated[list[str], typer.Argument(metavar="NAME", help="The whole name.")]
NewName = Annotated[str | None, typer.Option("--name", metavar="NAME", help="The whole name.")]
Handle = Annotated[str | None, typer.Option("--handle", metavar="HANDLE", help="A short name.")]
DirectionOption = Annotated[
    str | None, typer.Option("--direction", "-d", metavar="DIRECTION", help=", ".join(DIRECTIONS))
]
Org = Annotated[str | None, typer.Option("--org", metavar="NAME", help="The organization.")]
Stake = Annotated[str | None, typer.Option("--stake", metavar="STAKE", help=", ".join(STAKES))]
Stage = Annotated[str | None, typer.Option("--stage", metavar="STAGE", help=", ".join(STAGES))]
Emails = Annotated[
    list[str] | None,
    typer.Option(
        "--email",
        metavar="ADDRESS",
        help="An e-mail address; repeat for more, the preferred one first.",
    ),
]
Phones = Annotated[
    list[str] | None,
    typer.Option("--phone", metavar="NUMBER", help="A telephone number; repeat for more."),
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="WORD", help="A tag; repeat for more.")
]
Untag = Annotated[list[str] | None, typer.Option("--untag", metavar="WORD", help="Remove a tag.")]


def _parameter(field: ClientField) -> str:
    return field.option.replace("-", "_")


def _option(field: ClientField) -> Any:
    return Annotated[
        str | None, typer.Option(f"--{field.option}", metavar=field.metavar, help=field.help)
    ]


if TYPE_CHECKING:
    from clientlog.queries.values import Client

    class ClientOptions:
        """The options for the fields in CLIENT_FIELDS."""
else:
    ClientOptions = make_dataclass(
        "ClientOptions",
        [(_parameter(field), _option(field), None) for field in CLIENT_FIELDS],
        frozen=True,
    )

NO_OPTIONS = ClientOptions()


@command(
    app,
    "add",
    'clientlog client add "Dana Reyes" --direction up --org Acme --role CTO --stake executive',
    'clientlog client add "Sam Li" --direction sideways --cadence 2w',
)
def add(
    context: Context,
    name: Name,
    handle: Handle = None,
    direction: DirectionOption = None,
    fields: ClientOptions = NO_OPTIONS,
    email: Emails = None,
    phone: Phones = None,
    tag: Tags = None,
) -> Result:
    """Add somebody you work with; `outside` unless a direction is given."""
    whole = validate_line(joined(name), "NAME")
    values: dict[str, Any] = {
        "direction": direction_argument("--direction", direction or "outside")
    }
    values |= _values(context, fields) | _addresses(email, phone)
    if handle is not None:
        values["handle"] = validate_handle(handle)
    tags = _tags(tag)

    with context.change() as change:
        client = write.clients.create(change, whole, **values)
        write.clients.tag(change, client, tags, [])
        where = f" at {client.organization}" if client.organization else ""
        return context.change_result(
            change, f"{client.handle}  {client.name}, {client.direction}{where}"
        )


@command(
    app,
    "edit",
    "clientlog client edit dana --role CEO --cadence 1w",
    'clientlog client edit dana --org ""',
    takes_empty=True,
)
def edit(
    context: Context,
    who: Who,
    name: NewName = None,
    handle: Handle = None,
    direction: DirectionOption = None,
    fields: ClientOptions = NO_OPTIONS,
    email: Emails = None,
    phone: Phones = None,
    tag: Tags = None,
    untag: Untag = None,
) -> Result:
    """Change what is known about a client; an empty text clears a value."""
    client = context.client(who)
    values = _values(context, fields) | _addresses(email, phone)
    if handle is not None:
        values["handle"] = validate_handle(handle)
    if direction is not None:
        values["direction"] = direction_argument("--direction", direction)
    if name is not None:
        values["name"] = validate_line(name, "--name")
    tags, untags = _tags(tag), list(untag or ())
    if not values and not tags and not untags:
        raise UsageError("nothing to change was named", "see: clientlog client edit --help")
    if "organization" in values and "stake" not in values:
        values |= _ask_for_stake(context, client, values["organization"])

    with context.change() as change:
        edited = write.clients.get(change, client.id)
        write.clients.edit(change, edited, **values)
        write.clients.tag(change, edited, tags, untags)
        return context.change_result(
            change, f"{edited.handle}  {edited.name}: {_describe_changes(values, tags, untags)}"
        )


def _tags(texts: list[str] | None) -> list[str]:
    """Return the tags that were typed; `a,b` is two."""
    words = [word.strip() for text in texts or () for word in text.split(",")]
    return [validate_line(word, "--tag") for word in words if word]


def _ask_for_stake(context: Context, client: "Client", organization: str | None) -> dict[str, Any]:
    """Return the stake of a client who moves to another organization, where that can be asked."""
    moves = organization and write.clients.leaves(client.organization, organization)
    if not (moves and client.stake and context.interactive):
        return {}
    stakes = ", ".join(STAKES)
    answer = context.ask(
        f"{client.name} was {client.stake} at {client.organization}."
        f" Stake at {organization} ({stakes}; enter: none)? "
    )
    return {"stake": word_argument("the stake", answer or None, STAKES)}


LABELS = {"emails": "email", "phones": "phone"}


def _values(context: Context, options: ClientOptions) -> dict[str, Any]:
    """Return the typed values, by column; an empty text becomes None."""
    typed = vars(options)
    return {
        field.name: _value(context, field, typed[_parameter(field)])
        for field in CLIENT_FIELDS
        if typed[_parameter(field)] is not None
    }


def _addresses(emails: list[str] | None, phones: list[str] | None) -> dict[str, Any]:
    """Return the typed addresses by kind; an empty text removes them."""
    values: dict[str, Any] = {}
    for option, texts in (("email", emails), ("phone", phones)):
        if texts:
            addresses = [text for text in texts if text not in {"", "none"}]
            values[f"{option}s"] = [validate_line(text, f"--{option}") for text in addresses]
    return values


def _value(context: Context, field: ClientField, text: str) -> Any:
    name = f"--{field.option}"
    if text in {"", "none"}:
        return None
    match field.type:
        case "word":
            return word_argument(name, text, field.words)
        case "cadence":
            return context.parse_plain(name, parse_cadence, text)
        case "channel":
            return channel_argument(name, text)
        case "text":
            return validate_text(text, name)
        case _:
            return validate_line(text, name)


def _describe_changes(values: dict[str, Any], tags: list[str], untags: list[str]) -> str:
    """Return what an edit changed, in words."""
    changes = [
        f"{LABELS.get(column, column.replace('_', ' '))} {_described(value)}"
        for column, value in values.items()
        if column != "cadence_days"
    ]
    if "cadence_days" in values:
        days = values["cadence_days"]
        changes.append(f"quiet after {counted(days, 'day')}" if days else "no cadence of their own")
    changes += [f"tag {tag}" for tag in tags] + [f"no tag {untag}" for untag in untags]
    return "; ".join(changes)


def _described(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)


@command(
    app,
    "list",
    "clientlog client list",
    "clientlog client list --direction up --json",
    "clientlog client list --quiet-since 'last month' --sort contact",
    screen=True,
)
def list_(
    context: Context,
    direction: DirectionOption = None,
    org: Org = None,
    stake: Stake = None,
    stage: Stage = None,
    tag: OfTag = None,
    quiet_since: Annotated[
        str | None,
        typer.Option("--quiet-since", metavar="DATE", help="Without contact since this day."),
    ] = None,
    sort: Sort = None,
    archived: Annotated[bool, typer.Option("--all", help="Include archived clients.")] = False,
) -> Result:
    """List everyone you work with, by name, with the last contact.

    --sort takes name, handle, contact, direction or organization; -contact is the reverse.
    In a pipe each client is one line, its values separated by tabs.
    """
    narrow = commands.client_list.ClientFilter(
        direction=direction_argument("--direction", direction),
        organization=org,
        stake=word_argument("--stake", stake, STAKES),
        stage=word_argument("--stage", stage, STAGES),
        tags=tuple(tag or ()),
        quiet_since=past_day(context, "--quiet-since", quiet_since),
        archived=archived,
    )
    return commands.client_list.client_list(context, narrow, sort=sort)


@command(app, "show", "clientlog client show dana", screen=True)
def show(context: Context, who: Who) -> Result:
    """Show everything about one client."""
    return commands.show.client_show(context, who)
