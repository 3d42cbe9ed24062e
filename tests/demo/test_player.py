"""The sample year: everything that clientlog knows occurs in it, whatever the day it ends on."""

import io
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from clientlog.clock import Clock
from clientlog.demo.player import StoryContext, fill, playing
from clientlog.demo.story import read_events
from clientlog.errors import NotFoundError
from clientlog.queries.snapshot import load_snapshot
from clientlog.queries.snoozes import snoozed_keys
from clientlog.render.report import Report, Shape
from clientlog.render.text.report import text
from clientlog.rules.runner import Flag, find_flags
from clientlog.settings import Settings
from clientlog.store.journal_file import open_to_look
from clientlog.store.schema import LOGGED
from clientlog.vocabulary import CONFLICT_STEPS, DIRECTIONS, NOTE_KINDS, STAKES
from tests.demo.conftest import LAST_MOMENTS, NOW, ZONE, clock_at


def flags_of(db: sqlite3.Connection, clock: Clock) -> tuple[Flag, ...]:
    return find_flags(load_snapshot(db, clock, {}), snoozed=snoozed_keys(db, clock.today))


def column(db: sqlite3.Connection, query: str) -> list[object]:
    return [one for (one,) in db.execute(query)]


def lines_of_report(flags: Iterable[Flag], program: str) -> int:
    written = io.StringIO()
    shown = text(Report(tuple(flags), "2026-11-20 12:00", program, {}), Shape())
    Console(file=written, width=80, markup=False, emoji=False, highlight=False).print(shown)
    return written.getvalue().count("\n")


def test_people_of_every_direction_in_three_organizations(db: sqlite3.Connection) -> None:
    """About fifteen clients: leaders, reports, peers, people outside; every stake is known."""
    assert 15 <= len(column(db, "SELECT id FROM client WHERE archived_at IS NULL")) <= 17
    assert set(column(db, "SELECT DISTINCT direction FROM client")) == set(DIRECTIONS)
    assert set(STAKES) < set(column(db, "SELECT DISTINCT stake FROM client"))
    organizations = "SELECT DISTINCT organization FROM client WHERE organization IS NOT NULL"
    assert len(column(db, organizations)) == 3


def test_names_have_accents_and_one_is_in_another_script(db: sqlite3.Connection) -> None:
    """Names are as various as people's."""
    names = [str(name) for name in column(db, "SELECT name FROM client")]
    assert sum(not name.isascii() for name in names) >= 4
    assert any("\u4e00" <= letter <= "\u9fff" for name in names for letter in name)


def test_a_hundred_and_fifty_meetings_in_every_state(db: sqlite3.Connection) -> None:
    """Most were held, with a summary or with nothing to note."""
    states = Counter(column(db, "SELECT state FROM meeting"))
    assert states["held"] >= 150
    assert set(states) == {"planned", "held", "cancelled", "no-show"}
    noted = column(db, "SELECT summary FROM meeting WHERE state = 'held' AND summary IS NOT NULL")
    assert len(set(noted)) == len(noted), "no two meetings have one summary"
    assert column(db, "SELECT count(*) FROM meeting WHERE nothing_to_note")[0]
    assert column(db, "SELECT count(*) FROM meeting WHERE review")[0]
    assert column(db, "SELECT count(*) FROM meeting WHERE every IS NOT NULL")[0]


def test_meetings_lie_ahead_within_a_day(db: sqlite3.Connection) -> None:
    """There is a next meeting to print an agenda of, and it has a topic."""
    ahead = "SELECT id FROM meeting WHERE state = 'planned' AND starts_at BETWEEN ? AND ?"
    now = clock_at(NOW).now
    soon = db.execute(ahead, (f"{now:%FT%TZ}", f"{now + timedelta(days=1):%FT%TZ}")).fetchall()
    assert len(soon) == 2
    assert column(db, f"SELECT text FROM topic WHERE meeting_id = {soon[0][0]}")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT kind FROM note", set(NOTE_KINDS)),
        ("SELECT state FROM note WHERE kind = 'feedback'", {"asked", "received", "acted", "given"}),
        ("SELECT state FROM note WHERE kind = 'news'", {"untold", "told"}),
        ("SELECT state FROM note WHERE kind = 'offer'", {"open", "given"}),
        ("SELECT state FROM note WHERE kind = 'goal'", {"open", "reached"}),
        ("SELECT state FROM note WHERE kind = 'need'", {"open", "met", "dropped"}),
        ("SELECT tone FROM note WHERE kind = 'feedback' AND tone <> ''", {"good", "bad"}),
        ("SELECT state FROM topic", {"open", "discussed", "dropped"}),
        ("SELECT ask FROM topic", {0, 1}),
        ("SELECT state FROM promise WHERE theirs = 0", {"open", "kept", "broken", "released"}),
        ("SELECT state FROM promise WHERE theirs = 1", {"open", "kept"}),
        ("SELECT state FROM action_item WHERE theirs = 0", {"open", "done"}),
        ("SELECT state FROM action_item WHERE theirs = 1", {"open", "done"}),
        ("SELECT kind FROM amendment", {"renegotiated", "broken", "released", "delegated"}),
        ("SELECT told_at IS NULL FROM amendment", {0, 1}),
        ("SELECT state FROM conflict", {"open", "agreed", "settled"}),
        ("SELECT step FROM conflict_step", set(CONFLICT_STEPS[:4])),
        ("SELECT settled_on <= due FROM promise WHERE state = 'kept'", {0, 1}),
        ("SELECT every IS NULL FROM promise WHERE state = 'open'", {0, 1}),
        ("SELECT need_id IS NULL FROM promise", {0, 1}),
    ],
)
def test_every_kind_of_record_occurs_in_every_state(
    db: sqlite3.Connection, query: str, expected: set[object]
) -> None:
    """The year holds each kind of record as it looks at every turn of its life."""
    assert set(column(db, query)) == expected


