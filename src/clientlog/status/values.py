"""The values of a status: a colour, its reasons, and points under titles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from clientlog.queries.values import Client
from clientlog.refs import Ref

Color = Literal["green", "yellow", "red"]
COLORS: tuple[Color, ...] = ("red", "yellow", "green")
"""The worst first."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point, and the record it is about."""

    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Points under a title."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A colour and its reasons; no colour if nothing is recorded."""

    color: Color | None
    reason: str


@dataclass(frozen=True, slots=True)
class OrganizationVerdict:
    """The colour of the work with one organization."""

    name: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The status of one client."""

    client: Client
    color: Color | None
    reason: str
    since: datetime | None
    """When the client was last told of anything; None for never."""
    organizations: tuple[OrganizationVerdict, ...]
    """For a leader or an executive, how the work with each organization stands."""
    sections: tuple[Section, ...]
    """The points, in the order and the words for the direction."""
    carried: tuple[Ref, ...]
    """The news and the changes that are told by it."""
    updates: tuple[Ref, ...] = ()
    """The recurring updates that are settled by sending it."""
