"""The fields of a client besides name, handle and direction, in one place: data only.

The options of `client add` and `client edit`, `show`, JSON, search and the merging of two
clients read it from here.
"""

from dataclasses import dataclass
from typing import Literal

from clientlog.vocabulary import CHANNELS, STAGES, STAKES


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientField:
    """A column of a client that may be empty."""

    name: str
    option: str
    """The option of `client add` and `client edit`, without its hyphens."""
    metavar: str
    help: str
    type: Literal["line", "text", "word", "cadence", "channel"] = "line"
    words: tuple[str, ...] = ()
    """The allowed words, for a field of type `word`."""
    label: str = ""
    """The label in `show`, if the field has a line of its own."""
    searched: bool = False


CLIENT_FIELDS = (
    ClientField(name="role", option="role", metavar="TEXT", help="What they do there.",
                searched=True),
    ClientField(name="organization", option="org", metavar="NAME", help="The organization.",
                searched=True),
    ClientField(name="stake", option="stake", metavar="STAKE", help=", ".join(STAKES),
                type="word", words=STAKES),
    ClientField(name="stage", option="stage", metavar="STAGE", help=", ".join(STAGES),
                type="word", words=STAGES),
    ClientField(name="aim", option="aim", metavar="STAGE", help="The stage wanted.",
                type="word", words=STAGES),
    ClientField(name="cadence_days", option="cadence", metavar="LENGTH",
                help="Quiet after: 2w, 10d, month.", type="cadence"),
    ClientField(name="channel", option="channel", metavar="CHANNEL", help=", ".join(CHANNELS),
                type="channel"),
    ClientField(name="vision", option="vision", metavar="TEXT", help="What I want it to be.",
                type="text", label="vision", searched=True),
    ClientField(name="their_vision", option="their-vision", metavar="TEXT",
                help="What they want it to be.", type="text", label="theirs", searched=True),
)  # fmt: skip
