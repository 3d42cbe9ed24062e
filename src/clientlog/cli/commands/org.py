"""`org`: who is the client, in each organization."""

from typing import Annotated

import typer

from clientlog.cli.command import group, verb
from clientlog.cli.context import Run
from clientlog.cli.options import joined
from clientlog.cli.result import Result
from clientlog.queries.organizations import find_organization, organizations
from clientlog.render.json import documents
from clientlog.render.text import lists, pages
from clientlog.text import clean_line

app = group(
    "org",
    "Organizations: who decides, who directs, who sways.",
    "clientlog org list",
    "clientlog org show Acme",
)

Name = Annotated[list[str], typer.Argument(metavar="NAME", help="Case and accents do not matter.")]


@verb(app, "list", "clientlog org list")
def list_(run: Run) -> Result:
    """Every organization, and who is the client in it."""
    found = organizations(run.book)
    empty = 'No organizations yet: clientlog client edit WHO --org "NAME"'
    return run.shown(
        {"organizations": [documents.organization(one, run.clock) for one in found]},
        lambda: lists.organizations(found) if found else empty,
    )


@verb(app, "show", "clientlog org show Acme")
def show(run: Run, name: Name) -> Result:
    """Who decides, directs and sways there, the last contact with each, and what they think."""
    found = find_organization(run.book, clean_line(joined(name), "NAME"))
    return run.shown(
        {"organization": documents.organization(found, run.clock)},
        lambda: pages.organization_page(found, run.clock),
    )
