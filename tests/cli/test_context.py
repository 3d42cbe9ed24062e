"""One run of a command: what it reads, changes and answers."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.cli.context import Context
from clientlog.dates import parse_day
from clientlog.errors import AmbiguousNameError, UsageError
from clientlog.refs import Ref
from clientlog.write import clients, notes
from tests.cli.capturing import Cli
from tests.cli.contexts import context
from tests.looking import client, meet, writing


@pytest.fixture
def known(journal: Path) -> Path:
    """Two Danas; the second is being met."""
    with writing(journal) as change:
        client(change)
        stone = client(change, "Dana Stone")
        meet(change, "2026-11-20 11:30", stone, state="planned")
    return journal


def test_a_name_is_a_client(known: Path) -> None:
    """Several are each there once."""
    run = context(known)
    assert run.client("reyes").handle == "dana-reyes"
    found = run.clients(["stone", "reyes", "dana-stone"])
    assert [one.handle for one in found] == ["dana-stone", "dana-reyes"]
    with pytest.raises(AmbiguousNameError):
        run.client("dana")


def test_a_person_picks_one_of_several(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is being met comes first."""
    asked: list[tuple[str, list[str]]] = []

    def choose(question: str, labels: list[str]) -> str:
        asked.append((question, labels))
        return labels[0]

    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr(Context, "choose", staticmethod(choose))
    assert context(known).client("dana").handle == "dana-stone"
    [(question, labels)] = asked
    assert question == "'dana' matches 2 clients"
    assert labels[0].endswith(", meeting now")
    assert not labels[1].endswith(", meeting now")


def test_refs_are_read_with_commas(known: Path) -> None:
    """Each once; none is an error."""
    run = context(known)
    assert run.refs(["p4,m5", "p4", "a1,"]) == [Ref("p", 4), Ref("m", 5), Ref("a", 1)]
    with pytest.raises(UsageError, match="REF is missing") as raised:
        run.refs([","])
    assert raised.value.hint == "name a record, such as p42"


def test_an_error_begins_with_the_name_of_its_option(known: Path) -> None:
    """Whatever reads it."""
    run = context(known)
    assert run.parse("--due", parse_day, "mon") == date(2026, 11, 23)
    assert run.parse_day("--until", "mon") == date(2026, 11, 23)
    assert run.parse_plain("--number", int, "3") == 3
    for read in (run.parse_day,):
        with pytest.raises(UsageError) as raised:
            read("--until", "frieday")
        assert raised.value.message.startswith("--until: ")


def test_nothing_is_asked_where_nobody_can_answer(known: Path) -> None:
    """Then --yes has to."""
    run = context(known)
    assert not run.interactive
    run.confirm("Remove it?", yes=True)
    with pytest.raises(UsageError, match=r"Remove it\? not a terminal: cannot ask") as raised:
        run.confirm("Remove it?", yes=False)
    assert raised.value.hint == "answer with --yes"


def test_an_output_is_never_one_of_our_own_files(known: Path) -> None:
    """Neither the journal nor what lies beside it."""
    run = context(known)
    other = known.with_name("other.md")
    assert run.output_path(other) == other
    for own in (known, known.with_name("journal.db-wal"), run.config_path):
        with pytest.raises(UsageError):
            run.output_path(own)


def test_a_change_is_in_the_history_as_it_was_typed(
    known: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its notices are remarks, whose commands reach this journal."""
    run = context(known, arguments=["topic", "dana", "x y"], db=known)
    with run.change() as change:
        reyes = clients.get(change, run.client("reyes").id)
        notes.raise_topic(change, reyes, "x y")
        change.notices.append("see: clientlog undo")
        result = run.change_result(change, "done")
    assert capsys.readouterr().err == f"clientlog: see: clientlog --db {known} undo\n"
    assert result.document() == {"created": ["t1"], "changed": [], "message": "done"}
    assert result.saved == "saved as t1"
    text = context(known).connection.execute("SELECT command FROM change").fetchall()[-1][0]
    assert "topic dana 'x y'" in text


def test_a_clock_that_was_set_back_or_a_new_zone_is_said(
    known: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock that stands in for the present is set back on purpose."""

    def remarks(**environ: str) -> str:
        with context(known, environ=environ).change():
            pass
        return capsys.readouterr().err

    assert remarks() == ""
    assert remarks(CLIENTLOG_NOW="2026-11-01T12:00") == ""
    assert "the time zone is UTC now; it was Europe/Berlin" in remarks(TZ="UTC")


def test_an_answer_of_one_sentence_is_escaped() -> None:
    """As text; JSON has it as it is."""
    run = context(Path("journal.db"), quiet=True)
    result = run.message_result("a\x1b", ["p1"], ["dana"])
    assert (result.body(), result.quiet, result.saved) == ("a^[", True, "saved as p1")
    assert result.document()["message"] == "a\x1b"
    looked = run.result(dict, str, exit_code=3, records=True)
    assert (looked.exit_code, looked.records, looked.quiet, looked.saved) == (3, True, False, "")
    assert run.as_json().terminal.json


@pytest.mark.parametrize(
    "command",
    [
        ("plan", "dana", "--at", "fri 10:00", "--with", "sam,ann"),
        ("log", "dana", "Talked", "--with", "sam, ann", "--new"),
    ],
)
def test_several_clients_may_be_separated_by_commas(cli: Cli, command: tuple[str, ...]) -> None:
    """Everywhere an option takes several WHOs."""
    for name in ("Dana Reyes", "Sam Li", "Ann Lee"):
        cli("client", "add", name)
    assert cli(*command).code == 0
    assert len(cli("meeting", "list", "--json").json["meetings"][0]["clients"]) == 3
