"""Line prompts: a meeting recorded line by line.

`summary>` first, then `item>` lines such as `they promise: approve the budget due:mon`,
each echoed as it was understood, before anything is saved.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from clientlog.cli.capture.minutes_to_record import parse_next_meeting
from clientlog.cli.capture.prompt_lines import (
    HELP,
    NAMES,
    READ_BACK_HELP,
    SUMMARY_HELP,
    split_paste,
    split_prefix,
    split_settled,
    unknown_prefix,
)
from clientlog.cli.context import Context
from clientlog.cli.keypress import read_key
from clientlog.cli.options import date_in_text, item_argument
from clientlog.dates import format_day, format_moment_text
from clientlog.errors import ClientlogError, UsageError
from clientlog.items import format_item
from clientlog.minutes import Entry, Line, Minutes
from clientlog.minutes.diff import COMMITMENTS
from clientlog.render.terminal import edit_line, read_line, write_err
from clientlog.text import has_visible_text, validate_text

_THEIRS = {section for section, _, theirs in COMMITMENTS if theirs}
"""The sections of what clients owe."""

Ending = Literal["save", "over", "editor", "interrupted"]
"""How a dialogue ends; `over` means that nobody is there to go on with."""

HELP_KEYS = {"?", "h", "help"}


@dataclass
class Dialogue:
    """What was typed so far."""

    context: Context
    minutes: Minutes
    keep: Callable[[Minutes], object]
    """Called with everything typed so far, whenever that changes."""
    replaces: bool = False
    """Whether the summary replaces the present one."""
    confirmed: bool | None = None
    """Whether the items were read back; None until it was asked."""
    steps: list[tuple[Minutes, str]] = field(default_factory=list)
    """The minutes before each line, and the line, so that the last one can be taken back."""

    def run(self) -> Ending:
        """Ask until the person saves, asks for the editor, or stops with Ctrl-C."""
        return self._until_end(self._ask_for_summary)

    def resume(self) -> Ending:
        """Ask for more after something could not be saved."""
        return self._until_end(self._ask_for_items)

    @staticmethod
    def _until_end(ask_on: Callable[[], Ending]) -> Ending:
        try:
            return ask_on()
        except EOFError:
            return "over"
        except KeyboardInterrupt:
            return "interrupted"

    # The summary

    def _ask_for_summary(self) -> Ending:
        while True:
            summary = ask("summary> ")
            if summary.strip() in HELP_KEYS:
                tell(f"{SUMMARY_HELP}\n{HELP}")
            elif summary == "e":
                return "editor"
            elif not has_visible_text(summary) or self._take_summary(summary):
                return self._ask_for_items()

    def _take_summary(self, text: str) -> bool:
        try:
            validate_text(text, "the summary")
        except ClientlogError as error:
            tell(f"   {error.message}")
            return False
        before = self.minutes.summary
        summary = f"{before}\n\n{text}" if before and not self.replaces else text
        self._set_minutes(replace(self.minutes, summary=summary))
        return True

    def _set_minutes(self, minutes: Minutes) -> None:
        self.minutes = minutes
        self.keep(minutes)

    # The items

    def _ask_for_items(self) -> Ending:
        while True:
            line = ask("item> ").strip()
            if not line:
                self._ask_whether_confirmed()
                return "save"
            if line == "e":
                return "editor"
            if line == "u":
                self._take_back()
            elif line in HELP_KEYS:
                tell(HELP)
            else:
                for part in split_paste(line):
                    self._take_line(part)

    def _take_line(self, line: str) -> None:
        """Take one line, or say what is wrong with it; keep everything typed before."""
        try:
            refs = split_settled(line)
            if refs:
                self._settle(refs)
            elif not self._is_text(line):
                tell("   not taken")
            else:
                self._add(*split_prefix(line))
        except ClientlogError as error:
            hint = self.context.qualify_commands(error.hint)
            tell(f"   {error.message}" + (f" ({hint})" if hint else ""))

    @staticmethod
    def _is_text(line: str) -> bool:
        """Ask about an unknown prefix."""
        prefix = unknown_prefix(line)
        if prefix is None:
            return True
        question = f"   {prefix}: is not a prefix (? lists them). An action of mine? [y/N] "
        while (answer := ask(question).strip().lower()) in HELP_KEYS:
            tell(HELP)
        return answer in {"y", "yes"}

    def _add(self, section: str, text: str) -> None:
        line, understood = self._read(section, text)
        self.steps.append((self.minutes, NAMES[section]))
        lines = (*getattr(self.minutes, section), line)
        values: Any = {section: lines}
        self._set_minutes(replace(self.minutes, **values))
        tell(f"-> {understood}")

    def _read(self, section: str, text: str) -> tuple[Entry | Line, str]:
        """Return the line as it stands in minutes, and as it was understood."""
        today = self.context.clock.today
        if section in {"notes", "decisions", "topics"}:
            return Line(validate_text(text, section)), f"{NAMES[section]}: {text}"
        if section == "next":
            meeting = parse_next_meeting(self.context, text)
            when = format_moment_text(self.context.clock.local(meeting.starts_at), today)
            title = f": {meeting.title}" if meeting.title else ""
            return Line(text), f"{when}  {NAMES[section]}{title}"
        item = item_argument(self.context, "item", re.sub(r"\s*\n\s*", " ", text))
        if item.owner and section in _THEIRS:
            raise UsageError("owner: names someone of your team; what a client owes has none")
        when = format_day(item.due, today) if item.due else "no date"
        if not item.due and (day := date_in_text(self.context, item.text)):
            tell(f"   did you mean due:{day}?")
        return Entry(
            item
        ), f"{when}  {NAMES[section]}: {format_item(replace(item, due=None), today)}"

    def _settle(self, refs: list[str]) -> None:
        """Mark open topics and items as discussed or done."""
        minutes = self.minutes
        marked = []
        for ref in dict.fromkeys(ref.lower() for ref in refs):
            section = _section_of(minutes, ref)
            if section is None:
                raise UsageError(f"{ref} is not one of those listed here")
            values: Any = {
                section: tuple(
                    replace(line, mark="done") if line.ref == ref else line
                    for line in getattr(minutes, section)
                )
            }
            minutes = replace(minutes, **values)
            marked.append(f"{'discussed' if section == 'topics' else 'done'}: {ref}")
        self.steps.append((self.minutes, "; ".join(marked)))
        self._set_minutes(minutes)
        tell(f"-> {'; '.join(marked)}")

    def _take_back(self) -> None:
        if not self.steps:
            tell("   there is nothing to take back")
            return
        minutes, name = self.steps.pop()
        self._set_minutes(minutes)
        tell(f"   taken back: {name}")

    def _ask_whether_confirmed(self) -> None:
        """Ask once whether new items were read back, with one key."""
        new = any(
            entry.ref is None
            for section, _, _ in COMMITMENTS
            for entry in getattr(self.minutes, section)
        )
        if self.confirmed is not None or not new:
            return
        while (key := ask_key("items read back? [y/N/?] ")) in {"?", "h"}:
            tell(READ_BACK_HELP)
        if key == "\x03":
            raise KeyboardInterrupt
        self.confirmed = key.lower() == "y"


def _section_of(minutes: Minutes, ref: str) -> str | None:
    sections = ("topics", *(section for section, _, _ in COMMITMENTS))
    return next(
        (name for name in sections if any(line.ref == ref for line in getattr(minutes, name))), None
    )


def ask(prompt: str) -> str:
    """Return one answer, edited on a terminal; a paste of several lines is one answer."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        import readline

        # Python switches this off; without it every pasted line would be an answer of its own.
        readline.parse_and_bind("set enable-bracketed-paste on")
        readline.set_auto_history(False)
        return edit_line(prompt).replace("\r\n", "\n").replace("\r", "\n")
    line = read_line(prompt)
    if not line:
        raise EOFError
    return line.rstrip("\n")


def ask_key(prompt: str) -> str:
    """Return the key that answers a question."""
    write_err(prompt, end="")
    key = read_key()
    write_err(key if key.isprintable() else "")
    return key


def tell(text: str) -> None:
    """Print something between two prompts, to stderr; only results go to stdout."""
    write_err(text)
