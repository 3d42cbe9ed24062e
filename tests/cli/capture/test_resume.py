"""Continuing a draft: which one, and whom it is about."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.cli import questions
from clientlog.cli.capture.drafts import Draft, new_draft
from clientlog.cli.context import Context
from clientlog.refs import Ref
from tests.cli.capture.conftest import Edit, replacing
from tests.cli.capturing import Cli, Prompts, editor

BASE = "client: dana-reyes\nwith:\n\n## Summary\n"


@pytest.fixture
def state(people: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of drafts that this process writes to as well."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def summaries(cli: Cli) -> list[str]:
    return [meeting["summary"] for meeting in cli("meeting", "list", "--json").json["meetings"]]


def draft(journal: Path, text: str, base: str | None = BASE, seconds: int = 0) -> Draft:
    """A draft that was written so many seconds after the epoch, or now."""
    made = new_draft(text, base or "", journal, None)
    if base is None:
        (made.path.parent.parent / "drafts-opened" / made.path.name).unlink()
    if seconds:
        os.utime(made.path, (seconds, seconds))
    return made


@pytest.mark.parametrize("base", [BASE, None])
def test_where_nobody_can_edit_a_draft_is_saved_as_it_is(
    cli: Cli, state: Path, journal: Path, base: str | None
) -> None:
    """Whether the text that it began from is known or not."""
    kept = draft(journal, f"{BASE}we met\n\n## My actions\n- [ ] call\n", base)
    assert cli("log", "--resume").code == 0
    assert summaries(cli) == ["we met"]
    assert len(cli("list", "--json").json["items"]) == 1
    assert not kept.path.exists()


def test_on_a_terminal_a_draft_opens_in_the_editor(
    cli: Cli, state: Path, journal: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which is said first; the text that it began from is what asks for nothing."""
    monkeypatch.setattr(questions, "can_ask", lambda: True)
    kept = draft(journal, f"{BASE}we met\n")
    edit(replacing("we met", ""))
    answer = cli("log", "--resume")
    assert answer.code == 1
    assert answer.err.splitlines()[:2] == [
        "clientlog: the draft opens in the editor",
        "clientlog: nothing was written; nothing was saved",
    ]
    kept.write(f"{BASE}we met\n")
    kept.write_base(BASE)
    edit(replacing("we met", "we talked"))
    assert cli("log", "--resume").code == 0
    assert summaries(cli) == ["we talked"]


def test_of_several_drafts_the_newest_is_resumed_and_the_others_are_named(
    cli: Cli, state: Path, journal: Path
) -> None:
    """By who they are about, how they begin, and where they are."""
    summary = draft(journal, "client: dana-reyes\nwith: sam-li\n\n## Summary\nwe met\n", BASE, 20)
    unread = draft(journal, "client: dana\n\n## Summary\n<!-- never closed\n", BASE, 10)
    items = draft(journal, f"{BASE}\n## Notes\n- likes tea\n", BASE, 30)
    draft(journal, BASE, BASE, 40)
    draft(journal, BASE, None, 50)
    draft(journal, f"{BASE}\n## Topics\n- [ ] (t1) the budget\n", None, 60)
    answer = cli("log", "--resume")
    assert answer.code == 0, answer.err
    assert answer.err.splitlines() == [
        f"clientlog: resuming dana-reyes: no summary ({items.path})",
        f"clientlog: there is also dana-reyes, sam-li: we met ({summary.path})",
        f"clientlog: there is also {unread.path}",
    ]
    assert cli("list", "notes", "--json").json["items"][0]["text"] == "likes tea"


