"""Read the lines typed at the prompts: prefixes, pastes of several lines, and their help."""

import re

from clientlog.errors import UsageError, quote
from clientlog.suggest import near_matches
from clientlog.text import escape_controls, has_visible_text

PREFIXES: dict[str, str] = {
    "they promise": "their_promises", "their promise": "their_promises", "tp": "their_promises",
    "i promise": "my_promises", "promise": "my_promises", "my promise": "my_promises",
    "p": "my_promises",
    "they will": "their_actions", "their action": "their_actions", "they": "their_actions",
    "ta": "their_actions",
    "i will": "my_actions", "action": "my_actions", "my action": "my_actions", "i": "my_actions",
    "a": "my_actions",
    "note": "notes", "n": "notes",
    "decision": "decisions", "d": "decisions",
    "topic": "topics", "t": "topics",
    "next": "next",
}  # fmt: skip
"""The section that a line goes to, by its prefix."""

NAMES = {
    "their_promises": "they promise", "my_promises": "I promise", "their_actions": "they will",
    "my_actions": "I will", "notes": "note", "decisions": "decision", "topics": "next time",
    "next": "next meeting",
}  # fmt: skip

HELP = """\
  a: draft the plan due:fri        I will do it (also without a:)
  p: send the draft due:fri        I promise it
  ta: send the figures             they will do it
  tp: approve travel due:mon       they promise it
  d: two phases, not one           it was decided
  n: prefers short mails           worth remembering
  t: who signs the order           raise it next time
  next: fri 10:00 planning         the next meeting
  x t4 p13                         these are discussed or done
  u takes the last line back, e opens the editor with all of it
  an empty line saves, Ctrl-C keeps a draft"""

SUMMARY_HELP = """\
  one line on what was said, for example: Paused the migration until the review lands
  an empty line goes on to the items without one; there you may type:"""

READ_BACK_HELP = """\
  y  the items were read back to each other, and everybody agreed to them
  n  not yet; later: clientlog confirm REF of the meeting"""

# Words of two letters are text, such as `re:`.
_UNKNOWN_PREFIX = re.compile(r"([^\W\d_]|[^\W\d_]{3,15}(?: [^\W\d_]{2,15})?):(?=\s)")
# `a` and `i` are words, and their lines are actions of mine anyway.
_NO_COLON = re.compile(r"(p|tp|ta|n|d|t)\s+(?=[^\s:])(.+)", re.DOTALL)
_BULLET = re.compile(r"^[-*+] (?:\[ \] )?")
_SETTLES = re.compile(r"x:?\s+(?=\S)(.*)", re.IGNORECASE | re.DOTALL)


def split_prefix(line: str) -> tuple[str, str]:
    """Return the section and the text of `they promise: approve it`; no prefix is my action.

    Raises UsageError for a misspelt prefix.
    """
    prefix, colon, text = line.partition(":")
    prefix = " ".join(prefix.lower().split())
    section = PREFIXES.get(prefix) or (len(prefix) > 4 and PREFIXES.get(prefix.removesuffix("s")))
    if colon and section:
        if not has_visible_text(text):
            raise UsageError(f"there is no text after {prefix}:")
        return section, text.strip()
    if short := _NO_COLON.fullmatch(line):
        return PREFIXES[short[1]], short[2]
    if colon and (meant := _suggest_prefix(prefix)):
        raise UsageError(
            f"unknown prefix {quote(escape_controls(prefix))}; did you mean {meant}:?",
            "a: before it makes it an action of mine",
        )
    return "my_actions", line


def unknown_prefix(line: str) -> str | None:
    """Return the word before a colon at the start of a line that looks like a prefix."""
    section, text = split_prefix(line)
    match = _UNKNOWN_PREFIX.match(line) if (section, text) == ("my_actions", line) else None
    return match[1] if match else None


def split_settled(line: str) -> list[str] | None:
    """Return the REFs of `x t4 p13`; None for any other line."""
    match = _SETTLES.fullmatch(line)
    words = match[1].replace(",", " ").split() if match else []
    is_list = words and all(re.fullmatch("[a-z][0-9]+", word.lower(), re.ASCII) for word in words)
    return words if is_list else None


def _suggest_prefix(word: str) -> str | None:
    """Return the prefix that another is a misspelling of; short ones are text."""
    if not 4 <= len(word) <= 20:
        return None
    matches = near_matches(word, PREFIXES, cutoff=0.8)
    return matches[0] if matches else None


def split_paste(text: str) -> list[str]:
    """Split a paste of several lines; one with a prefix or a bullet is a line of its own."""
    lines: list[str] = []
    for line in text.split("\n"):
        content = _BULLET.sub("", line)
        prefix = " ".join(line.partition(":")[0].lower().split())
        starts = content != line or (":" in line and prefix in PREFIXES) or split_settled(line)
        if not lines or starts:
            lines.append(content if "\n" in text else line)
        else:
            lines[-1] += f"\n{line}"
    return [line for line in lines if has_visible_text(line)]
