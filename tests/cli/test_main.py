"""The public interface, from outside: what scripts rely on stays, whatever else is added."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

SHARED = "--db --json --no-input -q --quiet --color -h --help"

OF_A_PERSON = (
    "--direction --org --role --stake --stage --aim --cadence --channel --vision --their-vision"
    " --email --phone --tag --handle"
)

OPTIONS = {
    "today": "",
    "log": "--with --at --for --title --via --action --their-action --promise --their-promise"
    " --note --nothing --no-show --meeting -e --file --new --take-items --resume --when --date"
    " --discussed --done --told --confirmed -m --add",
    "plan": "--at --with --for --title --place --topic --review --every --routine --standing",
    "report": "--severity --rule --direction --all --exit-code --care --format",
    "promise": "--theirs --due --every",
    "action": "--theirs --owner --due --must",
    "topic": "--ask --why",
    "note": "--kind --good --bad --asked --given --must --told",
    "touch": "--via --at --by",
    "done": "--at",
    "renegotiate": "--to --why --told",
    "break": "--why --told --series",
    "drop": "--why --told --series",
    "reopen": "",
    "told": "",
    "confirm": "",
    "snooze": "--until",
    "show": "",
    "timeline": "--since --until",
    "search": "",
    "list": "--all --client --mine --theirs --due-before",
    "edit": "--client",
    "rm": "-y --yes",
    "client add": OF_A_PERSON,
    "client edit": OF_A_PERSON,
    "client list": "",
    "client show": "",
    "client rm": "-y --yes",
    "client alias": "",
    "client merge": "-y --yes",
    "client duplicates": "",
    "client archive": "",
    "client unarchive": "",
    "client away": "--until",
    "client check": "",
    "client purge": "-y --yes",
    "meeting add": "--at --with",
    "meeting list": "--since --until --client",
    "meeting show": "",
    "meeting edit": "",
    "meeting rm": "-y --yes",
    "meeting move": "--at",
    "meeting cancel": "",
    "org list": "",
    "org show": "",
    "rule list": "",
    "rule explain": "",
    "rule set": "",
    "rule mute": "",
    "rule unmute": "",
    "demo": "",
}

ITEM = "ref kind text client by owner due state priority meeting renegotiations"
MEETING = "ref title starts_at ends_at state clients topics summary confirmed"
CLIENT = (
    "handle name direction organization role stake stage cadence_days channel tags archived"
    " last_contact"
)
FLAG = "key rule severity client ref since text why settle"
CHANGED = "created changed message"

LOOKS = {
    "client list": ("clients", CLIENT),
    "list": ("items", ITEM),
    "list --all": ("items", ITEM),
    "meeting list": ("meetings", MEETING),
    "report": ("flags", FLAG),
    "search draft": ("hits", "ref client date text"),
    "timeline": ("events", "at kind ref clients text"),
}

CHANGES: list[tuple[str, str, str | None]] = [
    ("client add Sam Li", "sam-li", ""),
    ("client edit sam --role Lead", "", "sam-li"),
    ("client alias sam Sammy", "", "sam-li"),
    ("client away sam --until +7d", "", "sam-li"),
    ("client archive sam", "", "sam-li"),
    ("client unarchive sam", "", "sam-li"),
    ("plan sam --at tomorrow_10:00 --topic budget", "m1 t1", ""),
    ("meeting move m1 --at tomorrow_11:00", "", "m1"),
    ("meeting edit m1 --title Kick-off", "", "m1"),
    ("meeting cancel m1", "", "m1"),
    ("log sam hello --action draft --their-promise budget", "m2 a1 p1", ""),
    ("confirm m2", "", "m2"),
    ("topic sam travel", "t2", ""),
    ("touch sam hi", "k1", ""),
    ("note sam children --kind personal", "n1", ""),
    ("note sam slip --kind news --bad", "n2", ""),
    ("told n2", "", "n2"),
    ("promise sam send due:fri", "p2", ""),
    ("edit p2 send it", "", "p2"),
    ("renegotiate p2 --to +9d --why legal", "", "p2"),
    ("told p2", "", "p2"),
    ("done p2 t2", "", "p2 t2"),
    ("promise sam report due:mon every:week", "p3", ""),
    ("done p3", "p4", "p3"),
    ("break p4 --why gone --told", "p5", "p4"),
    ("drop p5 --why over --series", "", "p5"),
    ("reopen p5", "", "p5"),
    ("action sam check", "a2", ""),
    ("drop a2 --why over", "", "a2"),
    ("rm a2 n1 --yes", "", "a2 n1"),
    ("snooze never-spoken:sam-li --until +3d", "", "sam-li"),
    ("client add Samuel Li", "samuel-li", ""),
    ("client merge samuel-li sam-li --yes", "", "samuel-li sam-li"),
    ("client rm sam-li --yes", "", None),
]
"""A command, what it creates and what it changes; None where that is a long list."""


def words(command: str) -> list[str]:
    """A command in words; `_` stands for a blank within one."""
    return [word.replace("_", " ") for word in command.split()]


def options_in(page: str) -> set[str]:
    """Every option that a help page lists, by each of its names."""
    listed = re.findall(r"^  (-[^ ,]+(?:(?:, | / )-[^ ,]+)*)", page, re.MULTILINE)
    return {name for names in listed for name in re.split(", | / ", names)}


@pytest.mark.parametrize("command", OPTIONS)
def test_every_promised_option_is_there(cli: Cli, command: str) -> None:
    """Each command has its own options and the shared ones, and help with examples first."""
    answer = cli(*words(command), "--help")
    assert answer.code == 0
    assert not set(f"{OPTIONS[command]} {SHARED}".split()) - options_in(answer.out)
    assert answer.out.index("Examples:") < answer.out.index("Options:")
    assert cli(*words(command), "-h").out == answer.out


@pytest.mark.parametrize("noun", ["client", "meeting", "org", "rule", "config"])
def test_a_noun_begins_with_examples_too(cli: Cli, noun: str) -> None:
    """Its help names a few of its verbs at work before it lists them all."""
    page = cli(noun, "--help").out
    assert page.index("Examples:") < page.index("Commands:")


def test_usage_lines_are_those_of_a_manual_page(cli: Cli) -> None:
    """What may be left out stands in one pair of brackets, what repeats has dots."""
    first = cli("log", "--help").out.splitlines()[0]
    assert first == "Usage: clientlog log [OPTIONS] [WHO] [TEXT...]"
    assert cli("done", "-h").out.startswith("Usage: clientlog done [OPTIONS] REF...\n")


@prepared_once()
def lived(cli: Cli) -> Cli:
    """A journal with a record of each kind that is asked for below."""
    cli("client", "add", "Dana Reyes", "--direction", "up", "--org", "Acme", "--tag", "vip")
    cli("log", "dana", "talked", "--action", "draft the plan due:tomorrow", "--note", "draft it")
    cli("plan", "dana", "--at", "tomorrow 9:00")
    cli("renegotiate", "a1", "--to", "today", "--why", "sooner")
    return cli


@pytest.mark.parametrize("look", LOOKS)
def test_every_promised_key_is_there(lived: Cli, look: str) -> None:
    """Version first, one list, and in each of its entries the keys in their order."""
    document = lived(*look.split(), "--json").json
    name, keys = LOOKS[look]
    assert next(iter(document.items())) == ("version", 1)
    assert document[name]
    for entry in document[name]:
        assert [key for key in entry if key in keys.split()] == keys.split()


def test_the_head_of_the_report_counts_by_severity(lived: Cli) -> None:
    """A moment with an offset, and the four severities, the worst first."""
    document = lived("report", "--json").json
    assert list(document)[:4] == ["version", "as_of", "counts", "flags"]
    assert document["as_of"] == "2026-11-20T12:00:00+01:00"
    assert list(document["counts"]) == ["late", "now", "soon", "care"]


def test_a_renegotiation_has_its_keys(lived: Cli) -> None:
    """From and to are days, at and told moments; told is null until told."""
    [moved] = lived("show", "a1", "--json").json["item"]["renegotiations"]
    assert moved == {
        "from": "2026-11-21",
        "to": "2026-11-20",
        "why": "sooner",
        "at": "2026-11-20T12:00:00+01:00",
        "told": None,
    }


def test_show_has_a_client_or_an_item(lived: Cli) -> None:
    """A person under `client`, a record under `item`."""
    assert set(CLIENT.split()) <= set(lived("show", "dana", "--json").json["client"])
    assert set(ITEM.split()) <= set(lived("show", "a1", "--json").json["item"])
    assert set(MEETING.split()) <= set(lived("show", "m1", "--json").json["item"])


def test_every_change_says_what_it_created_and_changed(cli: Cli) -> None:
    """REFs and handles of what is new and of what is otherwise now, and a sentence."""
    for command, created, changed in CHANGES:
        answer = cli(*words(command), "--json")
        assert answer.code == 0, (command, answer.err)
        document: dict[str, Any] = answer.json
        assert list(document) == ["version", *CHANGED.split()], command
        assert document["message"], command
        assert document["created"] == created.split(), command
        if changed is not None:
            assert sorted(document["changed"]) == sorted(changed.split()), command


@pytest.mark.parametrize(
    "command",
    [
        "action dana x --due",
        "log dana hi --at",
        "log dana hi --meeting",
        "plan dana --at tomorrow --via",
        "list --client",
        "list --due-before",
        "timeline --since",
        "timeline",
        "report",
        "show",
        "done",
        "client list --org",
        "client add Sam --direction",
        "client away dana --until",
        "meeting edit m1 --for",
    ],
)
def test_an_empty_value_is_never_taken_for_none(lived: Cli, command: str) -> None:
    """A variable that a script left empty is refused, with the name of what is empty."""
    before = lived("list", "--json").out + lived("client", "list", "--json").out
    answer = lived(*command.split(), "")
    last = command.rsplit(maxsplit=1)[-1]
    assert answer.code == 2, answer.out
    assert last in answer.err if last.startswith("--") else "is empty" in answer.err
    assert lived("list", "--json").out + lived("client", "list", "--json").out == before


def test_edits_take_an_empty_value_to_mean_none(lived: Cli) -> None:
    """There it takes something away."""
    assert lived("client", "edit", "dana", "--org", "").code == 0
    assert lived("show", "dana", "--json").json["client"]["organization"] is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("repot", "report"), ("clinet", "client"), ("promsie", "promise")]
)
def test_a_slip_in_a_command_gets_the_one_that_was_meant(cli: Cli, typed: str, meant: str) -> None:
    """Near names are offered, never taken."""
    answer = cli(typed)
    assert answer.code == 2
    assert f"did you mean {meant}" in answer.err


def test_who_and_options_of_the_report_are_read_when_nothing_is_flagged(cli: Cli) -> None:
    """A clean journal hides no slip."""
    cli("client", "add", "Dana Reyes")
    cli("touch", "dana", "hi")
    assert cli("report", "--exit-code").code == 0
    assert cli("report", "nobody").code == 4
    assert cli("report", "--direction", "above").code == 2
    assert cli("report", "--severity", "urgent").code == 2


def test_an_error_in_json_is_ascii_where_stdout_is(program: Callable[..., Answer]) -> None:
    """No character of a message is lost: what stdout cannot carry is escaped."""
    program("client", "add", "Dana Reyes")
    answer = program("show", "żółw", "--json", PYTHONIOENCODING="ascii")
    assert "żółw" in answer.json["error"]["message"]
    assert answer.json["error"]["code"] == answer.code == 4


@pytest.mark.parametrize("command", ["show zzz", "client add 'Dana Reyes'"])
def test_remarks_never_reach_stdout(cli: Cli, environment: dict[str, str], command: str) -> None:
    """Errors and warnings go to stderr or, where that is closed, nowhere."""
    cli("client", "add", "Dana Reyes")
    line = f"{shlex.quote(sys.executable)} -m clientlog {command} 2>&-"
    ran = subprocess.run(  # a shell, to close a stream
        ["sh", "-c", line], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert "clientlog:" not in ran.stdout
    assert ran.returncode == (4 if "zzz" in command else 0)


def test_a_journal_that_may_not_be_read_is_unusable(
    cli: Cli, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening it tells, with exit 5, however it was named; no usage error comes first."""
    cli("client", "add", "Dana Reyes")
    allowed = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode, **more: mode != os.R_OK and allowed(path, mode, **more)
    )
    assert cli("client", "list", "--db", str(journal)).code == 5


@pytest.mark.parametrize(
    "typed", ["show nobody", "client add Dana", "client rm dana --yes", "client rm nobody --yes"]
)
def test_a_command_that_is_shown_reaches_the_journal_that_was_named(
    cli: Cli, tmp_path: Path, typed: str
) -> None:
    """Hints, notices and answers repeat `--db`: pasted, they do not meet another journal."""
    other = str(tmp_path / "other.db")
    cli("client", "add", "Dana", "--db", other)
    answer = cli(*typed.split(), "--db", other)
    assert f"clientlog --db {other} " in answer.out + answer.err


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (("undo",), 1),
        (("redo",), 1),
        (("client", "show", "nobody"), 2),
    ],
)
def test_an_error_is_a_line_and_a_hint_is_another(
    cli: Cli, typed: tuple[str, ...], lines: int
) -> None:
    """Where there is nothing to hint at, no second line stands."""
    said = cli(*typed).err.splitlines()
    assert len(said) == lines
    assert said[0].startswith("clientlog: ")
    assert [line.startswith("  hint: ") for line in said[1:]] == [True] * (lines - 1)
