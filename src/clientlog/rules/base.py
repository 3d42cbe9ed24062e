"""What a rule is made of: the finding it yields, and what it says of itself."""

from collections.abc import Callable, Iterator
from datetime import date
from types import CodeType
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from clientlog.queries.values import (
    Client,
    Commitment,
    Conflict,
    Meeting,
    Note,
    Organization,
    Topic,
)

Severity = Literal["late", "now", "soon", "care"]
SEVERITIES: tuple[Severity, ...] = ("late", "now", "soon", "care")
"""The worst first."""

Group = Literal["date", "contact"]
"""Rules of one group speak of the same thing: of one subject only the worst is shown."""

Subject = Client | Commitment | Conflict | Meeting | Note | Organization | Topic
Number = int | float


class Finding(NamedTuple):
    """One thing that a rule found."""

    subject: Subject
    since: date
    """The local day from which the rule speaks of it."""
    text: str
    severity: Severity | None = None
    """Where it differs from the rule's."""
    settle: tuple[str, ...] | None = None
    """Commands for this very finding, in place of the rule's."""


class Rule(Protocol):
    """A generator function over a Book; its other parameters are its thresholds."""

    __name__: str
    __defaults__: tuple[Any, ...] | None
    __code__: CodeType

    def __call__(self, *snapshot: Any, **thresholds: Any) -> Iterator[Finding]:
        """Yield what there is to say about this book."""


_Function = TypeVar("_Function", bound=Rule)


class Traits(NamedTuple):
    """What a rule says of itself beside its docstring and its thresholds."""

    severity: Severity
    settle: tuple[str, ...]
    group: Group | None


class Explanation(NamedTuple):
    """A rule in words, read from its docstring."""

    id: str
    severity: Severity
    sentence: str
    flagged: str
    silent: str
    why: str
    thresholds: dict[str, Number]
    settle: tuple[str, ...]


def rule(
    severity: Severity, *, settle: tuple[str, ...] = (), group: Group | None = None
) -> Callable[[_Function], _Function]:
    """Attach to a function what the runner needs to know; the function stays what it is.

    `settle` are templates of commands: {ref}, {handle} and {organization} are filled in,
    words in capitals are left to the person.
    """

    def attach(function: _Function) -> _Function:
        function.__dict__["traits"] = Traits(severity, settle, group)
        return function

    return attach


def rule_id(function: Rule) -> str:
    """The id of a rule: its name with hyphens."""
    return function.__name__.replace("_", "-")


def traits_of(function: Rule) -> Traits:
    """What `@rule` attached."""
    found: Traits = function.__dict__["traits"]
    return found


def thresholds_of(function: Rule) -> dict[str, Number]:
    """The thresholds of a rule and their defaults, in the order it takes them."""
    # Through the code object: importing `inspect` costs every report some 10 ms.
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[code.co_argcount - len(defaults) : code.co_argcount]
    return dict(zip(names, defaults, strict=True))


def explain(function: Rule) -> Explanation:
    """Read a rule's docstring; a paragraph that is missing is empty."""
    paragraphs = [" ".join(part.split()) for part in (function.__doc__ or "").split("\n\n")]
    said = _labelled(" ".join(paragraphs[1:]))
    return Explanation(
        id=rule_id(function),
        severity=traits_of(function).severity,
        sentence=paragraphs[0],
        flagged=said["Flagged"],
        silent=said["Silent"],
        why=said["Why"],
        thresholds=thresholds_of(function),
        settle=traits_of(function).settle,
    )


def _labelled(text: str) -> dict[str, str]:
    """What follows each of the three labels, as long as they stand in this order."""
    said = {}
    for label in ("Why", "Silent", "Flagged"):
        text, _, found = text.partition(f"{label}: ")
        said[label] = found.strip()
    return said
