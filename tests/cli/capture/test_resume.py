"""Continuing a draft: which one, and whom it is about."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.cli.capture.drafts import new_draft
from clientlog.refs import Ref
from tests.cli.capturing import Cli, Prompts, editor


def test_a_text_that_cannot_be_taken_is_kept_and_resumed(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """A misspelt heading is marked at its line in the draft; mended, it is saved and gone."""
    wrong = "path.write_text(text.replace('## Notes', '## Noes\\n- likes tea'))"
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=editor(tmp_path, wrong))
    assert answer.code == 2
    (draft,) = (tmp_path / "state" / "clientlog" / "drafts").glob("*.md")
    assert "<!-- ! " in draft.read_text()
    mend = "path.write_text(text.replace('## Noes', '## Notes'))"
    answer = cli("log", "--resume", CLIENTLOG_EDITOR=editor(tmp_path, mend))
    assert answer.code == 0, answer.err
    assert "the draft opens in the editor" in answer.err
    assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea"
    assert not draft.exists()


def test_a_draft_that_holds_nothing_is_none(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path, drafts: Path
) -> None:
    """An untouched template, made later than an hour's minutes, does not hide them."""
    cli("client", "add", "Marc Roth")
    wrong = "path.write_text(text.replace('## Notes', '## Noes\\n- likes tea'))"
    assert cli("log", "dana", "-e", CLIENTLOG_EDITOR=editor(tmp_path, wrong)).code == 2
    assert cli("log", "sam", "-e", CLIENTLOG_EDITOR=editor(tmp_path, "pass")).code == 1
    slow = editor(tmp_path, "import time; print('open', flush=True); time.sleep(30)")
    prompts = Prompts(environment | {"CLIENTLOG_EDITOR": slow}, "log", "marc", "-e")
    prompts.expect("open")
    prompts.child.kill(signal.SIGKILL)
    prompts.child.close()
    assert len(list(drafts.iterdir())) == 2
    mend = editor(tmp_path, "path.write_text(text.replace('## Noes', '## Notes'))")
    assert cli("log", "--resume", CLIENTLOG_EDITOR=mend).code == 0
    assert cli("list", "notes", "--json").json["items"][0]["client"] == "dana-reyes"


def test_several_drafts_are_named(cli: Cli, people: None, tmp_path: Path) -> None:
    """Resuming the newest names the others, so that none is forgotten."""
    for who in ("dana", "sam"):
        script = editor(
            tmp_path,
            f"text = text.replace('## Summary', '## Summary\\nwith {who}')\n"
            "path.write_text(text.replace('## Notes', '## Noes'))",
        )
        assert cli("log", who, "-e", CLIENTLOG_EDITOR=script).code == 2
    mend = editor(tmp_path, "path.write_text(text.replace('## Noes', '## Notes'))")
    answer = cli("log", "--resume", CLIENTLOG_EDITOR=mend)
    assert answer.code == 0
    assert "sam-li" in answer.out or "Sam Li" in answer.out
    assert "there is also" in answer.err
    assert cli("log", "--resume", CLIENTLOG_EDITOR=mend).code == 0
    meetings = cli("meeting", "list", "--json").json["meetings"]
    assert sorted(one["summary"] for one in meetings) == ["with dana", "with sam"]


def test_resuming_nothing_is_a_line(cli: Cli, people: None) -> None:
    """Without a draft there is nothing to go on with."""
    assert cli("log", "--resume").code == 1


def test_a_draft_belongs_to_its_journal(cli: Cli, people: None, tmp_path: Path) -> None:
    """m1 and p1 are others in another journal: there the draft is named, not taken."""
    wrong = editor(tmp_path, "path.write_text(text.replace('## Notes', '## Noes\\n- likes tea'))")
    assert cli("log", "dana", "-e", CLIENTLOG_EDITOR=wrong).code == 2
    other = str(tmp_path / "other.db")
    cli("client", "add", "Dana Reyes", "--db", other)
    answer = cli("log", "--resume", "--db", other)
    assert answer.code == 1
    assert "another journal" in answer.err
    assert cli("meeting", "list", "--json", "--db", other).json["meetings"] == []


def test_what_options_said_survives_a_draft(cli: Cli, people: None, tmp_path: Path) -> None:
    """When, how long, by what means and about what stand in the draft that is resumed later."""
    wrong = "path.write_text(text.replace('## Notes', '## Noes\\n- likes tea'))"
    arguments = ["--at", "yesterday 15:00", "--for", "45m", "--via", "call", "--title", "Kick-off"]
    assert cli("log", "dana", "-e", *arguments, CLIENTLOG_EDITOR=editor(tmp_path, wrong)).code == 2
    mend = editor(tmp_path, "path.write_text(text.replace('## Noes', '## Notes'))")
    later = "2026-11-20T18:00:00+01:00"
    assert cli("log", "--resume", CLIENTLOG_EDITOR=mend, CLIENTLOG_NOW=later).code == 0
    (met,) = cli("meeting", "list", "--json").json["meetings"]
    assert met["starts_at"] == "2026-11-19T15:00:00+01:00"
    assert met["ends_at"] == "2026-11-19T15:45:00+01:00"
    assert (met["channel"], met["title"]) == ("call", "Kick-off")


def test_an_empty_draft_resumed_later_saves_nothing(cli: Cli, people: None, tmp_path: Path) -> None:
    """A template in which nothing was written does not become a meeting because time has passed."""
    same = editor(tmp_path, "pass")
    assert cli("log", "dana", "-e", "--via", "call", CLIENTLOG_EDITOR=same).code == 1
    later = "2026-11-20T18:00:00+01:00"
    assert cli("log", "--resume", CLIENTLOG_EDITOR=same, CLIENTLOG_NOW=later).code == 1
    assert cli("meeting", "list", "--json").json["meetings"] == []


def test_a_draft_with_another_header_alone_is_resumed(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """A title is something too, unless there is a draft with more."""
    cli("log", "dana", "we met", "--at", "10:00")
    failing = editor(
        tmp_path, "path.write_text(text.replace('title:', 'title: Kick-off')); sys.exit(1)"
    )
    assert cli("meeting", "edit", "m1", "-e", CLIENTLOG_EDITOR=failing).code == 1
    answer = cli("log", "--resume")
    assert answer.code == 0, answer.err
    assert cli("meeting", "list", "--json").json["meetings"][0]["title"] == "Kick-off"


def test_a_meeting_that_a_restore_replaced_is_not_written_over(
    cli: Cli, people: None, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number of the meeting is another's now: the draft stays, and where is said."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    cli("plan", "sam", "--at", "2026-11-20 16:00")
    draft = new_draft("client: sam-li\n\n## Summary\nspoke\n", "", journal, Ref("m", 1), [1])
    with closing(sqlite3.connect(journal)) as db:
        (uuid,) = db.execute("SELECT uuid FROM meeting").fetchone()
        db.execute("UPDATE meeting SET uuid = ?", (f"{uuid[:-1]}x",))
        db.commit()
        ended = cli("log", "--resume")
        assert ended.code == 4
        assert "m1 is another meeting since a restore" in ended.err
        assert draft.path.name in ended.err
        db.execute("UPDATE meeting SET uuid = ?", (uuid,))
        db.commit()
    assert cli("log", "--resume").code == 0
    assert not draft.path.exists()
