"""Neighbours of the attacks and faults: other commands and places of the same mechanisms."""

import shlex
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


def _add(cli: Cli, *names: str) -> None:
    for name in names:
        assert cli("client", "add", name).code == 0


@pytest.mark.parametrize(
    "command", ["undo", "history", "note dana y", "client purge dana-reyes -y"]
)
def test_c2_a_change_without_a_moment_is_no_bug(cli: Cli, journal: Path, command: str) -> None:
    """The log of changes is damaged: exit 5 where it is needed, and `doctor` finds it."""
    _add(cli, "Dana Reyes")
    with closing(sqlite3.connect(journal)) as db:
        db.execute("UPDATE change SET at = 'x'")
        db.commit()
    assert cli(*command.split()).code in {0, 5}
    assert cli("doctor").code == 5


def test_doctor_finds_a_change_without_a_moment(cli: Cli, journal: Path) -> None:
    """Among the entries of the log that cannot be read."""
    _add(cli, "Dana Reyes")
    with closing(sqlite3.connect(journal)) as db:
        db.execute("UPDATE change SET at = 'x'")
        db.commit()
    answer = cli("doctor", "--db", str(journal))
    assert "change log: 1 unreadable entry\n" in answer.out
    assert f"clientlog --db {journal} restore PATH" in answer.out


@pytest.mark.parametrize("command", ["export", "agenda dana", "backup"])
def test_l4_an_output_is_never_written_over_a_backup(
    cli: Cli, tmp_path: Path, command: str
) -> None:
    """Neither by `--force`: it is the only one there may be."""
    _add(cli, "Dana Reyes")
    assert cli("backup").code == 0
    backup = next((tmp_path / "state").rglob("*manual*"))
    before = backup.read_bytes()
    name, *words = command.split()
    option = () if name == "backup" else ("-o",)
    answer = cli(name, *words, *option, str(backup), "--force")
    assert answer.code == 2, answer.out
    assert backup.read_bytes() == before


def test_l1_an_editor_says_that_its_meeting_was_removed(
    cli: Cli, program: Cli, tmp_path: Path
) -> None:
    """Not that its summary was changed; what was typed is in the draft."""
    _add(cli, "Dana Reyes")
    cli("log", "dana", "before", "--at", "10:00")
    script = tmp_path / "edit.py"
    script.write_text(
        "import subprocess, sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "subprocess.run([sys.executable, '-m', 'clientlog', 'meeting', 'rm', 'm1', '--yes'],"
        " check=True, capture_output=True)\n"
        "path.write_text(path.read_text().replace('before', 'MINE'))\n"
    )
    editor = f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}"
    answer = program("meeting", "edit", "m1", "-e", EDITOR=editor)
    assert answer.code != 0
    assert "m1 was removed meanwhile" in answer.err
    assert any("MINE" in path.read_text() for path in (tmp_path / "state").rglob("*.md"))


def test_s2_archived_clients_are_not_none(cli: Cli) -> None:
    """A list that leaves them out says how many there are."""
    assert cli("client", "add", "Dana Reyes", "--org", "Acme").code == 0
    cli("client", "archive", "dana-reyes", "--yes")
    assert cli("client", "list").out == "No clients but 1 archived: clientlog client list --all\n"
    assert "archived" in cli("org", "list").out


def test_a_due_date_in_the_past_names_its_option(cli: Cli) -> None:
    """The message names what was typed: `--due`, not the text."""
    _add(cli, "Dana Reyes")
    answer = cli("promise", "dana", "x", "--due", "yesterday")
    assert (answer.code, answer.err.split(":")[1].strip()) == (2, "--due")


def test_what_was_passed_on_to_a_client_who_is_merged_is_theirs_no_longer(cli: Cli) -> None:
    """Nothing is promised to somebody through the same person."""
    _add(cli, "Ann One", "Bob Two")
    cli("promise", "ann-one", "x owner:bob-two")
    cli("action", "bob-two", "y owner:ann-one")
    assert cli("client", "merge", "ann-one", "bob-two", "--yes").code == 0
    for kind in ("promises", "actions"):
        assert [item["owner"] for item in cli("list", kind, "--json").json["items"]] == [None]


