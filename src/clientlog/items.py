r"""The ITEM grammar: a text with attributes, `send the draft due:fri pri:must`.

An attribute stands at the start of a word, in brackets or not, and has a known key and a value,
in quotes where a name holds blanks: `owner:"Ann Lee"`. A date may be of several words,
`due:24 dec`. A backslash before the key, `\due:fri`, leaves it in the text.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from clientlog.attributes import KEY_LIKE, KEYS, VALUE, Attribute, remove, scan, trim_value
from clientlog.dates import DateContext, Every, find_day, format_day, parse_day, parse_every
from clientlog.dates.words import DAY_FORMS
from clientlog.errors import ClientlogError, UsageError, quote
from clientlog.text import escape_controls, has_visible_text, validate_line

T = TypeVar("T")

_TIME = re.compile(
    r"(?:at )?(?:noon|[0-9]{1,2}(?::[0-9]{2})? ?[ap]m|[0-9]{1,2}:[0-9]{2})", re.IGNORECASE
)

SYNONYMS = {
    "by": "due",
    "until": "due",
    "deadline": "due",
    "priority": "pri",
    "whom": "who",
    "whose": "who",
}
"""Words that people type in place of a key; with a fitting value they are near misses."""

LONGEST_DATE = 40
"""The most characters that may follow the first word of a date of several words."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be done, and its attributes."""

    text: str
    due: date | None = None
    priority: Literal["must", "good"] = "good"
    owner: str | None = None
    every: Every | None = None
    need: int | None = None
    who: str | None = None
    """Whose it is, in a meeting with several clients."""
    try_until: date | None = None
    """The last day on which it is tried: an option, not an attribute."""
    is_update: bool | None = None
    """Whether it is an update that a status settles; None where nothing was said."""


# Reading


def parse_item(text: str, calendar: DateContext, *, past: bool = False) -> Item:
    """Return the item that a text with attributes describes; with `past`, a due date is past.

    Raises UsageError for an attribute given twice, one without a value or with a wrong
    one, a near miss such as `duue:fri`, and for a text that holds nothing but attributes.
    """
    reader = _Reader(calendar, past)
    attributes = [reader.extend(attribute, text) for attribute in _required(scan(text))]
    rest = remove(attributes, text)
    reader.reject_rest_of_date(attributes, text)
    _reject_near_miss(rest, reader)
    if not has_visible_text(rest):
        raise UsageError("there is no text beside the attributes", "say what is to be done")
    return reader.item(
        _unescaped(rest), {attribute.key: attribute.value for attribute in attributes}
    )


def find_attributes(text: str) -> list[str]:
    """Return the attributes of a text as they were typed."""
    return [attribute.typed for attribute in scan(text) if attribute.value]


