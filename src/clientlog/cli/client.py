"""`client`: the people you work with."""

from typing import Annotated, Any

import typer

from clientlog.book import people
from clientlog.book.values import Client
from clientlog.cli.options import Who, Yes, channel_argument, joined, word_argument
from clientlog.cli.run import Run
from clientlog.cli.verb import group, verb
from clientlog.dates import read_cadence, read_day, show_day
from clientlog.errors import WrongUsage
from clientlog.render.result import Result
from clientlog.texts import clean_handle, clean_line, clean_text, name_key

app = group("client", "The people you work with: leaders, reports, peers, and those outside.")

DIRECTIONS = ("up", "down", "sideways", "outside")
STAKES = ("executive", "manager", "influencer")
STAGES = ("transactional", "relationship", "partnership")

Name = Annotated[list[str], typer.Argument(metavar="NAME", help="The whole name.")]
NewName = Annotated[str | None, typer.Option("--name", metavar="NAME", help="The whole name.")]
Handle = Annotated[str | None, typer.Option("--handle", metavar="HANDLE", help="A short name.")]
DirectionOption = Annotated[
    str | None, typer.Option("--direction", metavar="DIRECTION", help=", ".join(DIRECTIONS))
]
Org = Annotated[str | None, typer.Option("--org", metavar="NAME", help="The organization.")]
Role = Annotated[str | None, typer.Option("--role", metavar="TEXT", help="What they do there.")]
Stake = Annotated[str | None, typer.Option("--stake", metavar="STAKE", help=", ".join(STAKES))]
Stage = Annotated[str | None, typer.Option("--stage", metavar="STAGE", help=", ".join(STAGES))]
Aim = Annotated[str | None, typer.Option("--aim", metavar="STAGE", help="The stage wanted.")]
Cadence = Annotated[
    str | None, typer.Option("--cadence", metavar="LENGTH", help="Quiet after: 2w, 10d, month.")
]
Channel = Annotated[
    str | None, typer.Option("--channel", metavar="CHANNEL", help="email, call, chat, in-person")
]
Vision = Annotated[
    str | None, typer.Option("--vision", metavar="TEXT", help="What I want it to be.")
]
TheirVision = Annotated[
    str | None, typer.Option("--their-vision", metavar="TEXT", help="What they want it to be.")
]
Email = Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help="E-mail.")]
Phone = Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="Telephone.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="WORD", help="Again for more.")]
Untag = Annotated[list[str] | None, typer.Option("--untag", metavar="WORD", help="Take a tag off.")]
ExactHandle = Annotated[str, typer.Argument(metavar="HANDLE", help="The exact handle.")]


@verb(
    app,
    "add",
    'clientlog client add "Dana Reyes" --direction up --org Acme --role CTO --stake executive',
    'clientlog client add "Sam Li" --direction sideways --cadence 2w',
)
def add(
    run: Run,
    name: Name,
    handle: Handle = None,
    direction: DirectionOption = None,
    org: Org = None,
    role: Role = None,
    stake: Stake = None,
    stage: Stage = None,
    aim: Aim = None,
    cadence: Cadence = None,
    channel: Channel = None,
    vision: Vision = None,
    their_vision: TheirVision = None,
    email: Email = None,
    phone: Phone = None,
    tag: Tags = None,
) -> Result:
    """Enter somebody you work with; `outside` unless a direction is given."""
    whole = clean_line(joined(name), "NAME")
    values = _values(
        run, handle=handle, direction=direction or "outside", org=org, role=role, stake=stake,
        stage=stage, aim=aim, cadence=cadence, channel=channel, vision=vision,
        their_vision=their_vision, email=email, phone=phone,
    )  # fmt: skip
    tags = [clean_line(one, "--tag") for one in tag or ()]
    from clientlog.journal import clients

    with run.change() as change:
        client = clients.enter(change, whole, **values)
        clients.tag(change, client, tags, [])
        where = f" at {client.organization}" if client.organization else ""
        return run.changed(change, f"{client.handle}  {client.name}, {client.direction}{where}")


