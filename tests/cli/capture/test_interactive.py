"""Minutes written in the editor or at the prompts, most of them without a terminal."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.cli import questions
from clientlog.errors import ClientlogError
from clientlog.store.files import replace_file
from tests.cli.capture.conftest import Edit, Typist, replacing
from tests.cli.capturing import Cli, Prompts, editor, export

WE_MET = replacing("## Summary\n", "## Summary\nwe met\n")

NO_ROOM = "/dev/null"
"""A state folder in which nothing can be written."""


def told(cli: Cli, *arguments: str, code: int = 0, **environment: str) -> list[str]:
    """Run a command; return what it told on stderr, with a hint behind its error in brackets."""
    answer = cli(*arguments, **environment)
    assert answer.code == code, answer.err
    return re.sub("\n  hint: (.*)", r" (\1)", answer.err).splitlines()


def summaries(cli: Cli) -> list[str]:
    return [meeting["summary"] for meeting in cli("meeting", "list", "--json").json["meetings"]]


def test_the_prompts_begin_with_who_was_met_and_what_is_open(
    cli: Cli, people: None, typist: Typist
) -> None:
    """With the REF that settles it; what is settled or somebody else's is not listed."""
    cli("topic", "dana", "the budget")
    cli("action", "dana", "write to legal")
    cli("action", "dana", "send the figures", "--theirs")
    cli("promise", "dana", "send the plan due:fri")
    cli("promise", "dana", "sign the order", "--theirs")
    cli("promise", "sam", "call")
    typist("we met", "x p1", "")
    assert told(cli, "log", "dana", "--with", "Ann Lee", "--add") == [
        "with Dana Reyes, Ann Lee",
        "open (x and a REF settles one):",
        "   t1  topic: the budget",
        "   a1  I will: write to legal",
        "   a2  they will: send the figures",
        "   p1  I promised: send the plan (due Fri 27 Nov)",
        "   p2  they promised: sign the order",
        "   ? shows what you can type",
        "-> done: p1",
    ]
    typist()
    listed = told(cli, "meeting", "edit", "m1", "-e", code=1, CLIENTLOG_EDITOR="true")
    assert listed == ["clientlog: nothing was written; nothing was saved"]


@pytest.mark.parametrize(
    ("options", "verb", "summary"),
    [((), "extended", "{}\n\nsecond"), (("--replace",), "replaced", "second")],
)
def test_the_prompts_begin_with_the_meeting_and_its_summary(
    cli: Cli, people: None, typist: Typist, options: tuple[str, ...], verb: str, summary: str
) -> None:
    """Of which 200 characters are shown."""
    first = "so " * 100 + "on"
    cli("log", "dana", first, "--at", "10:00", "--title", "Kick-off")
    typist("second", "")
    assert told(cli, "log", "dana", "--meeting", "m1", *options) == [
        "m1  Fri 20 Nov 10:00 with Dana Reyes: Kick-off",
        f"   the summary is {verb} by yours: {first[:199]}…",
        "   ? shows what you can type",
    ]
    assert summaries(cli) == [summary.format(first)]


@pytest.mark.parametrize("lines", [("", ""), (), ("", "n: likes tea", "u", "")])
def test_nothing_typed_saves_nothing(
    cli: Cli, people: None, typist: Typist, drafts: Path, lines: tuple[str, ...]
) -> None:
    """Exit 1 with what records it all the same, and no draft is left."""
    typist(*lines)
    assert told(cli, "log", "dana", "--via", "call", code=1)[-1] == (
        "clientlog: nothing was written; nothing was saved"
        " (a meeting with nothing to note is recorded with --nothing)"
    )
    assert not drafts.exists() or not list(drafts.iterdir())