IMPORTED_ONLY = {"external_key"}
"""What only an import writes; nothing in the sample year was imported."""


@pytest.mark.parametrize("table", sorted({*LOGGED} - IMPORTED_ONLY))
def test_every_table_is_used(db: sqlite3.Connection, table: str) -> None:
    """Nothing that the journal can hold is missing from the sample."""
    assert db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()


@pytest.mark.parametrize(
    ("now", "zone"),
    [(NOW, ZONE), *(pytest.param(*moment, marks=pytest.mark.slow) for moment in LAST_MOMENTS)],
)
def test_the_report_is_rich_and_fits_one_screen(
    filled: Callable[[str, str], tuple[sqlite3.Connection, Clock]], now: str, zone: str
) -> None:
    """Whatever the day, the hour and the zone: every severity, over twenty rules, 50 lines."""
    db, clock = filled(now, zone)
    flags = flags_of(db, clock)
    assert {flag.severity for flag in flags} == {"late", "now", "soon", "care"}
    assert len({flag.rule for flag in flags}) >= 24
    assert len({flag.key for flag in flags}) == len(flags)
    assert lines_of_report(flags, "clientlog") <= 50
    assert lines_of_report(flags, "clientlog --db /home/dana/journals/sample12/demo.db") <= 50


@pytest.mark.slow
def test_two_journals_of_one_moment_are_the_same(
    tmp_path: Path, db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only UUIDs differ, whatever is configured on the machine."""
    config, again = tmp_path / "config.toml", tmp_path / "again.db"
    config.write_text(
        'date_order = "mdy"\nweek_ends_on = "friday"\n[rules]\nmute = ["undated-promise"]\n',
        "utf-8",
    )
    monkeypatch.setenv("CLIENTLOG_CONFIG", str(config))
    fill(again, clock_at(NOW))
    other = open_to_look(again)
    assert contents(other) == contents(db)
    other.close()


SERIES = "(SELECT min(id) FROM meeting AS other WHERE other.series = meeting.series)"
"""A series is identified by a UUID."""


def contents(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without its UUID; a series is named by its first meeting."""
    found = {}
    for table in LOGGED:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        kept = ", ".join(SERIES if one == "series" else one for one in columns if one != "uuid")
        found[table] = db.execute(f"SELECT {kept} FROM {table} ORDER BY id").fetchall()
    return found


def test_a_part_of_the_year_can_be_filled(tmp_path: Path) -> None:
    """Up to a moment, and not beyond it; before the first event there is no journal at all."""
    clock, path = clock_at(NOW), tmp_path / "part.db"
    assert fill(path, clock, datetime(2025, 1, 1, tzinfo=UTC)) == 0
    assert not path.exists()
    until = clock.now - timedelta(days=200)
    number = fill(path, clock, until)
    assert 100 < number < len(read_events(clock))
    db = open_to_look(path)
    (latest,) = column(db, "SELECT max(at) FROM change")
    assert str(latest) < f"{until:%FT%TZ}"
    db.close()


def test_each_event_is_a_change_of_its_own(db: sqlite3.Connection) -> None:
    """History names every command at its moment, none of them empty."""
    told = read_events(clock_at(NOW))
    rows = db.execute("SELECT at, command FROM change WHERE command <> 'demo' ORDER BY id")
    assert [at for at, _ in rows] == [f"{one.at:%FT%TZ}" for one in told]
    changed = column(db, "SELECT count(DISTINCT change_id) FROM change_row")[0]
    assert changed == len(told)


def test_a_command_of_the_story_that_fails_leaves_no_journal_half_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it is one transaction."""
    story = tmp_path / "story.txt"
    story.write_text("D-2 10:00 | client add Dana\nD-1 10:00 | log nobody Hello\n", "utf-8")
    monkeypatch.setattr("clientlog.demo.story.STORY", story)
    path = tmp_path / "journal.db"
    with pytest.raises(NotFoundError):
        fill(path, clock_at(NOW))
    journal = open_to_look(path)
    assert column(journal, "SELECT count(*) FROM client") == [0]
    journal.close()


def test_the_year_is_filled_up_to_a_moment_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command is dated by its own moment, the journal by that of the first."""
    story = tmp_path / "story.txt"
    story.write_text("D-3 10:00 | client add Dana\nD-2 10:00 | client add Sam\n", "utf-8")
    monkeypatch.setattr("clientlog.demo.story.STORY", story)
    clock = clock_at(NOW)
    first, second = read_events(clock)
    assert fill(tmp_path / "part.db", clock, second.at) == 1
    assert fill(tmp_path / "whole.db", clock, second.at + timedelta(seconds=1)) == 2
    journal = open_to_look(tmp_path / "whole.db")
    moments = column(journal, "SELECT at FROM change ORDER BY id")
    assert moments == [f"{at:%FT%TZ}" for at in (first.at, first.at, second.at)]
    assert column(journal, "SELECT recorded_at FROM client ORDER BY id") == moments[1:]
    journal.close()


def test_nobody_is_asked_while_the_story_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even at a terminal, and whatever rules and settings the machine has."""
    monkeypatch.setattr("clientlog.cli.questions.can_ask", lambda: True)
    with playing(tmp_path / "journal.db", clock_at(NOW)) as player:
        context = StoryContext(running=player.change)
        assert not context.interactive
        assert (context.custom_rules, context.settings) == ((), Settings())
        assert (context.clock, context.connection) == (
            player.change.clock, player.change.connection,
        )  # fmt: skip