@verb(
    app,
    "edit",
    "clientlog client edit dana --role CEO --cadence 1w",
    'clientlog client edit dana --org ""',
)
def edit(
    run: Run,
    who: Who,
    name: NewName = None,
    handle: Handle = None,
    direction: DirectionOption = None,
    org: Org = None,
    role: Role = None,
    stake: Stake = None,
    stage: Stage = None,
    aim: Aim = None,
    cadence: Cadence = None,
    channel: Channel = None,
    vision: Vision = None,
    their_vision: TheirVision = None,
    email: Email = None,
    phone: Phone = None,
    tag: Tags = None,
    untag: Untag = None,
) -> Result:
    """Change what is known of a client; an empty text takes a value away."""
    client = run.client(who)
    values = _values(
        run, handle=handle, direction=direction, org=org, role=role, stake=stake, stage=stage,
        aim=aim, cadence=cadence, channel=channel, vision=vision, their_vision=their_vision,
        email=email, phone=phone,
    )  # fmt: skip
    if name is not None:
        values["name"] = clean_line(name, "--name")
    tags, untags = list(tag or ()), list(untag or ())
    if not values and not tags and not untags:
        raise WrongUsage("nothing to change was named", "see: clientlog client edit --help")
    tags = [clean_line(one, "--tag") for one in tags]
    from clientlog.journal import clients

    with run.change() as change:
        edited = clients.require(change, client.id)
        clients.edit(change, edited, **values)
        clients.tag(change, edited, tags, untags)
        return run.changed(change, f"{edited.handle}  {edited.name}: changed")


def _values(run: Run, **typed: str | None) -> dict[str, Any]:
    """What was typed, read and named as in the journal; an empty text becomes None."""
    values: dict[str, Any] = {}
    for option, text in typed.items():
        if text is None:
            continue
        column = {"org": "organization", "cadence": "cadence_days"}.get(option, option)
        values[column] = _value(run, option, text)
    return values


def _value(run: Run, option: str, text: str) -> Any:
    name = "--" + option.replace("_", "-")
    words = {"direction": DIRECTIONS, "stake": STAKES, "stage": STAGES, "aim": STAGES}.get(option)
    if text in {"", "none"} and option not in {"direction", "handle"}:
        return None
    if words:
        return word_argument(name, text, words)
    match option:
        case "handle":
            return clean_handle(text)
        case "cadence":
            return run.plain_argument(name, read_cadence, text)
        case "channel":
            return channel_argument(name, text)
        case "vision" | "their_vision":
            return clean_text(text, name)
        case _:
            return clean_line(text, name)


@verb(app, "list", "clientlog client list", "clientlog client list --direction up --json")
def list_(
    run: Run,
    direction: DirectionOption = None,
    org: Org = None,
    tag: Tags = None,
    archived: Annotated[bool, typer.Option("--all", help="The archived ones too.")] = False,
) -> Result:
    """Everyone you work with, by name, and when you last were in contact."""
    from clientlog.cli.show import client_list

    chosen = word_argument("--direction", direction, DIRECTIONS)
    return client_list(run, direction=chosen, org=org, tags=tag or [], archived=archived)


@verb(app, "show", "clientlog client show dana")
def show(run: Run, who: Who) -> Result:
    """Everything about one client."""
    from clientlog.cli.show import client_show

    return client_show(run, who)


@verb(app, "alias", 'clientlog client alias dana "Dana R. Ortega"')
def alias(
    run: Run,
    who: Who,
    name: Name,
    remove: Annotated[bool, typer.Option("--remove", help="Take the alias away.")] = False,
) -> Result:
    """Let a client answer to another name as well."""
    client = run.client(who)
    other = clean_line(joined(name), "NAME")
    from clientlog.journal import clients

    with run.change() as change:
        named = clients.require(change, client.id)
        (clients.remove_alias if remove else clients.add_alias)(change, named, other)
        verb_ = "no longer answers" if remove else "answers"
        return run.changed(change, f"{named.handle}  {named.name} {verb_} to {other}")


@verb(app, "merge", "clientlog client merge dana-reyes-2 dana-reyes")
def merge(
    run: Run,
    source: Annotated[str, typer.Argument(metavar="FROM", help="The exact handle that goes.")],
    target: Annotated[str, typer.Argument(metavar="INTO", help="The exact handle that stays.")],
    yes: Yes = False,
) -> Result:
    """Make two entries one person: everything of FROM becomes INTO's, its names aliases."""
    gone = people.exact_client(run.book, source)
    stays = people.exact_client(run.book, target)
    if gone.id == stays.id:
        raise WrongUsage(f"{gone.handle} cannot be merged into itself")
    run.confirm(f"Merge {gone.handle} ({gone.name}) into {stays.handle} ({stays.name})?", yes=yes)
    from clientlog.journal import clients

    with run.change() as change:
        into = clients.require(change, stays.id)
        clients.merge(change, clients.require(change, gone.id), into)
        return run.changed(change, f"{stays.handle}  is now also what {gone.handle} was")


@verb(app, "rm", "clientlog client rm dana-reyes --yes")
def rm(run: Run, handle: ExactHandle, yes: Yes = False) -> Result:
    """Remove a client with all their records; `undo` brings them back."""
    client = people.exact_client(run.book, handle)
    run.confirm(f"Remove {client.handle} ({client.name}) and all their records?", yes=yes)
    from clientlog.journal import clients

    with run.change() as change:
        clients.remove(change, clients.require(change, client.id))
        return run.changed(change, f"{client.handle}  removed; clientlog undo brings them back")


