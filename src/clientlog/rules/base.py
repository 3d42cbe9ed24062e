"""The parts of a rule: its findings and its description."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from types import CodeType
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from clientlog.queries.snapshot_values import Organization
from clientlog.queries.values import Client, Commitment, Conflict, Meeting, Note, Topic

Severity = Literal["late", "now", "soon", "care"]
SEVERITIES: tuple[Severity, ...] = ("late", "now", "soon", "care")
"""The worst first."""

Group = Literal["date", "contact", "topic"]
"""The group of a rule; only the worst finding of a group about a subject becomes a flag."""

Subject = Client | Commitment | Conflict | Meeting | Note | Organization | Topic
Number = int | float


class Finding(NamedTuple):
    """A finding of a rule."""

    subject: Subject
    since: date
    """The local day from which the rule speaks of it."""
    text: str
    severity: Severity | None = None
    """The severity, if it differs from the rule's."""
    settle: tuple[str, ...] | None = None
    """Commands for this very finding, in place of the rule's."""


class Rule(Protocol):
    """A generator function over a snapshot; its other parameters are its thresholds."""

    __name__: str
    __defaults__: tuple[Any, ...] | None
    __code__: CodeType

    def __call__(self, *snapshot: Any, **thresholds: Any) -> Iterator[Finding]:
        """Yield the findings in this snapshot."""


_Function = TypeVar("_Function", bound=Rule)


class Traits(NamedTuple):
    """What a rule declares besides its docstring and its thresholds."""

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
    """Return the id of a rule: its name with hyphens."""
    return function.__name__.replace("_", "-")


def traits_of(function: Rule) -> Traits:
    """Return what `@rule` attached."""
    traits: Traits = function.__dict__["traits"]
    return traits


def thresholds_of(function: Rule) -> dict[str, Number]:
    """Return the thresholds of a rule and their defaults, in the order of its parameters."""
    # Through the code object: importing `inspect` costs every report some 10 ms.
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[code.co_argcount - len(defaults) : code.co_argcount]
    return dict(zip(names, defaults, strict=True))


def explain(function: Rule) -> Explanation:
    """Return the explanation of a rule from its docstring; a missing paragraph is empty."""
    sentence, labelled = _read_docstring(function.__doc__ or "")
    return Explanation(
        id=rule_id(function),
        severity=traits_of(function).severity,
        sentence=sentence,
        flagged=labelled["Flagged"],
        silent=labelled["Silent"],
        why=labelled["Why"],
        thresholds=thresholds_of(function),
        settle=traits_of(function).settle,
    )


@cache
def _read_docstring(text: str) -> tuple[str, dict[str, str]]:
    """Return the first paragraph, and the text after each label of the others."""
    first, *others = (" ".join(part.split()) for part in text.split("\n\n"))
    return first, _labelled(" ".join(others))


def _labelled(text: str) -> dict[str, str]:
    """Return the text after each label; they must be in this order: Flagged, Silent, Why."""
    sections = {}
    for label in ("Why", "Silent", "Flagged"):
        text, _, section = text.partition(f"{label}: ")
        sections[label] = section.strip()
    return sections
