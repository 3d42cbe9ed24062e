"""`report` as it is read at the end of a day."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.commands.report import Filter
from tests.cli.commands.journals import lived
from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.prepared import prepared_once
from tests.render.flags import flag
from tests.rules.build import client, meeting

__all__ = ["lived"]

Cli = Callable[..., Answer]


@prepared_once()
def busy(cli: Cli) -> Cli:
    """A meeting that is over, and more promises for today than are shown in full."""
    cli("client", "add", "Dana Reyes")
    cli("plan", "dana", "--at", "2026-11-20 10:00", CLIENTLOG_NOW="2026-11-20T09:00")
    for number in range(7):
        cli("promise", "dana", f"send part {number} due:today")
    return cli


def test_many_flags_take_two_lines_each(busy: Cli) -> None:
    """What it is after its REF, and the first command; reasons are left to --full."""
    shown = busy("report", COLUMNS="80").out
    assert "  p1  'send part 0' for Dana Reyes is due today, Fri 20 Nov\n" in shown
    assert "    clientlog done p1\n" in shown
    assert "reasons and every command: clientlog report --full" in shown
    assert "clientlog report --care --full" in busy("report", "--care", COLUMNS="80").out
    assert "There is still time" not in shown


def test_what_is_for_this_week_is_a_line_per_rule_on_a_crowded_evening(busy: Cli) -> None:
    """After ten flags with a command; with --full, and in JSON, nothing changes."""
    for number in range(4):
        busy("promise", "dana", f"part {number} of the plan due:mon")
    shown = busy("report", COLUMNS="80").out
    assert "  due-soon: Dana Reyes (p8), Dana Reyes (p9)\n" in shown
    assert "'part 1 of the plan'" not in shown
    for options in (("--full",), ("--rule", "due-soon")):
        assert "'part 1 of the plan'" in busy("report", *options, COLUMNS="80").out


def test_full_shows_every_command(busy: Cli) -> None:
    """Each on a line of its own, and each reason once."""
    shown = busy("report", "--full", COLUMNS="80").out
    assert "    clientlog meeting cancel m1\n" in shown
    assert "    clientlog log dana-reyes --meeting m1 --nothing\n" in shown
    assert shown.count("Write down what was agreed") == 1
    assert shown.count("There is still time") == 1


def test_every_printed_command_is_one_command(busy: Cli) -> None:
    """No remark follows a command: a shell would take it for words."""
    for options in ((), ("--full",)):
        lines = busy("report", *options, COLUMNS="80").out.splitlines()
        commands = [line for line in lines if line.startswith("    clientlog ")]
        assert commands
        assert not any("#" in line for line in commands)


def test_a_filter_is_never_an_all_clear(busy: Cli) -> None:
    """What was left out is said in the text and counted in JSON."""
    assert busy("report", "--severity", "late").out == "Nothing late. 8 now.\n"
    assert busy("report", "--rule", "stuck-conflict").out == "Nothing of stuck-conflict. 8 now.\n"
    busy("snooze", "no-summary:m1", "--until", "+3d")
    busy("client", "add", "Sam Li")
    assert busy("report", "sam").out == "Nothing about sam-li. 7 now, 1 snoozed.\n"
    document = busy("report", "--severity", "late", "--json").json
    assert (document["flags"], document["left_out"], document["snoozed"]) == ([], 7, 1)


def test_nothing_at_all_needs_attention(cli: Cli) -> None:
    """An empty report says so, and that something was put off."""
    cli("client", "add", "Dana Reyes")
    assert cli("report").out == "Nothing needs attention.\n"
    cli("promise", "dana", "send it due:today")
    cli("snooze", "due-soon:p1", "--until", "+3d")
    assert cli("report").out == "Nothing needs attention. 1 snoozed.\n"


def test_care_is_one_line_per_rule(cli: Cli) -> None:
    """Of what is worth a thought the names are shown; --care shows the commands."""
    for name in ("Dana Reyes", "Sam Li"):
        cli("client", "add", name, CLIENTLOG_NOW="2026-11-01T12:00")
    shown = cli("report").out
    assert "care: worth a thought (2)\n  never-spoken: Dana Reyes, Sam Li\n" in shown
    assert "clientlog touch" not in shown
    assert "clientlog touch sam-li TEXT" in cli("report", "--care").out


def test_flags_that_have_stood_for_long_are_counted(cli: Cli) -> None:
    """From the twenty-ninth day on they are left to --old; JSON has them all."""
    cli("client", "add", "Dana Reyes", CLIENTLOG_NOW="2026-11-01T12:00")
    cli("promise", "dana", "send it", CLIENTLOG_NOW="2026-11-01T12:00")
    fresh = cli("report", CLIENTLOG_NOW="2026-11-29T12:00")
    old = cli("report", CLIENTLOG_NOW="2026-11-30T12:00")
    assert "'send it'" in fresh.out
    assert "'send it'" not in old.out
    assert "older than 28 days: 1, shown by: clientlog report --old" in old.out
    assert "'send it'" in cli("report", "--old", CLIENTLOG_NOW="2026-11-30T12:00").out
    flags = cli("report", "--json", CLIENTLOG_NOW="2026-11-30T12:00").json["flags"]
    assert {flag["key"]: flag["old"] for flag in flags}["undated-promise:p1"] is True


def test_a_rule_is_explained_within_the_width(cli: Cli) -> None:
    """Sentences wrap between words, under their label."""
    cli("client", "add", "Dana Reyes")
    lines = cli("rule", "explain", "due-soon", COLUMNS="40").out.splitlines()
    assert lines[0] == "due-soon  (soon)"
    assert max(len(line) for line in lines if "clientlog" not in line) <= 40
    assert "    clientlog renegotiate REF --to DATE --why WHY" in lines


def test_what_is_due_today_or_tomorrow_says_so(cli: Cli) -> None:
    """Nobody should have to know the date to see that it is today's."""
    cli("client", "add", "Dana Reyes")
    for due in ("today", "tomorrow", "+2d"):
        cli("action", "dana", f"draft due:{due}")
    shown = cli("report", COLUMNS="80").out
    assert "'draft' for Dana Reyes is due today, Fri 20 Nov\n" in shown
    assert "'draft' for Dana Reyes is due tomorrow, Sat 21 Nov\n" in shown
    assert "'draft' for Dana Reyes is due Sun 22 Nov\n" in shown


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("report")