@verb(app, "archive", "clientlog client archive dana")
def archive(run: Run, who: Who) -> Result:
    """Set a client aside: still found and shown, never flagged."""
    client = run.client(who)
    from clientlog.journal import clients

    with run.change() as change:
        clients.archive(change, clients.require(change, client.id))
        return run.changed(change, f"{client.handle}  archived: raises no flags any more")


@verb(app, "unarchive", "clientlog client unarchive dana")
def unarchive(run: Run, who: Who) -> Result:
    """Take an archived client back."""
    client = run.client(who)
    from clientlog.journal import clients

    with run.change() as change:
        clients.unarchive(change, clients.require(change, client.id))
        return run.changed(change, f"{client.handle}  is back")


@verb(app, "away", "clientlog client away dana --until 'mon'", "clientlog client away dana --back")
def away(
    run: Run,
    who: Who,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Back on.")] = None,
    back: Annotated[bool, typer.Option("--back", help="Back already.")] = False,
) -> Result:
    """The client is away: neither quiet nor waited on before that day."""
    client = run.client(who)
    if (until is None) != back:
        raise WrongUsage("a day is missing", "--until DATE, or --back")
    day = run.argument("--until", read_day, until) if until else None
    from clientlog.journal import clients

    with run.change() as change:
        clients.away(change, clients.require(change, client.id), day)
        said = f"away until {show_day(day, run.clock.today)}" if day else "back"
        return run.changed(change, f"{client.handle}  {said}")


Point = Annotated[str | None, typer.Option(metavar="1..5", help="From 1, hardly, to 5, fully.")]


@verb(
    app,
    "check",
    "clientlog client check dana",
    "clientlog client check sam --abundance 3 --trust 4 --dreams 2 --truth 5 --balance 3 --grace 4",
)
def check(
    run: Run,
    who: Who,
    abundance: Point = None,
    trust: Point = None,
    dreams: Point = None,
    truth: Point = None,
    balance: Point = None,
    grace: Point = None,
) -> Result:
    """How a relationship stands on six points, each from 1 to 5; without any, how it went.

    On a terminal what is not named is asked for.
    """
    from clientlog.cli.check import client_check

    points = {
        "abundance": abundance, "trust": trust, "dreams": dreams,
        "truth": truth, "balance": balance, "grace": grace,
    }  # fmt: skip
    return client_check(run, who, points)


@verb(app, "purge", "clientlog client purge dana-reyes --yes")
def purge(run: Run, handle: ExactHandle, yes: Yes = False) -> Result:
    """Remove a client from everything clientlog keeps, backups included: cannot be undone."""
    client = people.exact_client(run.book, handle)
    run.confirm(
        f"Purge {client.handle} ({client.name}) from the journal, its history and its backups?"
        " This cannot be undone.",
        yes=yes,
    )
    run.book.close()
    from clientlog.store.purge import purge as purge_client

    purged = purge_client(run.path, run.clock, client)
    lines = [
        f"purged: {client.handle}; {purged.backups} backups and {purged.drafts} drafts cleaned;"
        " this cannot be undone"
    ]
    lines += [f"left for you to look at: {path}" for path in purged.left]
    return run.say("\n".join(lines), changed=[client.handle])


@verb(app, "duplicates", "clientlog client duplicates")
def duplicates(run: Run) -> Result:
    """Clients who may be the same person: the same name or e-mail, or nearly."""
    pairs = [
        {"handles": [one.handle, other.handle], "reason": reason}
        for one, other, reason in _alike(people.list_clients(run.book))
    ]
    lines = [
        f"{' and '.join(pair['handles'])}: {pair['reason']}; if they are one person:"
        f" {run.program} client merge {pair['handles'][1]} {pair['handles'][0]}"
        for pair in pairs
    ]
    return run.shown({"pairs": pairs}, lambda: "\n".join(lines) or "no two clients look alike")


def _alike(clients: list[Client]) -> list[tuple[Client, Client, str]]:
    """Pairs that share an e-mail address, all the words of a name, or the first and last one."""
    found = []
    for position, one in enumerate(clients):
        for other in clients[position + 1 :]:
            reason = _why_alike(one, other)
            if reason:
                found.append((one, other, reason))
    return found


def _why_alike(one: Client, other: Client) -> str | None:
    if one.email and one.email == other.email:
        return f"the same e-mail {one.email}"
    words, others = name_key(one.name).split(), name_key(other.name).split()
    if sorted(words) == sorted(others):
        return "the same name"
    if len(words) > 1 and len(others) > 1 and {words[0], words[-1]} == {others[0], others[-1]}:
        return "the same first and last name"
    return None
