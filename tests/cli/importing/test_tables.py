"""Tables of people and commitments, ready to be compared with the journal."""

from pathlib import Path

from clientlog.cli.importing.tables import MAP_HINT, read_tables
from clientlog.render.progress import Progress
from tests.cli.contexts import context
from tests.cli.importing.plans import plan_of, steps
from tests.looking import client, writing


def test_a_table_is_read_and_said_how(journal: Path, tmp_path: Path) -> None:
    """Columns that were not understood are named."""
    with writing(journal) as change:
        client(change)
    path = tmp_path / "people.csv"
    path.write_text("name;email;shoe size\nAnn Lee;a@x.example;39\n")
    reading = read_tables(context(journal), [path], {}, Progress())
    plan = plan_of(reading, journal)
    assert (reading.kind, [action for action, _ in steps(plan)]) == ("csv", ["create"])
    assert [notice.sentence("clientlog") for notice in plan.notices] == [
        "read as utf-8, separated by semicolon",
        f"columns that were not understood: shoe size; {MAP_HINT}",
    ]
    assert len(plan_of(reading, journal).notices) == 2


def test_a_table_that_is_understood_has_one_notice(journal: Path, tmp_path: Path) -> None:
    """A column may be named by the person."""
    with writing(journal) as change:
        client(change)
    path = tmp_path / "people.csv"
    path.write_text("wer,email\nAnn Lee,a@x.example\n")
    plan = plan_of(read_tables(context(journal), [path], {"name": "wer"}, Progress()), journal)
    assert len(plan.notices) == 1
    assert "Ann Lee" in str(steps(plan))


def test_a_table_that_is_not_there_is_a_problem(journal: Path, tmp_path: Path) -> None:
    """Others are read."""
    reading = read_tables(context(journal), [tmp_path / "no.csv"], {}, Progress())
    with writing(journal) as change:
        client(change)
    assert [problem.source for problem in plan_of(reading, journal).problems] == [
        str(tmp_path / "no.csv")
    ]