MEETING = flag(
    subject=meeting(0, clients=(client("sam", direction="up"), client("ann", direction="down")))
)


@pytest.mark.parametrize(
    ("criteria", "passes"),
    [
        ({}, True),
        ({"severity": "late"}, False),
        ({"severity": "now"}, True),
        ({"severity": "care"}, True),
        ({"rules": ("due-soon",)}, True),
        ({"rules": ("stale-topic", "due-soon")}, True),
        ({"rules": ("stale-topic",)}, False),
        ({"handle": "ann"}, True),
        ({"handle": "dana"}, False),
        ({"direction": "down"}, True),
        ({"direction": "sideways"}, False),
        ({"severity": "late", "handle": "ann"}, False),
        ({"severity": "now", "handle": "dana"}, False),
        ({"rules": ("stale-topic",), "direction": "up"}, False),
    ],
)
def test_a_flag_passes_where_it_fits_all_that_is_requested(
    criteria: dict[str, Any], passes: bool
) -> None:
    """As bad or worse, of one of the rules, about any of the attendees."""
    assert Filter(**criteria).passes(MEETING) is passes


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ({}, ""),
        ({"severity": "soon"}, "late or now or soon"),
        ({"rules": ("due-soon", "stale-topic")}, "of due-soon, stale-topic"),
        ({"direction": "up", "handle": "ann"}, "up about ann"),
    ],
)
def test_what_was_requested_is_said_in_words(criteria: dict[str, Any], words: str) -> None:
    """As they follow `Nothing`."""
    assert Filter(**criteria).words == words


def test_the_exit_code_tells_of_flags_where_it_is_requested(busy: Cli) -> None:
    """3 with --exit-code; none of those that were filtered out."""
    assert busy("report").code == 0
    assert busy("report", "--exit-code").code == 3
    assert busy("report", "--exit-code", "--severity", "late").code == 0


