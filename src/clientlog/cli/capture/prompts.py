"""Line prompts: the quickest way to write a meeting down, one line a thing.

`summary>` first, then `item>` lines such as `they promise: approve the budget due:mon`,
each echoed as understood before anything is saved.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from clientlog.cli.capture.minutes_to_record import next_meeting
from clientlog.cli.context import Context
from clientlog.cli.options import item_argument
from clientlog.dates import format_day, format_moment_text
from clientlog.errors import ClientlogError, UsageError, quote
from clientlog.items import format_item
from clientlog.minutes import Entry, Line, Minutes
from clientlog.text import escape_controls, has_visible_text, validate_text

Ending = Literal["save", "over", "editor", "interrupted"]
"""How a dialogue ends; it is `over` where there is nobody to go on with."""

WORDS: dict[str, str] = {
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
"""What an `item>` line begins with, before its colon."""

SAID = {
    "their_promises": "they promise", "my_promises": "I promise", "their_actions": "they will",
    "my_actions": "I will", "notes": "note", "decisions": "decision", "topics": "next time",
    "next": "next meeting",
}  # fmt: skip

HELP = (
    "  a: I will    p: I promise    ta: they will    tp: they promise    n: note    d: decision\n"
    "  t: raise next time    next: fri 10:00 planning    u takes the last one back\n"
    "  e opens the editor with all of it; an empty line saves; Ctrl-C keeps a draft"
)


@dataclass
class Dialogue:
    """What was typed so far."""

    context: Context
    minutes: Minutes
    keep: Callable[[Minutes], object]
    """Called with everything typed, whenever there is more or less of it."""
    order: list[str] = field(default_factory=list)
    """The section each line went to, for taking the last one back."""

    def talk(self) -> Ending:
        """Ask until the person saves, asks for the editor, or stops with Ctrl-C."""
        return self._until_it_ends(self._ask_for_summary)

    def go_on(self) -> Ending:
        """Ask for more after something could not be saved."""
        return self._until_it_ends(self._ask_for_items)

    @staticmethod
    def _until_it_ends(ask_on: Callable[[], Ending]) -> Ending:
        try:
            return ask_on()
        except EOFError:
            return "over"
        except KeyboardInterrupt:
            return "interrupted"

    def _ask_for_summary(self) -> Ending:
        while True:
            summary = ask("summary> ")
            if summary == "e":
                return "editor"
            if not has_visible_text(summary):
                return self._ask_for_items()
            try:
                self._know(summary=validate_text(summary, "the summary"))
            except ClientlogError as error:
                tell(f"   {error.message}")
            else:
                return self._ask_for_items()

    def _know(self, **values: Any) -> None:
        self.minutes = replace(self.minutes, **values)
        self.keep(self.minutes)

    def _ask_for_items(self) -> Ending:
        while True:
            line = ask("item> ").strip()
            if not line:
                return "save"
            if line == "e":
                return "editor"
            if line == "u":
                self._take_back()
            elif line in {"?", "h", "help"}:
                tell(HELP)
            else:
                for one in split_paste(line):
                    self._take(one)

    def _take(self, line: str) -> None:
        """Take one line, or say what is wrong with it; nothing typed before is lost."""
        try:
            section, text = split_line(line)
            entry, understood = self._read(section, text)
        except ClientlogError as error:
            tell(f"   {error.message}" + (f" ({error.hint})" if error.hint else ""))
            return
        self._know(**{section: (*getattr(self.minutes, section), entry)})
        self.order.append(section)
        tell(f"-> {understood}")

    def _read(self, section: str, text: str) -> tuple[Entry | Line, str]:
        """The line as minutes have it, and as it was understood."""
        today = self.context.clock.today
        if section in {"notes", "decisions", "topics"}:
            return Line(validate_text(text, section)), f"{SAID[section]}: {text}"
        if section == "next":
            ahead = next_meeting(self.context, text)
            when = format_moment_text(self.context.clock.local(ahead["starts_at"]), today)
            return Line(text), f"{when}  {SAID[section]}{': ' if ahead['title'] else ''}" + (
                ahead["title"] or ""
            )
        item = item_argument(self.context, "item", re.sub(r"\s*\n\s*", " ", text))
        if item.owner and section.startswith("their"):
            raise UsageError("owner: names someone of your team; what a client owes has none")
        when = format_day(item.due, today) if item.due else "no date"
        shown = format_item(replace(item, due=None), today)
        return Entry(item), f"{when}  {SAID[section]}: {shown}"

    def _take_back(self) -> None:
        if not self.order:
            tell("   there is nothing to take back")
            return
        section = self.order.pop()
        self._know(**{section: getattr(self.minutes, section)[:-1]})
        tell(f"   taken back: {SAID[section]}")


def split_line(line: str) -> tuple[str, str]:
    """`they promise: approve it` as its section and its text; without a word it is my action.

    Raises UsageError for a word that is a slip of one of these.
    """
    word, colon, text = line.partition(":")
    word = " ".join(word.lower().split())
    known = WORDS.get(word) or (len(word) > 4 and WORDS.get(word.removesuffix("s"))) or None
    if colon and known:
        if not has_visible_text(text):
            raise UsageError(f"nothing stands after {word}:")
        return known, text.strip()
    if colon and (meant := _meant(word)):
        raise UsageError(
            f"{quote(escape_controls(word))}: is not known; did you mean {meant}:?",
            "a: before it makes it an action of mine",
        )
    return "my_actions", line


def _meant(word: str) -> str | None:
    """The word that another is a slip of; short ones are text."""
    if not 4 <= len(word) <= 20:
        return None
    from difflib import get_close_matches

    found = get_close_matches(word, [one for one in WORDS if len(one) > 2], n=1, cutoff=0.8)
    return found[0] if found else None


def split_paste(text: str) -> list[str]:
    """The things in a paste of several lines: what begins with a word or a bullet is a new one."""
    found: list[str] = []
    for line in text.split("\n"):
        begun = _BULLET.sub("", line)
        word = " ".join(line.partition(":")[0].lower().split())
        starts = begun != line or (":" in line and word in WORDS)
        if not found or starts:
            found.append(begun if "\n" in text else line)
        else:
            found[-1] += f"\n{line}"
    return [one for one in found if has_visible_text(one)]


_BULLET = re.compile(r"^[-*+] (?:\[ \] )?")


def ask(prompt: str) -> str:
    """One answer, with line editing on a terminal; a paste of several lines is one answer."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        import readline

        # Python switches this off; without it every pasted line would be an answer of its own.
        readline.parse_and_bind("set enable-bracketed-paste on")
        readline.set_auto_history(False)
        return input(prompt).replace("\r\n", "\n").replace("\r", "\n")
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def tell(text: str) -> None:
    """Say something between two prompts; results alone go to stdout."""
    print(escape_controls(text, lines=True), file=sys.stderr, flush=True)