def test_on_a_terminal_one_of_several_drafts_is_chosen(
    cli: Cli, state: Path, journal: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest is offered first."""
    asked: list[tuple[str, int]] = []

    def choose(question: str, lines: list[str]) -> str:
        asked.append((question, len(lines)))
        return lines[-1]

    monkeypatch.setattr(questions, "can_ask", lambda: True)
    monkeypatch.setattr(Context, "choose", staticmethod(choose))
    draft(journal, f"{BASE}older\n", BASE, 10)
    draft(journal, f"{BASE}newer\n", BASE, 20)
    edit(replacing("older", "old"))
    assert cli("log", "--resume").code == 0
    assert asked == [("Which draft", 2)]
    assert summaries(cli) == ["old"]
    edit(replacing("newer", "new"))
    assert cli("log", "--resume").code == 0
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("text", "is_something"),
    [
        ("\n## Topics\n- [x] (t1) the budget\n", True),
        ("\n## Topics\n- [ ] (t1) the budget\n", False),
        ("\n## Topics\n- [ ] who signs\n", True),
        ("\n## Their promises\n- [ ] sign it\n", True),
        ("\n## Decisions\n- two phases\n", True),
        ("\n## Next\n- fri 10:00\n", True),
        ("we met\n", True),
        ("", False),
    ],
)
def test_a_draft_whose_beginning_is_lost_holds_what_is_new_in_it(
    cli: Cli, state: Path, journal: Path, text: str, is_something: bool
) -> None:
    """An open record is what the journal holds anyway."""
    cli("topic", "dana", "the budget")
    draft(journal, BASE + text, None)
    answer = cli("log", "--resume")
    assert answer.code == (0 if is_something else 1), answer.err
    assert ("there is no draft" in answer.err) == (not is_something)


@pytest.mark.parametrize(
    "line", ["with: sam-li", "when: 2026-11-19 10:00", "title: Kick-off", "for: 45m", "via: call"]
)
def test_a_changed_header_is_resumed_where_there_is_nothing_else(
    cli: Cli, state: Path, journal: Path, line: str
) -> None:
    """Whichever line of it was changed; a header alone makes no meeting."""
    changed = draft(journal, BASE.replace("with:", line))
    answer = cli("log", "--resume")
    assert (answer.code, changed.path.name in answer.err) == (1, True), answer.err
    assert "nothing was written" in answer.err
    draft(journal, f"{BASE}we met\n", BASE, 10)
    assert cli("log", "--resume").code == 0
    assert summaries(cli) == ["we met"]


def test_a_draft_must_say_whom_it_is_about(cli: Cli, state: Path, journal: Path) -> None:
    """In its header, or by a meeting that is still there."""
    nobody = draft(journal, "## Summary\nwe met\n")
    answer = cli("log", "--resume")
    assert answer.code == 2
    assert answer.err == (
        f"clientlog: the draft {nobody.path} does not say who was met\n"
        "  hint: add a line client: WHO\n"
    )
    nobody.remove()
    about = new_draft("client: dana\n\n## Summary\nwe met\n", BASE, journal, Ref("m", 1))
    answer = cli("log", "--resume")
    assert answer.code == 4
    assert answer.err == f"clientlog: m1 was removed\n  hint: the draft is {about.path}\n"
    cli("plan", "sam", "--at", "2026-11-20 16:00")
    cli("plan", "dana", "--at", "2026-11-20 12:20")
    about.remove()
    new_draft("client: dana-reyes\n\n## Summary\nwe met\n", BASE, journal, Ref("m", 2))
    assert cli("log", "--resume").code == 0
    assert cli("show", "m2", "--json").json["item"]["summary"] == "we met"


def test_a_draft_is_compared_with_the_text_that_it_began_from(
    cli: Cli, state: Path, journal: Path
) -> None:
    """What was changed in the journal since then is not written over."""
    cli("log", "dana", "we met")
    text = "client: dana-reyes\nwith:\n\n## Summary\n"
    new_draft(f"{text}mine\n", f"{text}we met\n", journal, Ref("m", 1))
    cli("meeting", "edit", "m1", "--summary", "theirs")
    answer = cli("log", "--resume")
    assert answer.code == 1
    assert "the summary was changed meanwhile" in answer.err
    assert summaries(cli) == ["theirs"]
    assert cli("log", "--resume").code == 0
    assert summaries(cli) == ["mine"]


def test_a_draft_of_a_meeting_whose_beginning_is_lost_is_resumed(
    cli: Cli, state: Path, journal: Path
) -> None:
    """Nothing says that the meeting is another one."""
    cli("log", "dana", "--nothing")
    lost = new_draft("client: dana-reyes\n\n## Summary\nwe met\n", "", journal, Ref("m", 1))
    (lost.path.parent.parent / "drafts-opened" / lost.path.name).unlink()
    assert cli("log", "--resume").code == 0
    assert summaries(cli) == ["we met"]


# With editors


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


@pytest.mark.slow
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
