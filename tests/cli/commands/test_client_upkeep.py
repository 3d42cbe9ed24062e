"""`client`: aliases, merging, archiving, absences and purging."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.cli.commands.client_upkeep import _purge_result
from clientlog.store.purge_files import Sweep
from tests.cli.contexts import context
from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.looking import client, writing

Cli = Callable[..., Answer]


def _client(cli: Cli, handle: str) -> dict[str, object]:
    shown: dict[str, object] = cli("show", handle, "--json").json["client"]
    return shown


def test_a_merge_makes_two_entries_one_person(cli: Cli) -> None:
    """All records move, the name becomes an alias, snoozes follow, and undo parts them again."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "D. Reyes-Ortega", "--org", "Acme")
    cli("promise", "reyes-ortega", "call", "due:2026-12-01")
    cli("log", "reyes-ortega", "we met", "--with", "dana-reyes")
    before = cli("export", "--format", "json").out
    answer = cli("client", "merge", "d-reyes-ortega", "dana-reyes", "--yes")
    assert answer.code == 0, answer.err
    assert cli("show", "p1", "--json").json["item"]["client"] == "dana-reyes"
    assert cli("meeting", "list", "--json").json["meetings"][0]["clients"] == ["dana-reyes"]
    assert _client(cli, "ortega")["handle"] == "dana-reyes"
    assert _client(cli, "dana")["organization"] == "Acme"
    assert len(cli("client", "list", "--json").json["clients"]) == 1
    cli("undo")
    assert cli("export", "--format", "json").out == before


def test_a_snooze_follows_a_rename_and_a_merge(cli: Cli) -> None:
    """What was silenced about a person stays silent under another handle."""
    later = {"CLIENTLOG_NOW": "2026-12-20T12:00:00+01:00"}
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Dana Ortega")
    cli("touch", "dana-reyes", "--via", "call")
    key = "quiet-relationship:dana-reyes"
    assert [f["key"] for f in cli("report", "dana-reyes", "--json", **later).json["flags"]] == [key]
    cli("snooze", key, "--until", "2027-01-10", **later)
    cli("client", "edit", "dana-reyes", "--handle", "dr", **later)
    assert cli("report", "dr", "--json", **later).json["flags"] == []
    cli("client", "merge", "dr", "dana-ortega", "--yes", **later)
    flags = cli("report", "dana-ortega", "--json", **later).json["flags"]
    assert [f["rule"] for f in flags] == []
    back = {"CLIENTLOG_NOW": "2027-01-10T12:00:00+01:00"}
    assert "quiet-relationship:dana-ortega" in cli("report", "--json", **back).out


def test_an_archived_client_raises_no_flags(cli: Cli) -> None:
    """Archived: found and shown, what they owe is not flagged; unarchived: flagged again."""
    cli("client", "add", "Dana")
    cli("promise", "dana", "call", "due:2026-11-23", "--theirs")
    later = {"CLIENTLOG_NOW": "2026-12-01T12:00:00+01:00"}
    assert cli("report", "--json", **later).json["flags"]
    assert cli("client", "archive", "dana").code == 2
    assert cli("client", "archive", "dana", "--yes").code == 0
    assert cli("report", "--json", **later).json["flags"] == []
    assert _client(cli, "dana")["archived"] is True
    cli("client", "unarchive", "dana")
    assert cli("report", "--json", **later).json["flags"]


def test_one_who_is_away_is_not_waited_on(cli: Cli) -> None:
    """Until the day they are back, nothing of theirs is late."""
    cli("client", "add", "Dana")
    cli("promise", "dana", "--theirs", "approve it", "due:2026-11-23")
    cli("client", "away", "dana", "--until", "2026-12-01")
    assert cli("report", "--json", CLIENTLOG_NOW="2026-11-30T12:00:00+01:00").json["flags"] == []
    back = cli("report", "--json", CLIENTLOG_NOW="2026-12-01T12:00:00+01:00").json["flags"]
    assert [flag["key"] for flag in back] == ["waiting-on-them:p1"]


