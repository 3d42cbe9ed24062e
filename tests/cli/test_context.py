"""One run of a command: what it reads, changes and answers."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.cli import questions
from clientlog.cli.context import Context
from clientlog.dates import parse_day
from clientlog.errors import AmbiguousNameError, ClientlogError, UsageError
from clientlog.refs import Ref
from clientlog.write import clients, notes
from tests.cli.capturing import Cli
from tests.cli.contexts import context
from tests.looking import client, clock_at, meet, writing


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


@pytest.mark.parametrize(("no_input", "can_ask"), [(True, True), (False, False), (False, True)])
def test_somebody_is_there_to_answer_at_a_terminal_without_no_input(
    known: Path, monkeypatch: pytest.MonkeyPatch, no_input: bool, can_ask: bool
) -> None:
    """Only then."""
    monkeypatch.setattr(questions, "can_ask", lambda: can_ask)
    run = context(known)
    run.no_input = no_input
    assert run.interactive == (can_ask and not no_input)


def test_what_was_confirmed_must_still_be_so(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change between the question and its answer is not what was confirmed."""
    asked: list[str] = []
    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr(questions, "confirm", asked.append)
    run = context(known)
    run.confirm("Remove it?", yes=False)
    assert asked == ["Remove it?"]
    with writing(known) as change:
        client(change, "Ann Lee")
    with pytest.raises(ClientlogError, match="changed"), run.change():
        raise AssertionError


def test_names_are_split_at_commas_unless_a_client_has_that_name(known: Path) -> None:
    """A blank name is not left out: it names nobody."""
    with writing(known) as change:
        client(change, "Reyes, Ann")
    run = context(known)
    assert run.split_names(["lea, jin,", "Reyes, Ann", " "]) == ["lea", "jin", "Reyes, Ann", " "]


def test_a_backup_is_made_before_the_first_change_of_a_day(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a journal that is there."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    context(known.with_name("other.db")).ensure_daily_backup()
    assert not list((tmp_path / "state").rglob("*_*"))
    context(known).ensure_daily_backup()
    assert len(list((tmp_path / "state").rglob("*_*"))) == 1


@pytest.mark.parametrize(("rolls", "meetings"), [(True, 3), (False, 2)])
def test_a_series_that_is_over_goes_on_before_a_change(
    known: Path, rolls: bool, meetings: int
) -> None:
    """As a change of its own, unless the command sees to that itself."""
    with writing(known) as change:
        meet(change, "2026-11-16 10:00", state="planned", every="week")
    run = context(known, arguments=["next"])
    with run.change(rolls=rolls):
        pass
    connection = context(known).connection
    assert connection.execute("SELECT count(*) FROM meeting").fetchone() == (meetings,)
    commands = [row[0] for row in connection.execute("SELECT command FROM change ORDER BY id")]
    before = ["next meetings of series"] if rolls else []
    assert commands[-1 - len(before) :] == [*before, "next"]


def test_a_large_change_needs_little_memory(known: Path) -> None:
    """Only where it may be of any size; any other is quicker without."""
    for spills in (True, False):
        with context(known).change(spills=spills) as change:
            (pages,) = change.connection.execute("PRAGMA cache_spill").fetchone()
        assert (pages > 0) == spills


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
    assert len(context(known).connection.execute("SELECT id FROM change").fetchall()) == 2


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


@pytest.mark.parametrize(
    ("now", "is_remarked"),
    [("2026-11-02 08:59", True), ("2026-11-02 09:00", False), ("2026-11-02 09:01", False)],
)
def test_a_clock_that_was_set_back_is_remarked_on(
    known: Path, capsys: pytest.CaptureFixture[str], now: str, is_remarked: bool
) -> None:
    """With the moment of the last change."""
    run = context(known, environ={"CLIENTLOG_NOW": ""})
    run.clock = clock_at(now)
    with run.change():
        pass
    remark = "clientlog: the clock was set back: the last change was made on Mon 2 Nov 09:00\n"
    assert capsys.readouterr().err == (remark if is_remarked else "")


def test_an_answer_of_one_sentence_is_escaped() -> None:
    """As text; JSON has it as it is."""
    run = context(Path("journal.db"), quiet=True)
    result = run.message_result("a\x1b\nb", ["p1"], ["dana"])
    assert (result.body(), result.quiet, result.saved) == ("a^[\nb", True, "saved as p1")
    assert result.document()["message"] == "a\x1b\nb"
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