def test_one_of_a_thing_is_not_said_in_the_plural(cli: Cli, tmp_path: Path) -> None:
    """Neither by an export nor by `doctor` nor by `undo`."""
    _add(cli, "Dana Reyes")
    assert "1 record written" in cli("export", "-o", str(tmp_path / "x.json")).out
    assert "1 file written" in cli("export", "--format", "md", "-o", str(tmp_path / "x")).out
    assert ", 1 record, " in cli("doctor").out
    assert "only 1 change can be undone" in cli("undo", "3").err


def test_p5_a_command_that_names_its_owner_by_a_first_name_is_purged(
    cli: Cli, journal: Path
) -> None:
    """What was passed on to them keeps neither their name nor the command that said it."""
    _add(cli, "Zanzibar Vega", "Marc Ode")
    cli("promise", "marc-ode", "send the draft owner:Zanzibar")
    cli("action", "marc-ode", "call", "--owner", "zanz")
    assert cli("client", "purge", "zanzibar-vega", "--yes").code == 0
    assert "send the draft" in cli("list", "promises").out
    assert b"zanz" not in journal.read_bytes().lower()


def _add_silent_series(cli: Cli) -> None:
    """Add a weekly series that stands still since the sixth, and a topic of before."""
    _add(cli, "Dana Reyes")
    cli("topic", "dana", "the budget", CLIENTLOG_NOW="2026-11-02T09:00")
    cli("plan", "dana", "fri 14:00", "--every", "week", CLIENTLOG_NOW="2026-11-05T09:00")


def test_s2_a_series_that_no_change_went_on_with_is_a_meeting_planned(cli: Cli) -> None:
    """No rule says that there is none, and the status says when."""
    _add_silent_series(cli)
    assert "waiting-topic" not in cli("report", "--json").out
    assert "we meet Fri 20 Nov 14:00" in cli("status", "dana").out


@pytest.mark.parametrize("command", ["review --no-input", "report", "today"])
@pytest.mark.parametrize("how", ["snooze", "mute"])
def test_s2_nothing_is_never_said_of_what_was_put_aside(cli: Cli, command: str, how: str) -> None:
    """A snoozed flag and a muted rule are mentioned, or the record itself is there."""
    _add(cli, "Dana Reyes")
    cli("promise", "dana", "call", "--due", "2026-11-18", CLIENTLOG_NOW="2026-11-02T09:00")
    put_aside = ("snooze p1 --until +7d", "rule mute missed-promise")[how == "mute"]
    assert cli(*put_aside.split()).code == 0
    out = cli(*command.split()).out
    assert "1 snoozed" in out or "1 rule muted" in out or "call" in out
    assert "1 late now" in out or not command.startswith("review")


def test_s2_the_promises_to_somebody_archived_are_flagged_and_the_page_says_so(cli: Cli) -> None:
    """And nothing else is."""
    _add(cli, "Dana Reyes")
    cli("promise", "dana", "call", "--due", "+2d")
    cli("client", "archive", "dana-reyes", "--yes")
    assert [flag["ref"] for flag in cli("report", "--json").json["flags"]] == ["p1"]
    assert "only your open promises are flagged" in cli("show", "dana").out


def test_x4_a_summary_that_speaks_of_the_program_is_suggested_as_it_is(
    cli: Cli, journal: Path
) -> None:
    """The suggested command names the journal, and changes no word of the user's."""
    _add(cli, "Dana Reyes")
    answer = cli("log", "dana", "yesterday", "we saw clientlog undo", "--db", str(journal), "--new")
    assert f"clientlog --db {journal} undo --change" in answer.err
    assert "'we saw clientlog undo'" in answer.err
    assert "\x00" not in answer.err
    assert "^@" not in answer.err


def test_x4_a_name_in_a_notice_is_no_command(cli: Cli, journal: Path) -> None:
    """A client may be called like one."""
    _add(cli, "clientlog done p1", "Sam Li")
    cli("action", "clientlog-done-p1", "call owner:sam")
    answer = cli("done", "a1", "--db", str(journal))
    assert "ask clientlog done p1 how it went" in answer.err
    assert f"clientlog --db {journal} note" in answer.err


