"""The reference page of the rules, made from what the rules say of themselves."""

from clientlog.rules import RULES
from clientlog.rules.base import Explanation, explain

INTRODUCTION = """\
# The rules

A rule looks at what is open and at dates, and never changes anything. What it finds is a
flag: one thing that needs you, why, and the commands that settle it. A severity says how much
it presses: `late` (a word or a date is already broken), `now` (act today), `soon` (act this
week), `care` (worth a thought).

- Days are local days. What is due today is due; late begins with the next day.
- What already lay in the past when it was recorded is history and raises no alarm.
- A contact is a held meeting or a touch, nothing else.
- An archived client raises no flags; one who is away is neither quiet nor waited on.
- Of `forgotten-executive`, `quiet-relationship`, `no-next-meeting` and `never-spoken` a
  client gets one at most; of the rules about a due date a record gets one at most.
- Every flag can be put off: `clientlog snooze KEY --until DATE`. In the commands below, the
  words in capitals are to be filled in; in a flag the REF and the WHO already are.

This page is made by `python -m clientlog.rules.reference`; `clientlog rule explain` says the same.
"""


def rules_page() -> str:
    """The page in Markdown, with a line break at its end."""
    explained = [explain(one) for one in RULES]
    return "\n".join((INTRODUCTION, _table(explained), *map(_section, explained)))


def shown_command(template: str) -> str:
    """A template of a settling command with words in capitals in place of its fields."""
    return template.format(ref="REF", handle="WHO", organization="NAME")


def _table(explained: list[Explanation]) -> str:
    rows = [f"| [`{one.id}`](#{one.id}) | {one.severity} | {one.sentence} |" for one in explained]
    return "\n".join(("| rule | severity | in a sentence |", "| --- | --- | --- |", *rows, ""))


def _section(one: Explanation) -> str:
    parts = [
        f"## {one.id}",
        f"{one.sentence} Severity: `{one.severity}`.",
        f"- Flagged: {one.flagged}\n- Silent: {one.silent}\n- Why: {one.why}",
    ]
    if one.thresholds:
        values = ", ".join(f"`{name} = {value}`" for name, value in one.thresholds.items())
        parts.append(f"Thresholds: {values}.")
    commands = "\n".join(shown_command(template) for template in one.settle)
    parts.append(f"Settled by:\n\n```console\n{commands}\n```\n")
    return "\n\n".join(parts)


if __name__ == "__main__":
    print(rules_page(), end="")
