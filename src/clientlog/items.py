r"""The ITEM grammar: a text with attributes, `send the draft due:fri pri:must`.

An attribute stands at a word's start and has a known key and a value, in quotes where it
holds blanks: `owner:"Ann Lee"`. A backslash before it, `\due:fri`, leaves it in the text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from clientlog.dates import DateContext, Every, format_day, parse_day, parse_every
from clientlog.errors import ClientlogError, UsageError, quote
from clientlog.text import escape_controls, has_visible_text, validate_line

T = TypeVar("T")

KEYS = ("due", "pri", "owner", "every", "need")

OTHER_WORDS = {"by": "due", "until": "due", "deadline": "due", "priority": "pri"}
"""What people say for a key; with a value that fits the key, it was meant."""

# In quotes a backslash takes the next character as it is. The quantifiers are possessive: a
# long text is read once, not again and again.
_VALUE = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*+)"(?!\S)|(?P<bare>\S++)', re.DOTALL)
_ATTRIBUTE = re.compile(rf"(?<!\S)(?P<key>(?ai:{'|'.join(KEYS)})):(?:{_VALUE.pattern})?", re.DOTALL)
_KEY_LIKE = re.compile(r"(?<!\S)(?P<escape>\\*+)(?P<key>[A-Za-z]{2,8}):")


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be done, and what was said about it."""

    text: str
    due: date | None = None
    priority: Literal["must", "good"] = "good"
    owner: str | None = None
    every: Every | None = None
    need: int | None = None


# Reading


def parse_item(text: str, calendar: DateContext) -> Item:
    """Read a text with attributes.

    Raises UsageError for an attribute said twice, one without a value or with a wrong
    one, a near miss such as `duue:fri`, and where nothing but attributes is left.
    """
    found = list(_ATTRIBUTE.finditer(text))
    rest = _without(found, text)
    _refuse_near_miss(rest, calendar)
    if not has_visible_text(rest):
        raise UsageError("there is no text beside the attributes", "say what is to be done")
    return _item(_unescaped(rest), _said(found), calendar)


def find_attributes(text: str) -> list[str]:
    """The words of a text that are attributes."""
    return [found.group() for found in _ATTRIBUTE.finditer(text) if not found.group().endswith(":")]


def _without(attributes: Sequence[re.Match[str]], text: str) -> str:
    """The text with one blank in the place of each attribute."""
    starts = [0, *(found.end() for found in attributes)]
    ends = [*(found.start() for found in attributes), len(text)]
    pieces = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return " ".join(piece for piece in pieces if piece)


def _said(attributes: Sequence[re.Match[str]]) -> dict[str, str]:
    said: dict[str, str] = {}
    for found in attributes:
        key = found["key"].lower()
        if key in said:
            raise UsageError(f"{key}: is said twice", "an item has one of each")
        said[key] = _value(found)
        if not said[key]:
            raise UsageError(
                f"{key}: has no value",
                "let it follow without a blank; a backslash before the key makes it text",
            )
    return said


def _value(found: re.Match[str]) -> str:
    bare = found["bare"] or ""
    if bare.startswith('"'):
        raise UsageError(
            f"{quote(escape_controls(found.group()))} has a quote that is not closed"
            " before a blank",
            'put the whole value in quotes: owner:"Ann Lee"',
        )
    return bare or re.sub(r"\\(.)", r"\1", found["quoted"] or "", flags=re.DOTALL)


def _item(text: str, said: Mapping[str, str], calendar: DateContext) -> Item:
    return Item(
        text,
        due=_read(said, "due", lambda value: parse_day(value, calendar)),
        priority=_read(said, "pri", _priority) or "good",
        owner=_read(said, "owner", lambda value: validate_line(value, "the name")),
        every=_read(said, "every", parse_every),
        need=_read(said, "need", _need),
    )


def _read(said: Mapping[str, str], key: str, read: Callable[[str], T]) -> T | None:
    if key not in said:
        return None
    try:
        return read(said[key])
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
    found = re.fullmatch("[nN]([1-9][0-9]{0,14})", value)
    if not found:
        raise UsageError(f"{quote(escape_controls(value))} is not a need", "need:n7")
    return int(found[1])


# Near misses, and what only looks like an attribute


def _refuse_near_miss(text: str, calendar: DateContext) -> None:
    for found in _KEY_LIKE.finditer(text):
        key, value = _meant(found["key"]), _VALUE.match(text, found.end())
        if found["escape"] or not key or not value or not _fits(key, value, calendar):
            continue
        typed = escape_controls(found.group() + value.group())
        raise UsageError(
            f"{quote(typed)} is not an attribute",
            f"did you mean {key}:{escape_controls(value.group())[:40]}? A backslash before it"
            " makes it text",
        )


def _shortened(word: str) -> set[str]:
    """The word, and what is left of it without one of its letters.

    Two words have one of these in common where a letter is missing, added, wrong or misplaced.
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


_SHORTENED_KEYS = {part: key for key in KEYS for part in _shortened(key)}


@lru_cache
def _meant(word: str) -> str | None:
    """The key that a word is, or is a slip for."""
    word = word.lower()
    slips = (_SHORTENED_KEYS[part] for part in _shortened(word) if part in _SHORTENED_KEYS)
    return OTHER_WORDS.get(word) or next(slips, None)


def _fits(key: str, value: re.Match[str], calendar: DateContext) -> bool:
    """Whether the key would take the value: `std::move` and `seed:42` are no near misses."""
    try:
        _item("", {key: _value(value)}, calendar)
    except ClientlogError:
        return False
    return True


def _unescaped(text: str) -> str:
    return _KEY_LIKE.sub(
        lambda found: found.group()[bool(found["escape"] and _meant(found["key"])) :], text
    )


def _escaped(text: str) -> str:
    return _KEY_LIKE.sub(lambda found: "\\" * bool(_meant(found["key"])) + found.group(), text)


# Saying and writing


def format_item(item: Item, today: date) -> str:
    """`send the draft (due Fri 27 Nov, must, owner Ann)`, as it was understood."""
    terms = [f"due {format_day(item.due, today)}"] if item.due else []
    terms += ["must"] if item.priority == "must" else []
    terms += [f"owner {item.owner}"] if item.owner else []
    terms += [f"every {item.every}"] if item.every else []
    terms += [f"need n{item.need}"] if item.need else []
    return item.text + (f" ({', '.join(terms)})" if terms else "")


def write_item(item: Item) -> str:
    """The item as it is typed, with ISO dates: `read_item` makes the same item of it."""
    said = {
        "due": item.due and item.due.isoformat(),
        "pri": item.priority if item.priority == "must" else None,
        "owner": item.owner and _quoted(item.owner),
        "every": item.every and str(item.every),
        "need": item.need and f"n{item.need}",
    }
    return " ".join(
        [_escaped(item.text), *(f"{key}:{value}" for key, value in said.items() if value)]
    )


def _quoted(value: str) -> str:
    if re.fullmatch(r'[^\s"]\S*', value):
        return value
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'