def test_ctrl_c_keeps_what_was_typed(cli: Cli, people: None, typist: Typist, drafts: Path) -> None:
    """In a draft without the hints of the template; before anything is typed there is none."""
    typist(KeyboardInterrupt())
    assert told(cli, "log", "dana", code=130)[-1].startswith("clientlog: nothing was written;")
    typist("we met", "p: send it due:fri", KeyboardInterrupt())
    complaint = told(cli, "log", "dana", "--title", "Kick-off", code=130)[-1]
    (draft,) = drafts.iterdir()
    assert complaint == (
        f"clientlog: nothing was saved; the draft is {draft}"
        " (continue with: clientlog log --resume)"
    )
    text = draft.read_text()
    assert "<!--" not in text
    assert "title: Kick-off\n" in text
    assert "## Summary\nwe met\n" in text
    assert "- [ ] send it due:2026-11-27\n" in text
    assert summaries(cli) == []


def test_what_was_typed_is_printed_where_no_draft_can_be_kept(
    cli: Cli, people: None, typist: Typist
) -> None:
    """The editor cannot be opened then; saving at the prompts can."""
    typist("we met", KeyboardInterrupt())
    lines = told(cli, "log", "dana", code=130, XDG_STATE_HOME=NO_ROOM)
    assert "we met" in lines
    assert "clientlog: nothing was saved and no draft can be kept; what was typed is above" in lines
    typist("we met", "e", "n: likes tea", "")
    lines = told(cli, "log", "dana", XDG_STATE_HOME=NO_ROOM)
    assert "   the editor needs a draft, and none can be kept here; an empty line saves" in lines
    assert summaries(cli) == ["we met"]
    assert len(cli("list", "notes", "--json").json["items"]) == 1


@pytest.mark.parametrize(
    ("options", "keys", "confirmed"),
    [((), ["y"], True), ((), ["n"], False), (("--confirmed",), [], True)],
)
def test_items_typed_at_the_prompts_were_read_back_or_not(
    cli: Cli, people: None, typist: Typist, options: tuple[str, ...], keys: list[str],
    confirmed: bool,
) -> None:  # fmt: skip
    """By a key or by the option, which is not asked about again."""
    shown = typist("we met", "call", "", *keys)
    told(cli, "log", "dana", *options)
    (meeting,) = cli("meeting", "list", "--json").json["meetings"]
    assert bool(meeting["confirmed"]) == confirmed
    assert len(shown) == 3 + len(keys)


def test_what_cannot_be_saved_is_told_and_typed_anew(
    cli: Cli, people: None, typist: Typist
) -> None:
    """Where the input has ended there is nobody to type it, and it is an error."""
    typist("", "p: send it need:n9", "", "n", "u", "n: likes tea", "")
    lines = told(cli, "log", "dana")
    assert "   need:n9: there is no n9; u takes the last line back, e opens the editor" in lines
    assert [note["text"] for note in cli("list", "notes", "--json").json["items"]] == ["likes tea"]
    typist("", "p: send it need:n9")
    assert told(cli, "log", "dana", "--new", code=4)[-1].startswith(
        "clientlog: need:n9: there is no n9"
    )
    assert len(summaries(cli)) == 1


def test_e_opens_what_was_typed_in_the_editor(
    cli: Cli, people: None, typist: Typist, edit: Edit, drafts: Path
) -> None:
    """With the hints of the template, and what options said in its header."""
    opened: list[str] = []

    def look(path: Path) -> None:
        opened.append(path.read_text())
        replacing("we met", "we met in Basel")(path)

    edit(look)
    typist("we met", "tp: approve it due:mon", "e")
    told(cli, "log", "dana", "--via", "call", "--confirmed")
    assert opened[0].startswith("<!-- Write below the headings.")
    assert "via: call\n" in opened[0]
    assert "- [ ] approve it due:2026-11-23\n" in opened[0]
    (meeting,) = cli("meeting", "list", "--json").json["meetings"]
    assert (meeting["summary"], meeting["channel"]) == ("we met in Basel", "call")
    assert not list(drafts.iterdir())


