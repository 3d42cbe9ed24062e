"""`org`: the organizations, and who the client is in each of them."""

from typing import Annotated

import typer

from clientlog import render, write
from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.options import Yes, joined
from clientlog.cli.result import Result
from clientlog.dates import format_day
from clientlog.errors import UsageError
from clientlog.queries.organizations import (
    find_organization,
    has_organizations,
    named_organization,
    organizations,
)
from clientlog.text import validate_line

app = group(
    "org",
    "Organizations: who decides, who directs, who sways.",
    "clientlog org list",
    "clientlog org show Acme",
)

Name = Annotated[
    list[str],
    typer.Argument(metavar="NAME", help="The organization; case and accents do not matter."),
]
OldName = Annotated[str, typer.Argument(metavar="OLD", help="Quoted if it has blanks.")]
NewName = Annotated[
    str, typer.Argument(metavar="NEW", help="The new name, quoted if it has blanks.")
]


@command(app, "list", "clientlog org list", screen=True)
def list_(context: Context) -> Result:
    """List every organization, and who the client is in it."""
    listed = organizations(context.connection, details=context.json_)
    return context.result(
        lambda: {
            "organizations": [
                render.json.pages.organization(organization, context.clock)
                for organization in listed
            ]
        },
        lambda: (
            render.text.lists.organizations(listed, context.clock) if listed else _none(context)
        ),
        records=True,
    )


def _none(context: Context) -> str:
    """Return why there is no organization, and what to do."""
    if has_organizations(context.connection):
        return f"No organizations but of archived clients: {context.program} client list --all"
    return f'No organizations yet: {context.program} client edit WHO --org "NAME"'


@command(app, "show", "clientlog org show Acme", screen=True)
def show(context: Context, name: Name) -> Result:
    """Show who decides, directs and influences there, and the last contact with each."""
    organization = find_organization(context.connection, validate_line(joined(name), "NAME"))
    return context.result(
        lambda: {"organization": render.json.pages.organization(organization, context.clock)},
        lambda: render.text.pages.organization_page(organization, context.clock),
    )


@command(
    app,
    "edit",
    "clientlog org edit Acme --ends 2027-03-31",
    'clientlog org edit Acme --ends ""',
    takes_empty=True,
)
def edit(
    context: Context,
    name: Name,
    ends: Annotated[
        str | None,
        typer.Option("--ends", metavar="DATE", help="The day the engagement ends; empty: none."),
    ] = None,
) -> Result:
    """Record when the engagement with an organization ends."""
    if ends is None:
        raise UsageError("nothing to change", "name the day: --ends 2027-03-31")
    organization = find_organization(context.connection, validate_line(joined(name), "NAME"))
    day = context.parse_day("--ends", ends) if ends.strip() else None

    with context.change() as change:
        write.organizations.set_end(change, organization.name, day)
        until = f"ends {format_day(day, context.clock.today)}" if day else "no end"
        return context.message_result(
            f"{organization.name}: {until}", changed=[f"org/{organization.name}"]
        )


@command(app, "rename", 'clientlog org rename Acme "Acme Works"')
def rename(context: Context, old: OldName, new: NewName, yes: Yes = False) -> Result:
    """Give an organization another name, for all of its clients at once.

    If another organization has that name already, the two are joined after you confirm.
    """
    organization = find_organization(context.connection, validate_line(old, "OLD"))
    name = validate_line(new, "NEW")
    other = named_organization(context.connection, name)
    if other and other.name != organization.name:
        context.confirm(
            f"Join {organization.name} to {other.name}, which is there already?", yes=yes
        )

    with context.change() as change:
        clients = write.organizations.rename(change, organization.name, name)
        handles = [client.handle for client in clients]
        return context.message_result(
            f"{organization.name} is now {name}: {', '.join(handles)}", changed=handles
        )
