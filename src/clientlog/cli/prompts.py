"""Line prompts: the quickest way to write a meeting down, one line a thing.

`summary>` first, then `item>` lines such as `they promise: approve the budget due:mon`,
each echoed as understood before anything is saved.
"""

import sys
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from clientlog.cli.capture import next_meeting
from clientlog.cli.options import item_argument
from clientlog.cli.run import Run
from clientlog.dates import show_day, show_moment
from clientlog.errors import ClientlogError, WrongUsage
from clientlog.items import show_item
from clientlog.minutes import Entry, Line, Minutes
from clientlog.texts import clean_text, has_substance, visible

Ending = Literal["save", "editor", "interrupted"]

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

    run: Run
    minutes: Minutes
    order: list[str] = field(default_factory=list)
    """The section each line went to, for taking the last one back."""

    def talk(self) -> Ending:
        """Ask until the person saves, asks for the editor, or stops with Ctrl-C."""
        try:
            summary = ask("summary> ")
            if summary == "e":
                return "editor"
            if has_substance(summary):
                self.minutes = replace(self.minutes, summary=clean_text(summary, "the summary"))
            return self._ask_for_items()
        except EOFError:
            return "save"
        except KeyboardInterrupt:
            return "interrupted"

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
                self._take(line)

    def _take(self, line: str) -> None:
        """Take one line, or say what is wrong with it; nothing typed before is lost."""
        try:
            section, text = split_line(line)
            entry, understood = self._read(section, text)
        except ClientlogError as error:
            tell(f"   {error.message}" + (f" ({error.hint})" if error.hint else ""))
            return
        have = getattr(self.minutes, section)
        self._put(section, (*have, entry))
        self.order.append(section)
        tell(f"-> {understood}")

    def _read(self, section: str, text: str) -> tuple[Entry | Line, str]:
        """The line as minutes have it, and as it was understood."""
        today = self.run.clock.today
        if section in {"notes", "decisions", "topics"}:
            return Line(clean_text(text, section)), f"{SAID[section]}: {text}"
        if section == "next":
            ahead = next_meeting(self.run, text)
            when = show_moment(self.run.clock.local(ahead["starts_at"]), today)
            return Line(text), f"{when}  {SAID[section]}{': ' if ahead['title'] else ''}" + (
                ahead["title"] or ""
            )
        item = item_argument(self.run, "item", text)
        when = show_day(item.due, today) if item.due else "no date"
        shown = show_item(replace(item, due=None), today)
        return Entry(item), f"{when}  {SAID[section]}: {shown}"

    def _put(self, section: str, entries: tuple[Entry | Line, ...]) -> None:
        values: dict[str, Any] = {section: entries}
        self.minutes = replace(self.minutes, **values)

    def _take_back(self) -> None:
        if not self.order:
            tell("   there is nothing to take back")
            return
        section = self.order.pop()
        have = getattr(self.minutes, section)
        self._put(section, have[:-1])
        tell(f"   taken back: {SAID[section]}")


def split_line(line: str) -> tuple[str, str]:
    """`they promise: approve it` as its section and its text; without a word it is my action."""
    word, colon, text = line.partition(":")
    known = WORDS.get(" ".join(word.lower().split()))
    if colon and known:
        if not has_substance(text):
            raise WrongUsage(f"nothing stands after {word.strip()}:")
        return known, text.strip()
    return "my_actions", line


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
    print(visible(text, lines=True), file=sys.stderr, flush=True)