def in_turn(*edits: Callable[[Path], object]) -> Callable[[Path], object]:
    """An edit that does one after the other."""

    def edit(path: Path) -> None:
        for step in edits:
            step(path)

    return edit


def fail(_path: Path) -> None:
    raise ClientlogError("the editor vi ended with 3", "name another")


def touch(path: Path) -> None:
    """Save the text as it is."""
    path.write_text(path.read_text())


def save_anew(path: Path) -> None:
    """Write the same text to a new file, as most editors do."""
    other = path.with_suffix(".old")
    path.rename(other)
    path.write_text(other.read_text())
    other.unlink()


def drop(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_text("\n")


def lock(path: Path) -> None:
    """Put a folder in the place of the file."""
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([touch], "nothing was written; nothing was saved"),
        ([empty], "nothing was written; nothing was saved"),
        ([fail], "the editor vi ended with 3; nothing was saved (name another)"),
        ([drop], "the editor left no text; nothing was saved"),
        ([drop, fail], "the editor vi ended with 3; nothing was saved (name another)"),
    ],
)
def test_an_editor_that_brings_nothing_leaves_no_draft(
    cli: Cli, people: None, edit: Edit, drafts: Path,
    edits: list[Callable[[Path], object]], message: str,
) -> None:  # fmt: skip
    """Exit 1 with the reason."""
    edit(in_turn(*edits))
    assert told(cli, "log", "dana", "-e", code=1) == [f"clientlog: {message}"]
    assert not list(drafts.iterdir())


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([], "the editor was left without saving; nothing was saved"),
        ([empty], "nothing was written; nothing was saved"),
        ([fail], "the editor vi ended with 3; nothing was saved"),
        ([drop], "the editor left no text; nothing was saved"),
        ([drop, fail], "the editor vi ended with 3; nothing was saved"),
        ([lambda path: path.write_text(""), fail],
         "the editor vi ended with 3; nothing was saved"),
    ],
)  # fmt: skip
def test_an_editor_that_brings_nothing_keeps_what_was_typed_before(
    cli: Cli, people: None, typist: Typist, edit: Edit, drafts: Path,
    edits: list[Callable[[Path], object]], message: str,
) -> None:  # fmt: skip
    """The draft is named, and holds it."""
    typist("we met", "e")
    edit(in_turn(*edits))
    lines = told(cli, "log", "dana", code=1)
    (draft,) = drafts.iterdir()
    assert lines[-1] == f"clientlog: {message} (the draft is {draft})"
    assert "we met" in draft.read_text()
    assert summaries(cli) == []


def test_what_an_editor_wrote_before_it_failed_stays_a_draft(
    cli: Cli, people: None, edit: Edit, drafts: Path
) -> None:
    """Also if it is nothing that can be read."""
    edit(in_turn(WE_MET, fail))
    assert "(the draft is " in told(cli, "log", "dana", "-e", code=1)[0]
    (draft,) = drafts.iterdir()
    assert "we met" in draft.read_text()
    draft.unlink()
    edit(lock)
    (line,) = told(cli, "log", "dana", "-e", code=1)
    assert line.startswith("clientlog: the draft ")
    assert line.count("nothing was saved") == 1


def test_what_was_taken_out_in_the_editor_is_not_put_back(
    cli: Cli, people: None, typist: Typist, edit: Edit, drafts: Path
) -> None:
    """The draft is what the editor saved, also where nothing is left of what was typed."""
    typist("we met", "e")
    edit(replacing("we met", ""))
    assert "(the draft is " in told(cli, "log", "dana", code=1)[-1]
    (draft,) = drafts.iterdir()
    assert "we met" not in draft.read_text()
    assert "## Summary" in draft.read_text()


def test_an_editor_that_keeps_the_time_of_a_file_has_saved_it(
    cli: Cli, people: None, edit: Edit
) -> None:
    """Where the text is another one."""

    def keep_time(path: Path) -> None:
        before = path.stat()
        WE_MET(path)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    edit(keep_time)
    told(cli, "log", "dana", "-e")
    assert summaries(cli) == ["we met"]


