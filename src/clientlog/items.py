r"""The ITEM grammar: a text with attributes, `send the draft due:fri pri:must`.

Attributes stand at a word's start and have known keys; `\due:` keeps the letters.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from clientlog.dates import Calendar, Every, read_day, read_every, show_day
from clientlog.errors import ClientlogError, WrongUsage, shorten
from clientlog.texts import LINE_LIMIT, has_substance, visible

KEYS = ("due", "pri", "owner", "every", "need")

_VALUE = r'(?:"(?P<quoted>[^"\n]*)"|(?P<bare>\S+))'
_ATTRIBUTE = re.compile(rf"(?<!\S)(?P<key>{'|'.join(KEYS)}):{_VALUE}", re.IGNORECASE)
_EMPTY = re.compile(rf"(?<!\S)(?P<key>{'|'.join(KEYS)}):(?=\s|$)", re.IGNORECASE)
_ESCAPED = re.compile(rf"(?<!\S)\\(?=\\*(?:{'|'.join(KEYS)}):)", re.IGNORECASE)
_LIKE_A_KEY = re.compile(r"(?<!\S)(?P<key>[A-Za-z]{2,8}):(?P<value>[^\s/]\S*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be done, and what was said about it."""

    text: str
    due: date | None = None
    priority: Literal["must", "good"] = "good"
    owner: str | None = None
    every: Every | None = None
    need: int | None = None


def read_item(text: str, calendar: Calendar) -> Item:
    """Read a text with attributes.

    Raises WrongUsage for an attribute said twice, one without a value or with a wrong
    one, a near miss such as `duue:fri`, and where nothing but attributes is left.
    """
    if found := _EMPTY.search(text):
        raise WrongUsage(f"{found['key']}: has no value", f"{found['key']}:VALUE, without a blank")
    item, seen = Item(""), set[str]()
    for found in _ATTRIBUTE.finditer(text):
        key = found["key"].lower()
        if key in seen:
            raise WrongUsage(f"{key}: is said twice in {shorten(visible(text))}")
        seen.add(key)
        item = replace(item, **_read_attribute(key, _value_of(found), calendar))
    rest = _ATTRIBUTE.sub("\x00", text)
    _refuse_near_miss(rest)
    rest = re.sub("[ \t]*\x00[ \t]*", " ", rest).strip()
    rest = _ESCAPED.sub("", rest)
    if not has_substance(rest):
        raise WrongUsage("there is no text beside the attributes", "say what is to be done")
    return replace(item, text=rest)


def _value_of(found: re.Match[str]) -> str:
    quoted: str | None = found["quoted"]
    return quoted if quoted is not None else found["bare"]


def _read_attribute(key: str, value: str, calendar: Calendar) -> dict[str, Any]:
    try:
        match key:
            case "due":
                return {"due": read_day(value, calendar)}
            case "pri":
                return {"priority": _priority(value)}
            case "owner":
                return {"owner": _owner(value)}
            case "every":
                return {"every": read_every(value)}
            case _:
                return {"need": _need(value)}
    except ClientlogError as error:
        error.message = f"{key}: {error.message}"
        raise


def _priority(value: str) -> str:
    if value.lower() not in {"must", "good"}:
        raise WrongUsage(f"{shorten(visible(value))} is not known", "pri:must or pri:good")
    return value.lower()


def _owner(value: str) -> str:
    if not has_substance(value) or len(value) > LINE_LIMIT:
        raise WrongUsage("a name is missing or too long", 'owner:Ann, or owner:"Ann Lee"')
    return value.strip()


def _need(value: str) -> int:
    found = re.fullmatch("[nN]([1-9][0-9]{0,14})", value, re.ASCII)
    if not found:
        raise WrongUsage(f"{shorten(visible(value))} is not a need", "need:n7")
    return int(found[1])


def _refuse_near_miss(text: str) -> None:
    for found in _LIKE_A_KEY.finditer(text):
        word, value = found["key"], found["value"]
        meant = None if value.startswith(":") else _meant(word.lower())
        if meant:
            raise WrongUsage(
                f"{shorten(visible(found.group()))} is not an attribute",
                f"did you mean {meant}:{visible(value)[:40]}? If it is text, put a blank after"
                " the colon",
            )


def _meant(word: str) -> str | None:
    """The key that a word is a slip of: one letter off, doubled, missing or swapped."""
    if word in {"priority", "prio", "deadline"}:
        return "due" if word == "deadline" else "pri"
    near = [key for key in KEYS if _one_slip(word, key)]
    return near[0] if near and word not in _ORDINARY else None


_ORDINARY = frozenset({"dues", "own", "owned", "very", "never", "ever", "seed", "feed", "need", "weed",
                       "heed", "deed", "die", "sue", "cue", "hue", "rue", "dye", "due", "duo",
                       "re", "pre", "pro", "pr"})  # fmt: skip


def _one_slip(word: str, key: str) -> bool:
    """Whether one edit (insert, delete, change, swap of neighbours) leads from one to the other."""
    if word == key or abs(len(word) - len(key)) > 1:
        return False
    start = 0
    while start < min(len(word), len(key)) and word[start] == key[start]:
        start += 1
    rest, wanted = word[start:], key[start:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    )


def attributes_in(text: str) -> list[str]:
    """The words of a text that are attributes."""
    return [found.group() for found in _ATTRIBUTE.finditer(text)]


def show_item(item: Item, today: date) -> str:
    """`send the draft (due Fri 27 Nov, must, owner Ann)`, as it was understood."""
    terms = [f"due {show_day(item.due, today)}"] if item.due else []
    terms += ["must"] if item.priority == "must" else []
    terms += [f"owner {item.owner}"] if item.owner else []
    terms += [f"every {item.every}"] if item.every else []
    terms += [f"need n{item.need}"] if item.need else []
    return item.text + (f" ({', '.join(terms)})" if terms else "")


def write_item(item: Item) -> str:
    """The item as it is typed, with ISO dates: `read_item` makes the same item of it."""
    text = re.sub(rf"(?<!\S)(?=\\*(?:{'|'.join(KEYS)}):)", r"\\", item.text, flags=re.IGNORECASE)
    owner = item.owner if item.owner is None or re.fullmatch(r'[^\s"]+', item.owner) else None
    said = {
        "due": item.due and item.due.isoformat(),
        "pri": "must" if item.priority == "must" else None,
        "owner": owner or (item.owner and f'"{item.owner}"'),
        "every": item.every and str(item.every),
        "need": item.need and f"n{item.need}",
    }
    return " ".join([text, *(f"{key}:{value}" for key, value in said.items() if value)])