def _required(attributes: Sequence[Attribute]) -> Sequence[Attribute]:
    """Return the attributes; raise UsageError for one without a value or for one given twice."""
    keys: set[str] = set()
    for attribute in attributes:
        if attribute.key in keys:
            raise UsageError(f"{attribute.key}: is given twice", "an item has one of each")
        keys.add(attribute.key)
        if not attribute.value:
            raise UsageError(
                f"{attribute.key}: has no value",
                "let it follow without a blank; a backslash before the key makes it text",
            )
        if attribute.value.startswith('"') and not attribute.quoted:
            raise UsageError(
                f"{quote(escape_controls(attribute.typed))} has a quote that is not closed"
                " before a blank",
                'put the whole value in quotes: owner:"Ann Lee"',
            )
    return attributes


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the values of attributes, with dates ahead or in the past."""

    calendar: DateContext
    past: bool

    def item(self, text: str, values: dict[str, str]) -> Item:
        """Return the item with these values; raise UsageError for a wrong one, with its key."""
        return Item(
            text,
            due=_read(values, "due", self.day),
            priority=_read(values, "pri", _priority) or "good",
            owner=_read(values, "owner", lambda value: validate_line(value, "the name")),
            every=_read(values, "every", parse_every),
            need=_read(values, "need", _need),
            who=_read(values, "who", lambda value: validate_line(value, "the name")),
        )

    def day(self, text: str) -> date:
        """Return the day that the value of due: names."""
        return parse_day(text, self.calendar, past=self.past)

    def extend(self, attribute: Attribute, text: str) -> Attribute:
        """Return the attribute with the words after it that belong to it: `due:24 dec`."""
        if attribute.quoted:
            return attribute
        window = text[attribute.end : attribute.end + LONGEST_DATE]
        words = re.match(r"(?:[ \t]+[^\s:]+){0,4}", window)
        ends = [match.end() for match in re.finditer(r"\S+", words.group() if words else "")]
        for end in reversed(ends):
            added = trim_value(window[:end])
            if self._is_value(attribute.key, attribute.value + added):
                return attribute._replace(
                    value=attribute.value + added,
                    end=attribute.end + len(added),
                )
        return attribute

    def reject_rest_of_date(self, attributes: Sequence[Attribute], text: str) -> None:
        """Raise UsageError where all that follows due: is more of a date, or a time."""
        for due in attributes:
            if due.key != "due" or due.quoted or not text[due.end : due.end + 1].isspace():
                continue
            starts = [other.start for other in attributes if other.start > due.start]
            rest = text[due.end : min(starts, default=len(text))].strip(" \t.,;!?)]}")
            if _TIME.fullmatch(rest):
                raise UsageError(
                    f"due: takes a day without a time, and {quote(escape_controls(rest))} is one",
                    "leave the time out, or write it before due:",
                )
            if self._is_day(re.sub("^(?:from|after|before|of) ", "", rest)):
                typed = quote(escape_controls(f"{due.value} {rest}"))
                raise UsageError(f"due: {typed} is not a date", DAY_FORMS)

    def _is_day(self, text: str) -> bool:
        try:
            return find_day(text, self.calendar, past=self.past) is not None
        except ClientlogError:
            return True

    def _is_value(self, key: str, value: str) -> bool:
        """Return whether several words are one value; refuse a date that contradicts itself."""
        if key in {"owner", "who"}:
            return self.calendar.is_name is not None and self.calendar.is_name(value)
        if key == "due":
            return bool(
                _read({key: value}, key, lambda v: find_day(v, self.calendar, past=self.past))
            )
        return self.fits(key, value)

    def fits(self, key: str, value: str) -> bool:
        """Return whether the key takes the value; `std::move` and `seed:42` are not near misses."""
        try:
            self.item("", {key: value})
        except ClientlogError:
            return False
        return True


def _read(values: dict[str, str], key: str, read: Callable[[str], T]) -> T | None:
    if key not in values:
        return None
    try:
        return read(values[key])
    except ClientlogError as error:
        error.message = f"{key}: {error.message}"
        raise


def _priority(value: str) -> Literal["must", "good"]:
    match value.lower():
        case "must":
            return "must"
        case "good":
            return "good"
    raise UsageError(f"{quote(escape_controls(value))} is not a priority", "pri:must or pri:good")


def _need(value: str) -> int:
    match = re.fullmatch("[nN]([1-9][0-9]{0,14})", value)
    if not match:
        raise UsageError(f"{quote(escape_controls(value))} is not a need", "need:n7")
    return int(match[1])


# Near misses, and what only looks like an attribute


def _reject_near_miss(text: str, reader: _Reader) -> None:
    """Raise UsageError for a word that is one slip away from a key, with a value that fits it."""
    for match in KEY_LIKE.finditer(text):
        key, value = _intended_key(match["key"]), VALUE.match(text, match.end())
        if match["escape"] or not key or not value:
            continue
        typed = value.group() if value["bare"] is None else trim_value(value["bare"])
        if reader.fits(key, typed.strip('"')):
            raise UsageError(
                f"{quote(escape_controls(match.group() + typed))} is not an attribute",
                f"did you mean {key}:{escape_controls(typed)[:40]}? A backslash before it"
                " makes it text",
            )


def _shortened(word: str) -> set[str]:
    """Return the word, and the word without each one of its letters.

    Two words have one of these in common where a letter is missing, added, wrong or misplaced.
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


# Too many words are one slip away from `who`: how, two, why.
_SHORTENED_KEYS = {part: key for key in KEYS if key != "who" for part in _shortened(key)}


@lru_cache
def _intended_key(word: str) -> str | None:
    """Return the key that a word is, or is a slip for."""
    word = word.lower()
    if word in KEYS:
        return word
    slips = (_SHORTENED_KEYS[part] for part in _shortened(word) if part in _SHORTENED_KEYS)
    return SYNONYMS.get(word) or next(slips, None)


def _unescaped(text: str) -> str:
    return KEY_LIKE.sub(
        lambda match: match.group()[bool(match["escape"] and _intended_key(match["key"])) :], text
    )


def _escaped(text: str) -> str:
    return KEY_LIKE.sub(
        lambda match: "\\" * bool(_intended_key(match["key"])) + match.group(), text
    )


# Printing and writing


def format_item(item: Item, today: date) -> str:
    """Return the item as it was understood: `send the draft (due Fri 27 Nov, must, owner Ann)`."""
    terms = [f"due {format_day(item.due, today)}"] if item.due else []
    terms += ["must"] if item.priority == "must" else []
    terms += [f"owner {item.owner}"] if item.owner else []
    terms += [f"for {item.who}"] if item.who else []
    terms += [f"every {item.every}"] if item.every else []
    terms += [f"need n{item.need}"] if item.need else []
    terms += [f"tried until {format_day(item.try_until, today)}"] if item.try_until else []
    return item.text + (f" ({', '.join(terms)})" if terms else "")


def write_item(item: Item) -> str:
    """Return the item as it is typed, with ISO dates: `parse_item` makes the same item of it."""
    attributes = {
        "due": item.due and item.due.isoformat(),
        "pri": item.priority if item.priority == "must" else None,
        "owner": item.owner and _quoted(item.owner),
        "who": item.who and _quoted(item.who),
        "every": item.every and str(item.every),
        "need": item.need and f"n{item.need}",
    }
    return " ".join(
        [_escaped(item.text), *(f"{key}:{value}" for key, value in attributes.items() if value)]
    )


def _quoted(value: str) -> str:
    """Return a name as the value of an attribute, in quotes unless it reads the same without."""
    if VALUE.fullmatch(value) and value[0] != '"' and trim_value(value) == value:
        return value
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'
