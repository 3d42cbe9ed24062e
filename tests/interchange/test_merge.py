"""Another journal's records, merged into this one."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from clientlog.clock import Clock, read_clock
from clientlog.store.journal_file import open_to_look
from tests import journals
from tests.journals import CLIENT, TAG, document, export
from tests.store.filled import fill

Cli = Callable[..., Any]

CLOCK = read_clock({"CLIENTLOG_NOW": "2026-11-20T12:00:00Z", "TZ": "Europe/Berlin"}, None)[0]

take_in = partial(journals.take_in, clock=CLOCK)


def test_numbers_that_are_taken_are_given_afresh(journal: Path, clock: Clock) -> None:
    """Records of another journal get numbers of their own; pointers follow them."""
    fill(journal, clock)
    other = journal.with_name("other.db")
    fill(other, clock, "their text", "their line")
    merged = take_in(journal, export(other))
    assert {"one-2", "other-2", "p2", "m2"} <= set(merged.created)
    records = json.loads(export(journal))["records"]
    promise = next(one for one in records if one["record"] == "promise" and one["number"] == 2)
    owner = next(one for one in records if one["uuid"] == promise["client"])
    assert owner["handle"] == "one-2"
    assert take_in(journal, export(other)).unchanged == export(other).count('"record": ')


def test_numbers_come_only_into_an_empty_journal(journal: Path, clock: Clock) -> None:
    """In an empty journal a number stays as it was there; in another it is given afresh."""
    take_in(journal, document(CLIENT.replace('"number": 1', '"number": 41')))
    far = CLIENT.replace('"number": 1', '"number": 9007199254740990').replace("-8000-", "-8001-")
    take_in(journal, document(far.replace('"dana"', '"far"')))
    numbers = [one["number"] for one in json.loads(export(journal))["records"]]
    assert numbers == [41, 42]


def test_the_version_changed_later_wins(journal: Path, clock: Clock) -> None:
    """Either way the conflict is listed, with who won."""
    take_in(journal, document(CLIENT))
    newer = CLIENT.replace('"up"', '"down"').replace(
        '"changed_at": "2026-11-20', '"changed_at": "2026-11-21'
    )
    merged = take_in(journal, document(newer))
    assert merged.changed == ["dana"]
    assert "theirs was taken" in merged.conflicts[0].reason
    older = take_in(journal, document(CLIENT))
    assert (older.changed, older.unchanged) == ([], 0)
    assert "ours was kept" in older.conflicts[0].reason
    assert len(older.skipped) == 1
    assert json.loads(export(journal))["records"][0]["direction"] == "down"


def test_two_clients_exchange_their_handles(journal: Path) -> None:
    """A handle that becomes free in the same file can be taken."""
    second = CLIENT.replace("000000000002", "000000000003").replace('"dana"', '"sam"')
    take_in(journal, document(CLIENT, second.replace('"number": 1', '"number": 2')))
    later = '"changed_at": "2026-11-21'
    swapped = [
        CLIENT.replace('"dana"', '"sam"').replace('"changed_at": "2026-11-20', later),
        second.replace('"sam"', '"dana"').replace('"changed_at": "2026-11-20', later),
    ]
    assert sorted(take_in(journal, document(*swapped)).changed) == ["dana", "sam"]
    assert [one["handle"] for one in json.loads(export(journal))["records"]] == ["sam", "dana"]


def test_the_same_tag_put_down_on_both_sides_is_one(journal: Path) -> None:
    """Under another UUID it says nothing new, and leaves no empty change in the history."""
    take_in(journal, document(CLIENT, TAG))
    merged = take_in(journal, document(CLIENT, TAG.replace("000000000001", "000000000009")))
    assert (merged.unchanged, merged.created, merged.changed) == (2, [], [])
    book = open_to_look(journal)
    assert book.execute("SELECT count(*) FROM change").fetchone() == (1,)


def test_a_record_of_another_kind_under_the_same_uuid_is_refused(cli: Cli, tmp_path: Path) -> None:
    """A tag that bears a client's UUID fits nowhere."""
    file = tmp_path / "file.json"
    file.write_text(document(CLIENT), "utf-8")
    assert cli("import", "json", str(file)).code == 0
    file.write_text(document(TAG.replace("000000000001", "000000000002")), "utf-8")
    answer = cli("import", "json", str(file))
    assert answer.code == 1
    assert "is a client in this journal" in answer.err


def test_a_record_may_point_at_what_the_journal_has(journal: Path) -> None:
    """The file need not repeat it; it is what was changed."""
    take_in(journal, document(CLIENT))
    merged = take_in(journal, document(TAG))
    assert (merged.created, merged.changed, merged.unchanged) == ([], ["dana"], 0)
    assert [one["record"] for one in json.loads(export(journal))["records"]] == ["client", "tag"]


def test_every_record_that_breaks_a_rule_is_named(cli: Cli, tmp_path: Path) -> None:
    """Not only the first of a table, and nothing between them is stored."""
    ages = (4000, 7, 5000, 8)
    clients = [
        CLIENT.replace('"number": 1', f'"cadence_days": {days}')
        .replace("000000000002", f"{days:012}")
        .replace('"dana"', f'"dana-{days}"')
        for days in ages
    ]
    file = tmp_path / "file.json"
    file.write_text(document(*clients, TAG), "utf-8")
    answer = cli("import", "json", str(file), "--json")
    assert answer.code == 1
    assert [error["source"].partition(": ")[2] for error in answer.json["errors"]] == [
        "records[0].cadence_days", "records[2].cadence_days", "records[4].client",
    ]  # fmt: skip
    assert json.loads(cli("export").out)["records"] == []