def test_a_removed_client_comes_back_whole(cli: Cli) -> None:
    """`client rm` takes all their records along, and one undo brings back every byte."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Sam Li")
    cli("log", "dana", "alone", "--promise", "call due:fri", "--note", "likes tea")
    cli("log", "sam", "together", "--with", "dana")
    before = cli("export", "--format", "json").out
    assert cli("client", "rm", "dana-reyes", "--yes").code == 0
    assert cli("list", "--json").json["items"] == []
    assert [m["clients"] for m in cli("meeting", "list", "--json").json["meetings"]] == [["sam-li"]]
    cli("undo")
    assert cli("export", "--format", "json").out == before


def test_a_purge_leaves_no_word_of_a_client(cli: Cli, tmp_path: Path) -> None:
    """After a purge no file that clientlog keeps holds a word of what was written."""
    cli("client", "add", "Zebedee Quirke", "--org", "Xylophonics")
    cli(
        "log", "zebedee", "a summary of wombats", "--note", "marmalade", "--promise", "call due:fri"
    )
    cli("backup")
    opened = tmp_path / "state" / "clientlog" / "agenda.html"
    opened.write_text(cli("agenda", "zebedee", "--format", "html").out)
    answer = cli("client", "purge", "zebedee-quirke", "--yes")
    assert answer.code == 0, answer.err
    words = (b"ebedee", b"uirke", b"wombats", b"marmalade", b"ylophonics")
    for file in tmp_path.rglob("*"):
        if file.is_file():
            held = [word for word in words if word in file.read_bytes()]
            assert held == [], file
    assert cli("undo").code == 1


def test_likely_duplicates_are_named(cli: Cli) -> None:
    """The same e-mail or the same words of a name make two entries suspicious."""
    cli("client", "add", "Dana Reyes", "--email", "d@x.example")
    cli("client", "add", "D R", "--email", "d@x.example")
    cli("client", "add", "Reyes, Dana")
    pairs = cli("client", "duplicates", "--json").json["pairs"]
    assert {tuple(sorted(pair["handles"])) for pair in pairs} == {
        ("d-r", "dana-reyes"),
        ("dana-reyes", "reyes-dana"),
    }


def test_archiving_lists_what_is_open_and_asks(cli: Cli) -> None:
    """Without a terminal it needs --yes; my promise stays in sight afterwards."""
    cli("client", "add", "Dana Reyes")
    cli("promise", "dana", "send it due:2026-11-23")
    refused = cli("client", "archive", "dana")
    assert refused.code == 2
    assert "p1  I promised Dana Reyes: send it" in refused.err
    assert cli("client", "archive", "dana", "--yes").code == 0
    keys = [flag["key"] for flag in cli("report", "--json").json["flags"]]
    assert keys == ["due-soon:p1"]


def test_archiving_somebody_with_nothing_open_does_not_ask(cli: Cli) -> None:
    """There is nothing to lose."""
    cli("client", "add", "Dana Reyes")
    assert cli("client", "archive", "dana").code == 0


@pytest.fixture
def two(cli: Cli) -> Cli:
    """Dana and Sam, with an address each."""
    cli("client", "add", "Dana Reyes", "--email", "d@x.example")
    cli("client", "add", "Sam Li", "--email", "s@x.example")
    return cli


def test_an_alias_is_another_name(two: Cli) -> None:
    """Until it is taken away."""
    assert two("client", "alias", "dana", "Annie", "Ortega").out == (
        "dana-reyes  Dana Reyes is also known as Annie Ortega\n"
    )
    assert two("show", "annie").code == 0
    assert two("client", "alias", "dana", "Annie Ortega", "--remove").out == (
        "dana-reyes  Dana Reyes is no longer known as Annie Ortega\n"
    )
    assert two("show", "annie").code == 4


def test_what_goes_for_good_takes_the_exact_handle_and_a_yes(two: Cli) -> None:
    """A prefix is nobody, and nobody is merged into themselves."""
    for command in ("rm dana", "merge dana sam-li", "purge dana"):
        assert two("client", *command.split(), "--yes").code == 4
    assert two("client", "merge", "sam-li", "sam-li", "--yes").code == 2
    for command in ("rm dana-reyes", "merge dana-reyes sam-li", "purge dana-reyes"):
        answer = two("client", *command.split())
        assert (answer.code, "not a terminal" in answer.err) == (2, True)
    assert len(two("client", "list", "--json").json["clients"]) == 2


def test_each_answer_says_what_became_of_them(two: Cli) -> None:
    """Archived, back, away, merged, removed."""
    assert two("client", "archive", "sam").out == "sam-li  archived\n"
    assert two("client", "unarchive", "sam").out == "sam-li  is back\n"
    away = two("client", "away", "sam", "--until", "mon")
    assert away.out == "sam-li: away from Fri 20 Nov, back on Mon 23 Nov\n"
    assert two("client", "away", "sam", "--back").out == "sam-li: back\n"
    away = two("client", "away", "sam", "--from", "mon", "--until", "fri")
    assert away.out == "sam-li: away from Mon 23 Nov, back on Fri 27 Nov\n"
    for wrong in ([], ["--back", "--until", "mon"]):
        assert two("client", "away", "sam", *wrong).code == 2
    assert two("client", "merge", "sam-li", "dana-reyes", "--yes").out == (
        "merged sam-li into dana-reyes\n"
    )
    assert two("client", "rm", "dana-reyes", "--yes").out == (
        "dana-reyes  removed; clientlog undo brings them back\n"
    )


@pytest.mark.parametrize(
    ("name", "email", "reason"),
    [
        ("Somebody Else", "d@x.example", "the same e-mail d@x.example"),
        ("Reyes, DANA", "", "the same name"),
        ("Dana Maria Reyes", "", "the same first and last name"),
        ("Dana", "", None),
        ("Dana Maria", "", None),
    ],
)
def test_who_may_be_the_same_person(two: Cli, name: str, email: str, reason: str | None) -> None:
    """By an address, by all words of the name, by the first and the last."""
    two("client", "add", name, "--handle", "other", *(["--email", email] if email else []))
    pairs = two("client", "duplicates", "--json").json["pairs"]
    pair = {"handles": ["dana-reyes", "other"], "names": ["Dana Reyes", name], "reason": reason}
    assert pairs == ([pair] if reason else [])
    if reason:
        assert two("client", "duplicates").out == (
            f"dana-reyes and other: {reason}; if they are one person:"
            " clientlog client merge other dana-reyes\n"
        )


def test_a_purge_counts_what_it_cleaned(two: Cli) -> None:
    """In the singular for one."""
    two("backup")
    out = two("client", "purge", "sam-li", "--yes").out
    assert out == (
        "purged sam-li (Sam Li): 1 backup cleaned, 0 files removed. This cannot be undone.\n"
    )
    assert two("client", "purge", "nobody", "--yes").code == 4


def test_a_purge_names_the_sources_that_make_clients(two: Cli, tmp_path: Path) -> None:
    """The next refresh may bring the person back; a source that makes none is not named."""
    config = tmp_path / "config.toml"
    config.write_text(
        '[sources.book]\nkind = "vcard"\npath = "cards"\ncreate = true\n'
        '[sources.work]\nkind = "ical"\npath = "calendar"\n'
    )
    out = two("client", "purge", "sam-li", "--yes").out
    assert "may have the person, who was not looked for there: book (cards)." in out
    assert "calendar" not in out


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("client")


def test_what_a_purge_could_not_clean_is_named(journal: Path, tmp_path: Path) -> None:
    """With exit code 1, and also where nothing is to be printed."""
    run = context(journal, quiet=True)
    result = _purge_result(run, "dana", Sweep(backups=2, drafts=1, left=[tmp_path / "x"]))
    first, second, *_ = str(result.body()).splitlines()
    assert first == "purged dana: 2 backups cleaned, 1 file removed. This cannot be undone."
    assert second == f"not cleaned: {tmp_path / 'x'}"
    assert (result.exit_code, result.quiet) == (1, False)
    result = _purge_result(run, "dana", Sweep(backups=0, drafts=0, left=[]))
    assert "not cleaned" not in str(result.body())
    assert (result.exit_code, result.quiet) == (0, True)


def test_a_purge_that_was_stopped_is_finished_by_the_next(
    two: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the person is not known any more."""
    sweep = Sweep(backups=1, drafts=0, left=[])
    monkeypatch.setattr("clientlog.store.purge.finish_purges", lambda *_: sweep)
    assert two("client", "purge", "gone", "--yes").out.startswith("purged gone: 1 backup cleaned")


