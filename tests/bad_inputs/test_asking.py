"""Editors that bring nothing back, and questions that nobody can answer."""

import pytest

from tests.bad_inputs.person import Person

EDITORS: dict[str, tuple[str, str]] = {
    "missing": ("/none/editor", "cannot be started"),
    "with spaces that nobody quoted": ("{home}/my editor", "cannot be started"),
    "with spaces, leaving the same": ("'{home}/my editor'", "nothing was written"),
    "not a program": ("{home}/journal.db", "cannot be started"),
    "a quote that does not end": ("vi '", "cannot be read"),
    "ending with 1": ("false", "ended with 1"),
    "leaving nothing": ("sh -c ': > \"$0\"'", ""),
    "removing the text": ("sh -c 'rm \"$0\"'", "the editor left no text"),
    "killed": ("sh -c 'kill -9 $$'", "ended with -9"),
}


@pytest.mark.parametrize("name", EDITORS)
def test_an_editor_that_brings_nothing_saves_nothing(person: Person, name: str) -> None:
    """Exit 1, and no draft is left of a template that nobody touched."""
    command, says = EDITORS[name]
    person.file("my editor", "#!/bin/sh\n", mode=0o700)
    editor = {"CLIENTLOG_EDITOR": command.format(home=person.home)}
    ended = person.refused(1, says, "log", "dana", "-e", **editor)
    assert ended.err.count("nothing was saved") == 1
    assert "draft" not in ended.err
    assert not list((person.state / "drafts").iterdir())


@pytest.mark.parametrize("name", ["ending with 1", "killed"])
def test_what_was_written_before_the_editor_failed_is_kept(person: Person, name: str) -> None:
    """Exit 1, with the draft named and everything in it."""
    ending = {"ending with 1": "exit 1", "killed": "kill -9 $$"}[name]
    person.file("editor", f'#!/bin/sh\necho "met her" >> "$1"\n{ending}\n', 0o700)
    editor = {"CLIENTLOG_EDITOR": f"{person.home}/editor"}
    ended = person.refused(1, "nothing was saved", "log", "dana", "-e", **editor)
    (draft,) = (person.state / "drafts").iterdir()
    assert f"the draft is {draft}" in ended.err
    assert "met her" in draft.read_text()


LEFT: dict[str, str] = {
    "a heading misspelt": "## Summmary\nmet",
    "NUL": "## Summary\nm\\0et",
    "a date that cannot be": "## My actions\n- [ ] write due:2026-02-30",
}


@pytest.mark.parametrize("name", LEFT)
def test_a_text_that_cannot_be_taken_is_kept(person: Person, name: str) -> None:
    """Exit 2, with the draft named and everything in it."""
    text = LEFT[name].replace("\n", "\\n")
    person.file("editor", f'#!/bin/sh\nprintf "client: dana-reyes\\n{text}\\n" > "$1"\n', 0o700)
    ended = person.refused(2, "", "log", "dana", "-e", CLIENTLOG_EDITOR=f"{person.home}/editor")
    (draft,) = (person.state / "drafts").iterdir()
    assert f"the draft is {draft}" in ended.err
    assert "client: dana-reyes" in draft.read_text()


QUESTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "removing a record": ("--yes", ("rm", "p1")),
    "removing a client": ("--yes", ("client", "rm", "dana-reyes")),
    "merging": ("--yes", ("client", "merge", "lukasz-reyes", "dana-reyes")),
    "purging": ("--yes", ("client", "purge", "dana-reyes")),
    "restoring": ("--yes", ("restore", "backup")),
    "which client": ("dana-reyes, lukasz-reyes", ("note", "reyes", "x")),
    "what was said": ("--nothing", ("log", "dana")),
    "forbidden": ("--yes", ("rm", "p1", "--no-input")),
    "whether to remove, in JSON": ("--yes", ("client", "rm", "dana-reyes", "--json")),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_that_nobody_can_answer_is_refused(person: Person, name: str) -> None:
    """Exit 2, with the option that answers it."""
    says, typed = QUESTIONS[name]
    if name == "restoring":
        person.taken("backup", "backup")
    person.refused(2, says, *typed)


@pytest.mark.parametrize("name", ["removing a record", "which client", "what was said"])
def test_a_terminal_is_not_asked_when_that_is_forbidden(person: Person, name: str) -> None:
    """Exit 2 under --no-input, without a word to the person who sits there."""
    says, typed = QUESTIONS[name]
    before = person.export()
    ended = person.on_a_terminal(*typed, "--no-input", TERM="xterm")
    assert ended.code == 2
    assert says in ended.out
    assert person.export() == before
