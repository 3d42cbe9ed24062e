"""Find attributes in a text: `due:fri`, `(pri:must)`, `owner:"Ann Lee"`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

KEYS = ("due", "pri", "owner", "who", "every", "need")

# What may precede a key, besides a blank, and what an unquoted value does not end with.
_BEFORE = r"(?<![^\s(\[{,;])"
_AFTER = ".,;!?"
_BRACKETS = {"(": ")", "[": "]", "{": "}"}

# In quotes a backslash takes the next character as it is. That quantifier is possessive: a long
# text is read once, not again and again.
_KNOWN = rf"(?ai:{'|'.join(KEYS)})"
VALUE = re.compile(
    rf'"(?P<quoted>(?:[^"\\]|\\.)*+)"(?![^\s{_AFTER})\]}}])'
    rf"|(?P<bare>(?:(?![,;(\[{{]{_KNOWN}:)\S)+)",  # ++ is wrong here in Python 3.11.2
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rf"{_BEFORE}(?P<key>{_KNOWN}):(?:{VALUE.pattern})?", re.DOTALL)
KEY_LIKE = re.compile(rf"{_BEFORE}(?P<escape>\\*+)(?P<key>[A-Za-z]{{2,8}}):")


class Attribute(NamedTuple):
    """One attribute of a text: `typed` is `text[start:end]`, and `value` what it means."""

    key: str
    value: str
    typed: str
    quoted: bool
    start: int
    end: int


def scan(text: str) -> list[Attribute]:
    """Return the attributes of a text in order, including those without a value."""
    return [_attribute(match) for match in _ATTRIBUTE.finditer(text)]


def _attribute(match: re.Match[str]) -> Attribute:
    key, start, bare = match["key"].lower(), match.start(), match["bare"]
    if bare is None:
        value = re.sub(r"\\(.)", r"\1", match["quoted"] or "", flags=re.DOTALL)
        return Attribute(key, value, match.group(), bool(value), start, match.end())
    value = trim_value(bare)
    end = match.start("bare") + len(value)
    return Attribute(key, value, match.string[start:end], False, start, end)


def trim_value(value: str) -> str:
    """Return a value without the punctuation and closing brackets that belong to the text."""
    unmatched = {
        closer: value.count(closer) - value.count(opener) for opener, closer in _BRACKETS.items()
    }
    end = len(value)
    while end and (value[end - 1] in _AFTER or unmatched.get(value[end - 1], 0) > 0):
        end -= 1
        if value[end] in unmatched:
            unmatched[value[end]] -= 1
    # The second full stop of `25.12.` belongs to the date.
    return (
        value[: end + 1]
        if re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}\.", value[: end + 1])
        else value[:end]
    )


def remove(attributes: Sequence[Attribute], text: str) -> str:
    """Return the text without its attributes and without brackets that held nothing else."""
    starts = [attribute.end for attribute in attributes]
    ends = [*(attribute.start for attribute in attributes), len(text)]
    rest = text[: ends[0]].strip()
    for start, end in zip(starts, ends[1:], strict=True):
        rest = _join(rest, text[start:end].strip())
    return rest


def _join(left: str, right: str) -> str:
    """Join the text on both sides of an attribute, without brackets that are now empty."""
    if right in {",", ";"}:
        # It stands between two attributes or after the last: `send, due:fri, owner:Ann`.
        return left.removesuffix(",").removesuffix(";").rstrip()
    if right[:1] in {",", ";"} and (not left or left[-1] in {",", ";", *_BRACKETS}):
        right = right[1:].lstrip()
    if right and right[0] in _BRACKETS.values():
        left = left.removesuffix(",").removesuffix(";").rstrip()
        if not left or _BRACKETS.get(left[-1]) != right[0]:
            return left + right
        left, right = left[:-1].rstrip(), right[1:].lstrip()
    if not left or not right or left[-1] in _BRACKETS or right[0] in _AFTER:
        return left + right
    return f"{left} {right}"