def test_what_could_not_be_added_to_a_draft_is_printed(
    cli: Cli, people: None, typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft that lacks the last words is no place to continue from."""

    def fail_later(path: Path, content: bytes) -> None:
        if b"likes tea" in content:
            raise ClientlogError("full")
        replace_file(path, content)

    monkeypatch.setattr("clientlog.cli.capture.drafts.replace_file", fail_later)
    typist("we met", "n: likes tea", KeyboardInterrupt())
    lines = told(cli, "log", "dana", code=130)
    assert "- likes tea" in lines
    assert lines[-1].endswith("no draft can be kept; what was typed is above")


def test_a_text_that_is_too_large_stays_a_draft(
    cli: Cli, people: None, edit: Edit, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot be read, so that nobody knows whether there is nothing in it."""
    monkeypatch.setattr("clientlog.cli.capture.drafts.SIZE_LIMIT", 5000)
    edit(lambda path: path.write_text("x" * 5001))
    (line,) = told(cli, "log", "dana", "-e", code=1)
    (draft,) = drafts.iterdir()
    assert line == (
        f"clientlog: the draft {draft} is larger than 5,000 bytes; nothing was saved"
        f" (the draft is {draft})"
    )
    assert draft.stat().st_size == 5001


def test_a_text_saved_as_it_was_is_taken(
    cli: Cli, people: None, typist: Typist, edit: Edit
) -> None:
    """Only an editor that did not write the file was left without saving."""
    typist("we met", "e")
    edit(save_anew)
    told(cli, "log", "dana")
    assert summaries(cli) == ["we met"]


def test_the_editor_opens_again_on_a_terminal_only(
    cli: Cli, people: None, edit: Edit, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the mistake at its line, until it is mended or left as it is."""
    wrong = replacing("## My promises\n", "## My promisess\n- [ ] send it\n")
    mend = replacing("promisess", "promises")
    edit(wrong)
    (line,) = told(cli, "log", "dana", "-e", code=2)
    (draft,) = drafts.iterdir()
    assert line.endswith(f"(the draft is {draft}: clientlog log --resume)")
    draft.unlink()
    monkeypatch.setattr(questions, "can_ask", lambda: True)
    edit(wrong, mend)
    told(cli, "log", "dana", "-e", "--title", "Kick-off", "--confirmed")
    (meeting,) = cli("meeting", "list", "--json").json["meetings"]
    assert (meeting["title"], bool(meeting["confirmed"])) == ("Kick-off", True)
    edit(wrong, touch)
    (line,) = told(cli, "log", "dana", "-e", "--new", code=2)
    assert "promisess" in line
    (draft,) = drafts.iterdir()
    assert "<!-- ! " in draft.read_text()


# With a real editor, and in a pseudo-terminal


@pytest.mark.parametrize(
    "script",
    [
        "pass",
        "path.write_text('')",
        "sys.exit(1)",
        "path.unlink()",
        "path.unlink(); sys.exit(3)",
        "import os; os.kill(os.getpid(), 9)",
    ],
)
@pytest.mark.slow
def test_an_editor_that_brings_nothing_saves_nothing(
    script: str, cli: Cli, people: None, tmp_path: Path, drafts: Path
) -> None:
    """The same text, an empty one, a failing or killed editor: exit 1, and no draft is left."""
    before = export(cli)
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR=editor(tmp_path, script))
    assert answer.code == 1
    assert "nothing was saved" in answer.err
    assert "draft" not in answer.err
    assert not list(drafts.iterdir())
    assert export(cli) == before


@pytest.mark.parametrize("code", [0, 3])
@pytest.mark.slow
def test_an_editor_that_removes_the_text_does_not_take_it_away(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path, drafts: Path, code: int
) -> None:
    """What was typed at the prompts before is in the draft again."""
    script = editor(tmp_path, f"path.unlink(); sys.exit({code})")
    prompts = Prompts(environment | {"CLIENTLOG_EDITOR": script}, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "e")
    assert prompts.end()[0] == 1
    (draft,) = drafts.iterdir()
    assert "we met" in draft.read_text()


@pytest.mark.slow
def test_a_missing_editor_is_a_line(cli: Cli, people: None) -> None:
    """An editor that is not there is named; the template waits as a draft."""
    answer = cli("log", "dana", "-e", CLIENTLOG_EDITOR="/no such/editor")
    assert answer.code == 1
    assert "cannot be started" in answer.err


@pytest.mark.slow
def test_the_editor_opens_again_until_the_text_can_be_taken(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path, drafts: Path
) -> None:
    """A misspelt heading is marked at its line when the editor opens again; mended, it is saved."""
    script = (
        "wrong = '## Their promisess\\n- [ ] approve it due:mon'\n"
        "if '<!-- ! ' in text:\n"
        "    lines = text.split('\\n')\n"
        "    marked = lines.index('## Their promisess') - 1\n"
        "    assert 'did you mean Their promises?' in lines[marked]\n"
        "    path.write_text(text.replace('promisess', 'promises'))\n"
        "else:\n"
        "    path.write_text(text.replace('## Their promises', wrong))"
    )
    prompts = Prompts(
        environment | {"CLIENTLOG_EDITOR": editor(tmp_path, script)}, "log", "dana", "-e"
    )
    code, out = prompts.end()
    assert code == 0, out
    assert [one["text"] for one in cli("list", "--json").json["items"]] == ["approve it"]
    assert list(drafts.iterdir()) == []


@pytest.mark.slow
def test_ctrl_c_at_a_prompt_keeps_a_draft(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """Exit 130 with the draft's place; `log --resume` brings it back."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "note: likes tea")
    prompts.expect("item>")
    prompts.interrupt()
    code, out = prompts.end()
    assert code == 130
    assert "drafts" in out
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "--resume").code == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"


@pytest.mark.slow
def test_e_at_the_prompt_moves_everything_into_the_editor(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path
) -> None:
    """What was typed stands in the template that opens."""
    script = "path.write_text(text.replace('we met', 'we met in Basel'))"
    prompts = Prompts(environment | {"CLIENTLOG_EDITOR": editor(tmp_path, script)}, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "tp: approve it due:mon")
    prompts.answer("item>", "e")
    assert prompts.end()[0] == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met in Basel"
    assert cli("list", "promises", "--json").json["items"][0]["by"] == "dana-reyes"


@pytest.mark.slow
def test_leaving_the_editor_without_saving_saves_nothing(
    cli: Cli, people: None, environment: dict[str, str], tmp_path: Path
) -> None:
    """`:q!` after e: what was typed at the prompts stays a draft."""
    prompts = Prompts(environment | {"CLIENTLOG_EDITOR": editor(tmp_path, "pass")}, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "e")
    code, out = prompts.end()
    assert code == 1
    assert "without saving; nothing was saved" in out
    assert cli("meeting", "list", "--json").json["meetings"] == []
    assert cli("log", "--resume").code == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"


@pytest.mark.slow
def test_what_cannot_be_saved_is_asked_for_again(
    cli: Cli, people: None, environment: dict[str, str]
) -> None:
    """A need that is not there is said when all is saved; the prompts go on."""
    prompts = Prompts(environment, "log", "dana")
    prompts.answer("summary>", "we met")
    prompts.answer("item>", "p: send it need:n9")
    prompts.answer("item>", "")
    prompts.expect("read back?")
    prompts.child.send("n")
    prompts.expect("there is no n9")
    prompts.answer("item>", "u")
    prompts.answer("item>", "")
    assert prompts.end()[0] == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "we met"
