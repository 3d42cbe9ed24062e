"""`org`: who is the client, in each organization."""

from typing import Annotated

import typer

from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.options import joined
from clientlog.cli.result import Result
from clientlog.queries.organizations import find_organization, organizations
from clientlog.render.json import documents
from clientlog.render.text import lists, pages
from clientlog.text import validate_line

app = group(
    "org",
    "Organizations: who decides, who directs, who sways.",
    "clientlog org list",
    "clientlog org show Acme",
)

Name = Annotated[list[str], typer.Argument(metavar="NAME", help="Case and accents do not matter.")]


@command(app, "list", "clientlog org list")
def list_(context: Context) -> Result:
    """Every organization, and who is the client in it."""
    found = organizations(context.connection)
    empty = 'No organizations yet: clientlog client edit WHO --org "NAME"'
    return context.result(
        {"organizations": [documents.organization(one, context.clock) for one in found]},
        lambda: lists.organizations(found) if found else empty,
    )


@command(app, "show", "clientlog org show Acme")
def show(context: Context, name: Name) -> Result:
    """Who decides, directs and sways there, the last contact with each, and what they think."""
    found = find_organization(context.connection, validate_line(joined(name), "NAME"))
    return context.result(
        {"organization": documents.organization(found, context.clock)},
        lambda: pages.organization_page(found, context.clock),
    )
