"""One session of writing minutes: what was changed meanwhile, and saving it."""

import sys
from pathlib import Path

import pytest

from tests.cli.capturing import Cli, editor

pytestmark = pytest.mark.slow


def test_what_another_terminal_changed_is_never_overwritten(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """A summary changed on both sides is told with both versions, and nothing is saved."""
    cli("log", "dana", "we met")
    meanwhile = "import subprocess; subprocess.run([{}])\n"
    program = "'clientlog', 'meeting', 'edit', 'm1', '--summary', 'OTHER'"
    script = editor(
        tmp_path,
        meanwhile.format(f"{sys.executable!r}, '-m', {program}")
        + "path.write_text(text.replace('we met', 'MINE'))",
    )
    answer = cli("meeting", "edit", "m1", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 1
    assert "'OTHER'" in answer.err
    assert "'MINE'" in answer.err
    assert cli("show", "m1", "--json").json["item"]["summary"] == "OTHER"
    (draft,) = (tmp_path / "state" / "clientlog" / "drafts").glob("*.md")
    assert "<!-- ! the summary was changed meanwhile" in draft.read_text()
    # Told once, the person decides: what is saved now is meant.
    decided = editor(tmp_path, "path.write_text(text.replace('MINE', 'MINE and OTHER'))")
    assert cli("log", "--resume", CLIENTLOG_EDITOR=decided).code == 0
    assert cli("show", "m1", "--json").json["item"]["summary"] == "MINE and OTHER"


@pytest.mark.parametrize("command", ["meeting cancel m1", "log dana --no-show --meeting m1"])
def test_a_meeting_that_was_settled_otherwise_is_not_held_unasked(
    cli: Cli, people: None, tmp_path: Path, command: str
) -> None:
    """Its minutes stay a draft; resumed, they make a meeting of a no-show."""
    cli("plan", "dana", "--at", "12:10")
    script = editor(
        tmp_path,
        "import subprocess\n"
        f"subprocess.run([{sys.executable!r}, '-m', 'clientlog', *{command.split()!r}])\n"
        "path.write_text(text.replace('## Notes', '## Notes\\n- likes tea'))",
    )
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 1
    state = cli("show", "m1", "--json").json["item"]["state"]
    assert f"m1 was recorded as {state} meanwhile; nothing was saved" in answer.err
    assert cli("list", "notes", "--json").json["items"] == []
    if state == "no-show":
        assert cli("log", "--resume").code == 0
        assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea"


def test_changes_of_different_parts_are_merged(cli: Cli, people: None, tmp_path: Path) -> None:
    """The other terminal's summary stays, and so does the note that was written here."""
    cli("log", "dana", "we met", "--promise", "call due:fri")
    script = editor(
        tmp_path,
        "import subprocess\n"
        f"run = [{sys.executable!r}, '-m', 'clientlog']\n"
        "subprocess.run([*run, 'meeting', 'edit', 'm1', '--summary', 'OTHER'])\n"
        "subprocess.run([*run, 'edit', 'p1', 'call her'])\n"
        "path.write_text(text.replace('## Notes', '## Notes\\n- likes tea'))",
    )
    answer = cli("meeting", "edit", "m1", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 0, answer.err
    assert cli("show", "m1", "--json").json["item"]["summary"] == "OTHER"
    assert cli("show", "p1", "--json").json["item"]["text"] == "call her"
    assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea"


def test_a_template_with_nothing_in_it_records_nothing(cli: Cli, people: None) -> None:
    """A header alone is no minutes; that there was nothing to note is said with --nothing."""
    answer = cli("log", "-", stdin="client: dana\nwhen: 11:00\n## Summary\n\n## Notes\n")
    assert answer.code == 2
    assert "--nothing" in answer.err
    assert cli("meeting", "list", "--json").json["meetings"] == []
