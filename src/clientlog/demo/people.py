"""The commands about people, and about conflicts with them."""

from collections.abc import Mapping, Sequence
from typing import Any

from clientlog.dates import parse_cadence
from clientlog.demo.typed import Line, line, options
from clientlog.demo.words import On, Scribe, The
from clientlog.store.tables import Conflict
from clientlog.write import clients, conflicts, organizations, self_checks

SELF_CHECK = ("abundance", "trust", "dreams", "truth", "balance", "grace")


def client(day: int, name: str, *, tags: Sequence[str] = (), **known: str) -> Line:
    """Return `client add`; what is known of them under the names of the options."""
    values = _columns(known)

    def do(it: Scribe) -> None:
        clients.tag(it.change, clients.create(it.change, name, **values), list(tags), [])

    words = [*options(**known), *options(tag=tags)]
    return line(day, "08:40", ["client", "add", name, *words], do)


def _columns(known: Mapping[str, str]) -> dict[str, Any]:
    """Options as the journal names and reads them."""
    values: dict[str, Any] = dict(known)
    if "org" in values:
        values["organization"] = values.pop("org")
    if "cadence" in values:
        values["cadence_days"] = parse_cadence(values.pop("cadence"))
    for kind in ("email", "phone"):
        if kind in values:
            values[f"{kind}s"] = [values.pop(kind)]
    return values


def client_edit(day: int, who: str, **known: str) -> Line:
    """Return `client edit`."""
    values = _columns(known)
    return line(
        day, "08:45", ["client", "edit", who, *options(**known)],
        lambda it: clients.edit(it.change, it.client(who), **values),
    )  # fmt: skip


def alias(day: int, who: str, name: str) -> Line:
    """Return `client alias`."""
    return line(
        day, "08:50", ["client", "alias", who, name],
        lambda it: clients.add_alias(it.change, it.client(who), name),
    )  # fmt: skip


def merge(day: int, source: str, target: str) -> Line:
    """Return `client merge`, by exact handles."""
    return line(
        day, "08:55", ["client", "merge", source, target, "--yes"],
        lambda it: clients.merge(it.change, it.client(source), it.client(target)),
    )  # fmt: skip


def archive(day: int, who: str) -> Line:
    """Return `client archive`."""
    return line(
        day, "17:20", ["client", "archive", who],
        lambda it: clients.archive(it.change, it.client(who)),
    )  # fmt: skip


def away(day: int, who: str, until: int) -> Line:
    """Return `client away`."""
    return line(
        day, "17:10", ["client", "away", who, "--until", On(until)],
        lambda it: clients.away(it.change, it.client(who), it.year.day(until)),
    )  # fmt: skip


def engagement(day: int, organization: str, ends: int) -> Line:
    """`org edit`: the day the engagement ends."""
    return line(
        day, "17:15", ["org", "edit", organization, "--ends", On(ends)],
        lambda it: organizations.set_end(it.change, organization, it.year.day(ends)),
    )  # fmt: skip


def self_check(day: int, who: str, *points: int) -> Line:
    """Return `client check`, the six points in their order."""
    said = dict(zip(SELF_CHECK, points, strict=True))
    words = options(**{name: str(value) for name, value in said.items()})
    return line(
        day, "17:30", ["client", "check", who, *words],
        lambda it: self_checks.save(it.change, it.client(who), said),
    )  # fmt: skip


# Conflicts


def conflict(day: int, who: str, text: str) -> Line:
    """Return `conflict open`."""
    return line(
        day, "18:00", ["conflict", "open", who, text],
        lambda it: conflicts.open_conflict(it.change, it.client(who), text),
    )  # fmt: skip


def step(day: int, record: str, text: str, *, at: str = "18:05") -> Line:
    """Return `conflict step`: the next one up."""
    return line(
        day, at, ["conflict", "step", The(record), text],
        lambda it: conflicts.take_step(it.change, _conflict(it, record), text),
    )  # fmt: skip


def agree(day: int, record: str, text: str, check: int) -> Line:
    """Return `conflict agree`."""
    return line(
        day, "18:10", ["conflict", "agree", The(record), text, "--check", On(check)],
        lambda it: conflicts.agree(
            it.change, _conflict(it, record), text, it.year.day(check)
        ),
    )  # fmt: skip


def holds(day: int, record: str) -> Line:
    """Return `conflict check --holds`."""
    return line(
        day, "18:15", ["conflict", "check", The(record), "--holds"],
        lambda it: conflicts.holds(it.change, _conflict(it, record)),
    )  # fmt: skip


def fails(day: int, record: str, heard: str) -> Line:
    """Return `conflict check --fails`."""
    return line(
        day, "18:15", ["conflict", "check", The(record), heard, "--fails"],
        lambda it: conflicts.fails(it.change, _conflict(it, record), heard),
    )  # fmt: skip


def _conflict(it: Scribe, words: str) -> Conflict:
    return conflicts.get_conflict(it.change, it.ref(words))
