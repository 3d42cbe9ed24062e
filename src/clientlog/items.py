r"""The ITEM grammar: a text with attributes, `send the draft due:fri pri:must`.

Attributes stand at a word's start and have known keys; `\due:` keeps the letters.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from clientlog.dates import Calendar, Every, read_day, read_every, show_day
from clientlog.errors import ClientlogError, WrongUsage, shorten
from clientlog.texts import clean_line, has_substance, visible

KEYS = ("due", "pri", "owner", "every", "need")

OTHER_WORDS = {"deadline": "due", "priority": "pri"}
"""What people write for a key, though it is more than a slip away."""

ORDINARY_WORDS = frozenset({
    "cue", "deed", "die", "dues", "duo", "dye", "ever", "feed", "heed", "pr", "pre", "pro",
    "reed", "rue", "seed", "sue", "very", "weed",
})  # fmt: skip
"""English words one slip away from a key: `seed:` and `PR:42` are text."""

# Possessive quantifiers keep a long text from being read again and again.
_ATTRIBUTE = re.compile(
    rf"(?<!\S)(?P<key>(?ai:{'|'.join(KEYS)})):"
    r'(?:"(?P<quoted>(?:[^"\\]|\\.)*+)"(?!\S)|(?P<bare>[^\s"]\S*+)|(?P<nothing>"?))',
    re.DOTALL,
)
_MARK = re.compile(r"(?<!\S)(?P<slashes>\\*+)(?P<word>[A-Za-z]{2,8}):(?P<value>(?:[^\s/:]\S*+)?)")


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
    item, seen = Item(_text_of(text)), set[str]()
    for found in _ATTRIBUTE.finditer(text):
        key = found["key"].lower()
        if key in seen:
            raise WrongUsage(f"{key}: is said twice in {shorten(visible(text))}")
        seen.add(key)
        item = replace(item, **_read_attribute(key, _value_of(found), calendar))
    if not has_substance(item.text):
        raise WrongUsage("there is no text beside the attributes", "say what is to be done")
    return item


def _text_of(text: str) -> str:
    """What is left without the attributes, one blank in the place of each."""
    kept = (part.strip() for part in _parts_between_attributes(text))
    return " ".join(_unescaped(part) for part in kept if part)


def _parts_between_attributes(text: str) -> Iterator[str]:
    start = 0
    for found in _ATTRIBUTE.finditer(text):
        yield text[start : found.start()]
        start = found.end()
    yield text[start:]


def _unescaped(text: str) -> str:
    return _MARK.sub(_letters_kept, text)


def _letters_kept(mark: re.Match[str]) -> str:
    letters, meant = mark.group(), _meant(mark["word"])
    if not meant:
        return letters
    if mark["slashes"]:
        return letters[1:]
    if mark["value"]:
        raise WrongUsage(
            f"{shorten(visible(letters))} is not an attribute",
            f"did you mean {meant}:{visible(mark['value'])[:40]}? A backslash before it"
            " keeps it in the text",
        )
    return letters


def _meant(word: str) -> str | None:
    """The key that a word is, or is a slip of."""
    return _words_for_keys().get(word.lower())


@cache
def _words_for_keys() -> dict[str, str]:
    slips = {slip: key for key in KEYS for slip in _slips_of(key)}
    known = {key: key for key in KEYS}
    return {word: slips[word] for word in slips.keys() - ORDINARY_WORDS} | OTHER_WORDS | known


def _slips_of(key: str) -> Iterator[str]:
    """The words that one letter missing, swapped, wrong or too many makes of a key."""
    for place in range(len(key) + 1):
        before, after = key[:place], key[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in string.ascii_lowercase:
            yield before + letter + after[1:]
            yield before + letter + after


def _value_of(found: re.Match[str]) -> str:
    key = found["key"].lower()
    if found["nothing"] == '"':
        raise WrongUsage(f"{key}: has a quotation mark that is not closed before a blank")
    if found["nothing"] is not None:
        raise WrongUsage(
            f"{key}: has no value",
            "let it follow directly; a backslash before it keeps it in the text",
        )
    quoted, bare = found["quoted"], found["bare"]
    return str(bare) if quoted is None else re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)


def _read_attribute(key: str, value: str, calendar: Calendar) -> dict[str, Any]:
    try:
        match key:
            case "due":
                return {"due": read_day(value, calendar)}
            case "pri":
                return {"priority": _priority(value)}
            case "owner":
                return {"owner": clean_line(value, "the name")}
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


def _need(value: str) -> int:
    found = re.fullmatch("[nN]([1-9][0-9]{0,14})", value, re.ASCII)
    if not found:
        raise WrongUsage(f"{shorten(visible(value))} is not a need", "need:n7")
    return int(found[1])


def attributes_in(text: str) -> list[str]:
    """The attributes of a text, as typed; a key without a value is a word like any other."""
    return [found.group() for found in _ATTRIBUTE.finditer(text) if not found.group().endswith(":")]


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
    said = {
        "due": item.due and item.due.isoformat(),
        "pri": "must" if item.priority == "must" else None,
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


def _escaped(text: str) -> str:
    return _MARK.sub(lambda mark: ("\\" if _meant(mark["word"]) else "") + mark.group(), text)