def test_quiet_is_silent_where_nothing_is_flagged(busy: Cli) -> None:
    """Flags are shown all the same."""
    assert busy("report", "-q").out.startswith("now: act today\n")
    assert busy("report", "-q", "--severity", "late").out == ""
    assert busy("report", "-q", "--severity", "late", "--json").json["flags"] == []


def test_a_format_of_json_is_json(busy: Cli) -> None:
    """The same as --json, and both do not contradict each other."""
    document = busy("report", "--json").json
    assert busy("report", "--format", "json").json == document
    assert busy("report", "--format", "json", "--json").json == document
    assert document["as_of"] == "2026-11-20T12:00:00+01:00"
    refused = busy("report", "--format", "md", "--json")
    assert (refused.code, refused.err.splitlines()[0]) == (
        2, "clientlog: --json and --format md contradict each other",
    )  # fmt: skip


def test_each_format_has_the_flags(busy: Cli) -> None:
    """--plain is of text only, and says in words that there are none."""
    assert busy("report", "--format", "md").out.startswith("# ")
    assert busy("report", "--format", "html", "--plain").out.startswith("<!doctype html>")
    assert busy("report", "--plain").out.splitlines()[1].startswith("now\tp2\tdana-reyes\t")
    assert busy("report", "--plain", "--severity", "late").out == "Nothing late. 8 now.\n"


def test_snoozed_flags_are_shown_with_all_and_counted_without(lived: Cli) -> None:
    """What is filtered out is counted, without those that are snoozed."""
    lived("snooze", "p1", "--until", "+3d")
    lived("promise", "sam", "send it due:today")
    assert [flag["key"] for flag in lived("report", "--json").json["flags"]] == ["due-soon:p2"]
    document = lived("report", "--all", "--json").json
    assert [(flag["key"], flag["snoozed"]) for flag in document["flags"]] == [
        ("missed-promise:p1", True), ("due-soon:p2", False),
    ]  # fmt: skip
    assert (document["snoozed"], document["left_out"]) == (1, 0)
    document = lived("report", "sam", "--json").json
    assert (document["snoozed"], document["left_out"]) == (1, 0)
    assert lived("report", "dana", "--json").json["left_out"] == 1
    flags = lived("report", "--direction", "outside", "--json").json["flags"]
    assert [flag["client"] for flag in flags] == ["sam-li"]
    assert "\n2026-11-20 12:00: 1 now; 1 snoozed\n" in lived("report", "sam").out


def test_the_first_report_after_an_absence_begins_with_what_happened(cli: Cli) -> None:
    """While I was away."""
    cli("client", "add", "Dana Reyes")
    cli("promise", "dana", "send it due:2026-11-25")
    cli("away", "me", "--from", "2026-11-23", "--until", "2026-11-30")
    assert cli("report", CLIENTLOG_NOW="2026-11-30T09:00").out.startswith("While you were away")


def test_care_flags_are_shown_in_full_where_they_are_what_is_requested(cli: Cli) -> None:
    """By their severity or by a rule."""
    cli("client", "add", "Dana Reyes", CLIENTLOG_NOW="2026-11-01T12:00")
    for options in (("--severity", "care"), ("--rule", "never-spoken"), ("--care",)):
        assert "clientlog touch dana-reyes TEXT" in cli("report", *options).out
    assert "clientlog touch" not in cli("report", "--severity", "soon").out


def test_what_the_rules_could_not_look_at_is_said(cli: Cli, tmp_path: Path) -> None:
    """Muted rules, own rules that do not work, sources that were never read."""
    cli("client", "add", "Dana Reyes")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "broken.toml").write_text("?")
    config = tmp_path / "config.toml"
    config.write_text(
        f'[rules]\nmute = ["one-sided"]\n'
        f'[sources.book]\nkind = "vcard"\npath = "{tmp_path}/book.vcf"\n'
    )
    config.chmod(0o600)
    answer = cli("report")
    assert answer.out == "Nothing needs attention. 1 rule muted, 1 problem with own rules.\n"
    assert "book" in answer.err
