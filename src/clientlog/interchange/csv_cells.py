"""Read the cells of a CSV table: one function for each kind of value; each may raise an error."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from clientlog import dates
from clientlog.errors import ClientlogError, quote
from clientlog.text import escape_controls, has_visible_text, name_key, validate_line, validate_text

STATES: dict[str, dict[str, str]] = {
    "action": {"open": "open", "done": "done", "dropped": "dropped"},
    "promise": {"open": "open", "done": "kept", "dropped": "released", "broken": "broken",
                "kept": "kept", "released": "released"},
}  # fmt: skip
"""The states of each kind, by the names they may have."""

_STATE_WORDS = {
    "": "open", "todo": "open", "to do": "open", "pending": "open", "in progress": "open",
    "no": "open", "false": "open", "0": "open", "x": "done", "yes": "done", "true": "done",
    "1": "done", "closed": "done", "complete": "done", "completed": "done", "finished": "done",
    "cancelled": "dropped", "canceled": "dropped",
}  # fmt: skip


def parse_line(text: str) -> str | None:
    """Read a single line."""
    return validate_line(text, "it")


def parse_text(text: str) -> str | None:
    """Read a text, blanks at its ends included."""
    return validate_text(text, "it")


def one_of(what: str, words: tuple[str, ...]) -> Callable[[str], str | None]:
    """Return a reader of one of some words, in any case."""

    def parse(text: str) -> str | None:
        word = text.strip().lower()
        if word not in words:
            raise ClientlogError(
                f"unknown {what} {quote(escape_controls(text))} ({', '.join(words)})"
            )
        return word

    return parse


def parse_cadence(text: str) -> int | None:
    """Read a cadence in days; a bare number is days too."""
    return dates.parse_cadence(f"{text.strip()}d" if text.strip().isdecimal() else text)


def parse_kind(text: str) -> Literal["action", "promise"]:
    """Read the kind of a commitment."""
    word = text.strip().lower().removesuffix("s")
    if word in {"action", "action item", "action_item", "task", "todo"}:
        return "action"
    if word in {"promise", "commitment"}:
        return "promise"
    raise ClientlogError(f"unknown kind {quote(escape_controls(text))} (action, promise)")


def parse_theirs(text: str, client: str) -> bool:
    """Read whose a commitment is: mine, or the client's whom the row names."""
    if text.strip().lower() in {"me", "my", "mine", "i", "us", "ours"}:
        return False
    if text.strip().lower() in {"they", "them", "their", "theirs", "client"}:
        return True
    if name_key(text) == name_key(client):
        return True
    raise ClientlogError(f"{quote(escape_controls(text))} is neither me nor the client of this row")


def parse_day(text: str, calendar: dates.DateContext) -> date | None:
    """Read a day; a time of midnight beside it is a spreadsheet's."""
    return dates.parse_day(re.sub(r"[T ]00:00(:00(\.0+)?)?Z?\Z", "", text.strip()), calendar)


def parse_priority(text: str) -> Literal["must", "good"]:
    """Read a priority, which may be named as in other programs."""
    if text.strip().lower() in {"must", "high", "urgent", "1", "a"}:
        return "must"
    if text.strip().lower() in {"good", "normal", "medium", "low", "none"}:
        return "good"
    raise ClientlogError(f"unknown priority {quote(escape_controls(text))} (must, good)")


def parse_state(text: str, kind: str) -> str:
    """Read a state, which may be named as in other programs."""
    word = _STATE_WORDS.get(text.strip().lower(), text.strip().lower())
    if word not in STATES[kind]:
        known = ", ".join(sorted(set(STATES[kind].values())))
        raise ClientlogError(f"unknown state {quote(escape_controls(text))} ({known})")
    return STATES[kind][word]


def split_values(text: str) -> list[str]:
    """Split a cell that holds several values: by line, else by `;`, `,` or `:::`."""
    parts = text.splitlines() if re.search(r"[\r\n]", text) else re.split(r"[;,]|:::", text)
    return [part.strip() for part in parts if has_visible_text(part)]


def join_values(values: Sequence[str]) -> str:
    """Write several values into a cell, so that `split_values` finds the same."""
    text = "\n".join(values)
    # A line end shows that a single value is one, whatever commas are in it.
    return text if split_values(text) == list(values) else text + "\n"