@pytest.mark.usefixtures("interactive")
def test_a_purge_is_of_what_was_confirmed(
    two: Cli, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not of what somebody else changed before the answer."""

    def confirm(question: str) -> None:
        assert question.startswith("Purge sam-li (Sam Li) from the journal")
        with writing(journal, "2026-11-20 12:00") as change:
            client(change, "Somebody Else")

    monkeypatch.setattr("clientlog.cli.questions.confirm", confirm)
    assert two("client", "purge", "sam-li").code == 1
    assert two("show", "sam-li").code == 0


def test_the_answer_names_who_changed(two: Cli) -> None:
    """By their handles."""
    assert two("client", "alias", "sam", "Sammy", "--json").json["changed"] == ["sam-li"]
    assert (
        "sam-li"
        in two("client", "merge", "sam-li", "dana-reyes", "--yes", "--json").json["changed"]
    )


def test_who_looks_alike_is_a_line_of_values_where_it_is_plain(two: Cli) -> None:
    """With the command that joins them; else that there is nobody."""
    assert two("client", "duplicates").out == "no two clients look alike\n"
    two("client", "add", "Reyes, Dana", "--handle", "other")
    assert two("client", "duplicates", "--plain").out == (
        "dana-reyes\tother\tthe same name\tclientlog client merge other dana-reyes\n"
    )
