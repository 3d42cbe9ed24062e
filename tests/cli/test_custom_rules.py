"""The rules of one's own."""

from contextlib import closing
from pathlib import Path

import pytest

from clientlog.cli.custom_rules import load_custom_rules
from clientlog.queries.clients import list_clients
from clientlog.queries.snapshot_values import Relationship
from clientlog.rules.base import rule_id
from clientlog.rules.runner import findings
from clientlog.store.journal_file import open_to_look
from tests.looking import client, writing
from tests.rules.build import snapshot
from tests.rules.test_custom_rules import write


@pytest.fixture
def folder(journal: Path) -> Path:
    """A folder for rules, beside a journal with Dana in it."""
    with writing(journal) as change:
        client(change)
    folder = journal.with_name("rules")
    folder.mkdir(mode=0o700)
    return folder


def test_a_rule_in_the_folder_is_a_rule(folder: Path, journal: Path) -> None:
    """It looks into the journal by a connection of its own."""
    write(folder)
    remarks: list[str] = []
    (rule,) = load_custom_rules(folder, journal, remarks.append)
    assert remarks == []
    assert rule_id(rule) == "no-email"
    (finding,) = findings(rule, snapshot(client_of(journal)))
    assert finding.text == "Dana Reyes has none"


def client_of(journal: Path) -> Relationship:
    with closing(open_to_look(journal)) as db:
        return Relationship(list_clients(db)[0])


def test_what_is_wrong_with_a_rule_is_said_and_the_others_work(folder: Path, journal: Path) -> None:
    """A rule that fails when it is run says so once, however often it is run."""
    write(folder)
    write(folder, "broken", severity="urgent")
    write(folder, "failing", query="SELECT handle AS subject, nothing AS text FROM clients")
    remarks: list[str] = []
    rules = load_custom_rules(folder, journal, remarks.append)
    assert "no-email" in map(rule_id, rules)
    assert "broken" not in map(rule_id, rules)
    for rule in (*rules, *rules):
        list(findings(rule, snapshot()))
    assert len(remarks) == len({*remarks})
    assert sum("broken" in remark for remark in remarks) == 1
    assert sum("failing" in remark for remark in remarks) == 1


def test_without_rules_the_journal_is_not_opened(tmp_path: Path) -> None:
    """An empty folder holds none."""
    folder = tmp_path / "rules"
    folder.mkdir(mode=0o700)
    assert load_custom_rules(folder, tmp_path / "no.db", lambda _: None) == ()
