"""The reference page of the rules, made from their docstrings."""

from clientlog.rules import RULES
from clientlog.rules.base import Explanation, explain

INTRODUCTION = """\
# The rules

A rule looks at what is open and at dates, and never changes anything. What it finds is a
flag: one thing that needs attention, why, and the commands that settle it. The severity says how
urgent it is: `late` (a promise or a date is broken, or a change was not told), `now` (act today),
`soon` (act this week), `care` (worth a thought).

- Days are local days. What is due today is due; late begins with the next day.
- Working days are those of the configuration: `workdays`, Monday to Friday unless said, without
  `holidays`. Rules that look ahead do so by working days.
- A date that had passed when it was recorded raises no alarm. While the commitment is open it has a
  flag of its own, `past-date`.
- A contact is a held meeting with at most eight clients, or a touch.
- A regular client is one with at least four meetings held in the last 365 days.
- An archived client raises no flags but for your own promises. A client who is away raises none but
  for your own dated commitments. Cadences pause while you or the client are away.
- A routine series needs no agenda and no summary, and its members are not quiet.
- Of `forgotten-executive`, `quiet-relationship`, `no-next-meeting` and `never-spoken` a
  client gets at most one; of the rules about a due date a record gets at most one.
- Every flag can be snoozed: `clientlog snooze KEY --until DATE`. It is shown again on that day, or
  when it stands since another day; a flag of `late` can be snoozed for 14 days.
- A rule can be muted, also for one client: `clientlog rule mute RULE --client WHO`.

In the commands below, the words in capitals are to be filled in; in a flag the REF and the WHO are.

This page is made by `python -m clientlog.rules.reference`; `clientlog rule explain` shows the same.
"""


def rules_page() -> str:
    """Return the page in Markdown, with a line break at its end."""
    explained = [explain(rule) for rule in RULES]
    return "\n".join((INTRODUCTION, _table(explained), *map(_section, explained)))


def shown_command(template: str) -> str:
    """Return a settling command with words in capitals in place of its fields."""
    return template.format(ref="REF", handle="WHO", organization="NAME")


def _table(explained: list[Explanation]) -> str:
    rows = [
        f"| [`{rule.id}`](#{rule.id}) | {rule.severity} | {rule.sentence} |" for rule in explained
    ]
    return "\n".join(("| rule | severity | in a sentence |", "| --- | --- | --- |", *rows, ""))


def _section(explanation: Explanation) -> str:
    parts = [
        f"## {explanation.id}",
        f"{explanation.sentence} Severity: `{explanation.severity}`.",
        f"- Flagged: {explanation.flagged}\n- Silent: {explanation.silent}\n"
        f"- Why: {explanation.why}",
    ]
    if explanation.thresholds:
        values = ", ".join(f"`{name} = {value}`" for name, value in explanation.thresholds.items())
        parts.append(f"Thresholds: {values}.")
    commands = "\n".join(shown_command(template) for template in explanation.settle)
    parts.append(f"Settled by:\n\n```console\n{commands}\n```\n")
    return "\n\n".join(parts)


if __name__ == "__main__":
    print(rules_page(), end="")