def test_x4_a_hostile_who_is_quoted_in_the_hint(cli: Cli) -> None:
    """It may be pasted."""
    answer = cli("away", "dana; rm -r ~", "sam")
    assert answer.code == 2
    assert "clientlog away 'dana; rm -r ~' --until DATE" in answer.err


COMMAND = "clientlog undo"
"""A text of the user's that looks like a command of ours."""

CARD = f"BEGIN:VCARD\nVERSION:3.0\nFN:{COMMAND}\n%s\nEND:VCARD\n"
EVENT = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261124T100000Z\n"
    f"SUMMARY:{COMMAND}\nATTENDEE:mailto:d@x.example\nATTENDEE:mailto:me@x.example\n"
    f"X-{COMMAND}:1\nEND:VEVENT\nEND:VCALENDAR\n"
)


@pytest.mark.parametrize(
    ("kind", "text", "reason", "hint"),
    [
        ("csv", "kind,text,client\naction,x,clientlog undo twice\n",
         "clientlog undo twice is no client", "clientlog --db {} client add enters them"),
        ("csv", f"kind,text,client,state\naction,x,dana,{COMMAND}\n",
         f"unknown state '{COMMAND}'", ""),
        ("csv", f"name,email,{COMMAND}\nAnn Lee,a@x.example,39\n",
         f"columns that were not understood: {COMMAND}", "--map"),
        ("vcard", CARD % "EMAIL:u@x.example", "probably the same person as clientlog-undo",
         "clientlog --db {} client merge clientlog-undo-2 clientlog-undo"),
        ("vcard", CARD % "EMAIL:d@x.example\nEMAIL:s@x.example",
         f"{COMMAND}: shares an address with", "clientlog --db {} client duplicates lists"),
        ("md", "client: dana\n\n## Summary\nx\n", "is a template",
         "clientlog --db {} log --file takes it"),
        ("ical", EVENT, f"{COMMAND}, Tue 24 Nov", ""),
        ("json", f'{{"version": 1, "format": "clientlog", "records": [{{"record": "{COMMAND}"}}]}}',
         "must be one of", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("options", [(), ("--json",), ("--dry-run",)])
def test_x4_a_reason_of_an_import_changes_no_word_of_the_file(
    cli: Cli, journal: Path, tmp_path: Path, kind: str, text: str, reason: str, hint: str,
    options: tuple[str, ...],
) -> None:  # fmt: skip
    """Only what clientlog itself suggests names the journal; the file is called so as well."""
    for name, email in (("Dana", "d@x.example"), ("Sam", "s@x.example"), (COMMAND, "u@y.example")):
        assert cli("client", "add", name, "--email", email).code == 0
    path = tmp_path / f"{COMMAND}.txt"
    path.write_text(text)
    answer = cli("import", kind, str(path), "--db", str(journal), *options)
    output = answer.out + answer.err
    assert reason in output
    assert hint.format(journal) in output
    assert f"--db {journal} undo" not in output
    assert "\x00" not in output


def test_x4_what_a_source_is_remembered_for_names_the_journal_where_it_is_said(
    cli: Cli, journal: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    """Whichever way the journal is named then; the same problem is told once with `--quiet`."""
    cli("client", "add", "Dana")
    folder = tmp_path / COMMAND
    folder.mkdir()
    page = folder / "x.md"
    page.write_text("client: dana\n\n## Summary\nx\n")
    (folder / "y.md").write_text("client: dana\n\n## Summary\ny\n")
    sources = {"minutes": folder, "page": page}
    config = Path(cli("config", "path").out.strip())
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(
        "".join(f"[sources.{n}]\nkind = 'md'\npath = '{path}'\n" for n, path in sources.items())
    )
    sentence = f"{page}: is a template; clientlog%s log --file takes it"
    answer = cli("refresh", "--db", str(journal))
    assert answer.code == 1
    assert answer.err.count(sentence % f" --db {journal}") == 2
    assert cli("refresh", "-q").err == ""
    listed = cli("sources", "--db", str(journal))
    assert listed.out.count(sentence % f" --db {journal}") == 2
    assert cli("sources").out.count(sentence % "") == 2
    reasons = [error["reason"] for error in cli("refresh", "--json").json["errors"]]
    assert len(reasons) == 3
    assert all(reason.endswith("; clientlog log --file takes it") for reason in reasons)


def test_x4_minutes_that_cannot_be_taken_name_the_journal_in_the_hint(
    cli: Cli, journal: Path
) -> None:
    """And the text that looks like a command stays as it is."""
    _add(cli, "Dana Reyes")
    cli("log", "dana", "x", "--promise", "clientlog done p1 due:fri")
    minutes = "client: dana\n\n## My promises\n- [ ] (p1) clientlog undo due:mon\n"
    answer = cli("log", "--meeting", "m1", "-", "--db", str(journal), stdin=minutes)
    assert answer.code == 2
    assert f"hint: to move it: clientlog --db {journal} renegotiate p1 --to DATE" in answer.err


# What another program may do to the records of a journal. What is read of them is not what
# clientlog wrote, and no command may take that for a fault of its own.
DAMAGES = {
    "a client who is gone": "DELETE FROM client WHERE handle = 'sam-li'",
    "a day that is none": "UPDATE promise SET due = '2026-13-45'",
    "a moment that is none": "UPDATE amendment SET recorded_at = 'x'",
    "a state that is none": "UPDATE action_item SET state = 'x'",
    "a channel that is none": "UPDATE client SET channel = 'x'",
}


@pytest.fixture(params=DAMAGES.values(), ids=list(DAMAGES))
def damaged(request: pytest.FixtureRequest, cli: Cli, journal: Path) -> Path:
    """A journal whose records break its own rules."""
    _add(cli, "Dana Reyes", "Sam Li")
    cli("log", "dana", "hello", "--with", "sam", "--action", "x", "--promise", "y due:fri")
    cli("renegotiate", "p1", "--to", "+2w", "--why", "z")
    with closing(sqlite3.connect(journal)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(request.param)
        db.commit()
    return journal


@pytest.mark.parametrize(
    "command", ["report", "agenda dana --private", "show dana", "done p1", "list actions --json"]
)
def test_c2_a_journal_whose_records_are_damaged_is_no_bug(
    cli: Cli, damaged: Path, command: str
) -> None:
    answer = cli(*command.split())
    assert answer.code in {0, 5}, answer.err
    if answer.code:
        assert f"{damaged} is damaged: " in answer.err
        assert "hint: bring back a backup: clientlog" in answer.err


def test_c2_a_backup_of_damaged_records_is_refused(cli: Cli, tmp_path: Path, damaged: Path) -> None:
    """It could not be restored, so that it is none."""
    target = tmp_path / "kept.db"
    answer = cli("backup", str(target))
    assert answer.code == 5
    assert f"{damaged} is damaged: " in answer.err
    assert not target.exists()
    assert cli("doctor").code == 5
    other = cli("restore", str(damaged), "--yes", "--db", str(tmp_path / "other.db"))
    assert other.code == 5
    assert f"{damaged} is damaged: " in other.err


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "further",
    [[], ["redo", "undo"], ["client rm vexa-tromm --yes"]],
    ids=["there", "twice", "gone"],
)
def test_p1_who_was_merged_and_parted_again_is_purged(
    cli: Cli, tmp_path: Path, further: list[str]
) -> None:
    """While the merge stood, names, addresses and the organization were those of the other."""
    _add(cli, "Ann Lee")
    cli("client", "add", "Vexa Tromm", "--org", "Vexacorp", "--email", "v@vexa.example")
    cli("client", "alias", "vexa", "Vexxy")
    merge = "client merge vexa-tromm ann-lee --yes"
    for command in [merge, "undo", *further, "backup"]:
        assert cli(*command.split()).code == 0
    assert cli("client", "purge", "vexa-tromm", "--yes").code == 0
    left = _bytes(tmp_path).lower()
    assert b"vexa" not in left
    assert b"vexxy" not in left
    assert cli("history", "ann-lee").code == 0
    assert cli("doctor").code == 0


def test_p1_who_was_merged_into_them_and_parted_again_stays(cli: Cli) -> None:
    """A purge takes nothing from somebody else who is there."""
    _add(cli, "Ann Lee", "Vexa Tromm", "Zed Young")
    cli("promise", "zed", "call", "owner:vexa")
    cli("client", "merge", "vexa-tromm", "ann-lee", "--yes")
    cli("undo")
    assert cli("client", "purge", "ann-lee", "--yes").code == 0
    assert cli("list", "promises", "--json").json["items"][0]["owner"] == "vexa-tromm"
    assert cli("show", "vexa", "--json").json["client"]["handle"] == "vexa-tromm"


@pytest.mark.parametrize("merges", ["vexa-tromm:ann-lee", "vexa-tromm:zed-young zed-young:ann-lee"])
def test_p1_who_is_somebody_else_now_is_not_called_purged(cli: Cli, merges: str) -> None:
    """What they had stays with the other, so that nothing was purged; the hint says what does."""
    _add(cli, "Ann Lee", "Vexa Tromm", "Zed Young")
    cli("note", "vexa", "a secret")
    for merge in merges.split():
        assert cli("client", "merge", *merge.split(":"), "--yes").code == 0
    answer = cli("client", "purge", "vexa-tromm", "--yes")
    assert answer.code == 4
    assert "'vexa-tromm' was merged into ann-lee" in answer.err
    assert "client purge ann-lee" in answer.err


def test_p1_who_was_merged_into_somebody_removed_is_purged(cli: Cli, tmp_path: Path) -> None:
    """Both are one person, who is gone."""
    _add(cli, "Ann Lee", "Vexa Tromm")
    cli("note", "vexa", "a vexing secret")
    cli("client", "merge", "vexa-tromm", "ann-lee", "--yes")
    cli("client", "rm", "ann-lee", "--yes")
    assert cli("client", "purge", "vexa-tromm", "--yes").code == 0
    assert b"vex" not in _bytes(tmp_path).lower()


@pytest.mark.parametrize(
    "command",
    [
        "import csv", "import json", "import md", "import mail", "restore --yes", "backup",
        "export --format json -o", "agenda dana -o", "report --db", "note dana x --db",
    ],
)  # fmt: skip
def test_l4_an_empty_path_is_none_and_not_the_folder(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A script whose variable is not set names it, and must not take in what lies around."""
    _add(cli, "Dana Reyes")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "people.csv").write_text("name\nSam Li\n")
    monkeypatch.chdir(tmp_path / "here")
    answer = cli(*command.split(), "")
    assert answer.code == 2
    assert " is empty" in answer.err
    assert cli("client", "list").out.count("sam-li") == 0


@pytest.mark.parametrize("undone", [["undo 2"], ["undo", "undo"], ["undo 2", "redo 2", "undo 2"]])
def test_p1_what_a_chain_of_merges_handed_on_is_purged(
    cli: Cli, tmp_path: Path, undone: list[str]
) -> None:
    """The second merge names only two others, who had the person's words meanwhile."""
    _add(cli, "Ann Lee", "Bob Orr")
    cli("client", "add", "Vexa Tromm", "--org", "Vexacorp", "--role", "Vexing")
    chain = ["client merge vexa-tromm bob-orr --yes", "client merge bob-orr ann-lee --yes"]
    for command in [*chain, *undone]:
        assert cli(*command.split()).code == 0
    assert cli("client", "purge", "vexa-tromm", "--yes").code == 0
    assert b"vex" not in _bytes(tmp_path).lower()
    assert cli("show", "bob-orr", "--json").json["client"]["organization"] is None


@pytest.mark.parametrize("what", [[], ["p1"]])
@pytest.mark.parametrize(("limit", "earlier"), [("1", True), ("2", True), ("20", False)])
def test_s2_a_history_says_what_its_limit_left_out(
    cli: Cli, what: list[str], limit: str, earlier: bool
) -> None:
    _add(cli, "Dana Reyes")
    cli("promise", "dana", "call due:fri")
    cli("edit", "p1", "call", "her")
    cli("edit", "p1", "call", "him")
    answer = cli("history", *what, "--limit", limit)
    assert ("Earlier changes are not shown: add --limit N" in answer.out) is earlier
    assert cli("history", *what, "--limit", limit, "--json").json["earlier"] is earlier
