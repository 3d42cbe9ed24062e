"""Nothing written is lost: the editor's loop, drafts, and whatever interrupts them."""

import contextlib
import os
import re
import signal
from pathlib import Path

import pytest

from clientlog.cli.capture import drafts as module
from clientlog.cli.capture.drafts import (
    DraftAutosave,
    DraftError,
    list_drafts,
    new_draft,
    no_draft,
)
from clientlog.errors import ClientlogError
from clientlog.refs import Ref
from clientlog.store.files import replace_file
from clientlog.store.journal_file import create
from clientlog.store.paths import state_folder
from tests.cli.capturing import Cli, Prompts, editor
from tests.looking import meet, writing


@pytest.fixture
def dana(journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal with Dana and a meeting with her; drafts are beside it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with writing(journal) as change:
        meet(change, "2026-11-20 10:00")
    return journal


def test_a_draft_has_its_text_the_one_it_began_from_and_its_owner(dana: Path) -> None:
    """Its name tells the journal and the meeting; removed, nothing of it is left."""
    draft = new_draft("typed", "base", dana, Ref("m", 1), [1])
    assert (draft.read(), draft.read_base(), draft.meeting) == ("typed", "base", Ref("m", 1))
    owner = draft.owner
    assert owner
    assert owner.meeting
    assert len(owner.clients) == 1
    assert re.fullmatch(
        rf"[0-9]{{8}}T[0-9]{{6}}-[0-9a-f]{{4}}-{owner.journal}-with-m1\.md", draft.path.name
    )
    draft.write_base("other")
    assert (draft.read_base(), draft.owner) == ("other", owner)
    assert list_drafts(dana) == [draft]
    draft.remove()
    draft.remove()
    assert [path for path in state_folder().rglob("*") if path.is_file()] == []
    loose = new_draft("typed", "", dana, None)
    assert loose.path.name.endswith(f"-{owner.journal}-with.md")
    assert (loose.meeting, loose.owner and loose.owner.clients) == (None, frozenset())


def test_a_draft_of_which_nothing_else_is_known_has_neither_base_nor_owner(dana: Path) -> None:
    """Nor has one whose base cannot be read."""
    draft = new_draft("typed", "base", dana, None)
    base = draft.path.parent.parent / "drafts-opened" / draft.path.name
    base.write_bytes(b"\xff")
    assert (draft.read_base(), draft.owner) == (None, None)
    base.unlink()
    assert (draft.read_base(), draft.owner) == (None, None)
    draft.write_base("new")
    assert (draft.read_base(), draft.owner) == ("new", None)


def test_a_draft_that_cannot_be_read_or_written_says_why(
    dana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that are no UTF-8 are escaped; the limit of its size is exact."""
    draft = new_draft("", "", dana, None)
    draft.path.write_bytes(b"a\xff")
    assert draft.read() == "a\\xff"
    monkeypatch.setattr(module, "SIZE_LIMIT", 2)
    assert draft.read() == "a\\xff"
    draft.path.write_bytes(b"abc")
    with pytest.raises(DraftError) as raised:
        draft.read()
    assert raised.value.reason == f"the draft {draft.path} is larger than 2 bytes"
    assert raised.value.message == f"{raised.value.reason}; nothing was saved"
    draft.path.unlink()
    draft.path.mkdir()
    with pytest.raises(DraftError, match=r"the draft .* cannot be written"):
        draft.write("x")


def test_what_is_typed_is_kept_from_the_first_words_on(
    dana: Path, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one draft; where that fails, the reason is known until it works again."""
    keeper = DraftAutosave(dana, "base", Ref("m", 1), (1,))
    keeper.remove()
    assert keeper.keep("first")
    assert keeper.keep("second")
    assert keeper.draft
    (path,) = drafts.iterdir()
    assert path == keeper.draft.path
    assert path.name.endswith("-with-m1.md")
    assert (path.read_text(), keeper.draft.read_base()) == ("second", "base")
    assert keeper.draft.owner
    assert len(keeper.draft.owner.clients) == 1

    def fail(_path: Path, _content: bytes) -> None:
        raise ClientlogError("full")

    with monkeypatch.context() as patch:
        patch.setattr(module, "replace_file", fail)
        assert not keeper.keep("third")
        assert keeper.complaint
    assert keeper.keep("fourth")
    assert keeper.complaint is None
    keeper.remove()
    assert (keeper.draft, list(drafts.iterdir())) == (None, [])


def test_a_draft_that_cannot_be_begun_leaves_nothing(
    dana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the text that it began from."""
    write = replace_file

    def fail_later(path: Path, content: bytes) -> None:
        if path.parent.name == "drafts":
            raise ClientlogError("full")
        write(path, content)

    monkeypatch.setattr(module, "replace_file", fail_later)
    with pytest.raises(DraftError, match="the draft full; nothing was saved"):
        new_draft("typed", "base", dana, None)
    assert [path for path in state_folder().rglob("*") if path.is_file()] == []


def test_the_drafts_of_a_journal_are_listed_newest_first(dana: Path, tmp_path: Path) -> None:
    """Without those of another journal, which is named where there is none here."""
    assert list_drafts(dana) == []
    assert no_draft(dana).hint == f"drafts are in {module.folder()}"
    older, newer = (new_draft(text, "", dana, None) for text in ("older", "newer"))
    os.utime(older.path, (1, 1))
    assert [draft.read() for draft in list_drafts(dana)] == ["newer", "older"]
    os.utime(older.path)
    os.utime(newer.path, (1, 1))
    assert [draft.read() for draft in list_drafts(dana)] == ["older", "newer"]
    newer.path.unlink()
    newer.path.mkdir()
    assert list_drafts(dana) == [older]
    other = tmp_path / "other.db"
    create(other)
    assert list_drafts(other) == []
    os.utime(newer.path, (1, 1))
    error = no_draft(other)
    assert (error.message, error.hint) == (
        "there is no draft", f"that of another journal is {older.path}",
    )  # fmt: skip
    assert no_draft(dana).hint == f"drafts are in {module.folder()}"


@pytest.mark.parametrize(
    ("ending", "meeting"),
    [("-m12", Ref("m", 12)), ("-m0", None), ("-m1234567890123456", None), ("-m1x", None),
     ("m1", None), ("-m123456789012345", Ref("m", 123456789012345)), ("-m\u0661", None)],
)  # fmt: skip
def test_the_name_of_a_draft_may_end_in_its_meeting(
    dana: Path, ending: str, meeting: Ref | None
) -> None:
    """By a number as clientlog writes it."""
    draft = new_draft("x", "", dana, None)
    draft.path.rename(draft.path.with_name(f"{draft.path.stem}{ending}.md"))
    assert [draft.meeting for draft in list_drafts(dana)] == [meeting]


# With editors and terminals


def test_a_draft_that_is_a_folder_is_a_line(cli: Cli, people: None, tmp_path: Path) -> None:
    """Whatever an editor leaves in its place, it is no bug."""
    script = editor(tmp_path, "path.unlink(); path.mkdir()")
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=script)
    assert answer.code == 1
    assert "cannot be written" in answer.err
    assert cli("log", "--resume").code == 1


@pytest.mark.slow
def test_a_kill_while_the_editor_is_open_loses_nothing(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path
) -> None:
    """SIGKILL between saving in the editor and closing it: the text is the draft to resume."""
    script = (
        "import time\n"
        "path.write_text(text.replace('## Summary', '## Summary\\nwe met'))\n"
        "print('written', flush=True)\n"
        "time.sleep(30)"
    )
    prompts = Prompts(
        environment | {"CLIENTLOG_EDITOR": editor(tmp_path, script)}, "log", "dana", "-e"
    )
    prompts.expect("written")
    prompts.child.kill(signal.SIGKILL)
    prompts.child.close()
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "--resume").code == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGHUP, 129)]
)
def test_a_kill_at_the_prompts_loses_nothing(
    cli: Cli, people: None, environment: dict[str, str], number: int, code: int
) -> None:
    """Each answer is kept as it is given: `log --resume` brings them back."""
    prompts = Prompts(environment, "log", "dana", "--via", "call")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "tp: approve it due:mon")
    prompts.expect("-> Mon 23 Nov")
    prompts.expect("item>")
    prompts.kill(number)
    assert prompts.end()[0] == code
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "--resume").code == 0
    (met,) = cli("meeting", "list", "--json").json["meetings"]
    assert (met["summary"], met["channel"]) == ("we met", "call")
    assert [one["text"] for one in cli("list", "--json").json["items"]] == ["approve it"]


@pytest.mark.slow
def test_what_is_saved_or_taken_back_leaves_no_draft(
    cli: Cli, people: None, environment: dict[str, str], drafts: Path
) -> None:
    """A draft goes when its content is in the journal, or nowhere any more."""
    for answers in (["we met", ""], ["", "n: likes tea", "u", ""]):
        prompts = Prompts(environment, "log", "dana")
        prompts.answer("summary>", answers[0])
        for one in answers[1:]:
            prompts.answer("item>", one)
        prompts.end()
        assert list(drafts.iterdir()) == []
    assert len(cli("meeting", "list", "--json").json["meetings"]) == 1


def test_a_full_disk_under_the_drafts_is_a_line(
    cli: Cli, people: None, full_disk: Path, tmp_path: Path
) -> None:
    """Where no draft can be kept, nothing is begun, and that is said."""
    script = editor(tmp_path, "path.write_text('client: dana-reyes\\n## Summary\\nwe met')")
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=script, XDG_STATE_HOME=str(full_disk))
    assert answer.code == 1
    assert "nothing was saved" in answer.err or "cannot be" in answer.err
    assert cli("meeting", "list", "--json").json["meetings"] == []


@pytest.mark.slow
def test_a_full_disk_under_the_drafts_loses_no_answer(
    cli: Cli, people: None, environment: dict[str, str], full_disk: Path
) -> None:
    """At the prompts no draft can be kept: what is saved is saved, what is not is shown."""
    full = environment | {"XDG_STATE_HOME": str(full_disk)}
    prompts = Prompts(full, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "e")
    prompts.expect("none can be kept")
    prompts.answer("item>", "")
    assert prompts.end()[0] == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"
    prompts = Prompts(full, "log", "dana", "--new")
    prompts.answer("summary>", "we met again")
    prompts.expect("item>")
    prompts.interrupt()
    code, out = prompts.end()
    assert code == 130
    assert "we met again" in out
    assert "no draft can be kept" in out


def test_a_full_disk_under_the_journal_keeps_the_draft(
    cli: Cli, people: None, journal: Path, full_disk: Path, tmp_path: Path
) -> None:
    """What cannot be saved stays the draft that is named; with room again, it is resumed."""
    (full_disk / "filler").unlink()
    small = full_disk / "journal.db"
    small.write_bytes(journal.read_bytes())
    with contextlib.suppress(OSError):
        (full_disk / "filler").write_bytes(b"x" * 2**20)
    long = "path.write_text(text.replace('## Summary', '## Summary\\n' + 'we met ' * 3000))"
    answer = cli(
        "log", "dana", "-e", CLIENTLOG_EDITOR=editor(tmp_path, long), CLIENTLOG_DB=str(small)
    )
    assert answer.code == 1
    assert "log --resume" in answer.err
    assert cli("meeting", "list", "--json", CLIENTLOG_DB=str(small)).json["meetings"] == []
    (full_disk / "filler").unlink()
    small.write_bytes(journal.read_bytes())
    journal_there = {"CLIENTLOG_DB": str(small)}
    assert cli("log", "--resume", **journal_there).code == 0
    (met,) = cli("meeting", "list", "--json", **journal_there).json["meetings"]
    assert met["summary"].startswith("we met we")


@pytest.mark.slow
def test_a_terminal_that_hangs_up_saves_nothing_half(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """SIGHUP in the middle of the prompts ends with 129 and an untouched journal."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.expect("item>")
    prompts.kill(signal.SIGHUP)
    code, _ = prompts.end()
    assert code == 129
    assert cli("meeting", "list", "--json").json["meetings"] == []
