"""Another journal's records, merged into this one."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from clientlog.clock import Clock, read_clock
from clientlog.interchange import merge
from clientlog.store.changes import raw_change
from clientlog.store.journal_file import open_to_look
from tests import journals
from tests.journals import CLIENT, TAG, document, export
from tests.store.filled import fill

Cli = Callable[..., Any]

CLOCK = read_clock({"CLIENTLOG_NOW": "2026-11-20T12:00:00Z", "TZ": "Europe/Berlin"}, None)[0]

LATER = "2026-12-01T00:00:00Z"

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


def records(path: Path) -> list[dict[str, Any]]:
    """Return what a journal holds, as an export has it."""
    values: list[dict[str, Any]] = json.loads(export(path))["records"]
    return values


def document_of(*values: dict[str, Any]) -> str:
    """Write records as an export has them."""
    return document(*map(json.dumps, values))


@pytest.fixture
def filled(journal: Path, clock: Clock) -> dict[str, dict[str, Any]]:
    """Fill the journal; return its first record of each kind."""
    fill(journal, clock)
    return {record["record"]: record for record in reversed(records(journal))}


@pytest.mark.parametrize(
    ("kind", "name", "changed"),
    [
        ("client", "one", ["one"]),
        ("promise", "p1", ["p1"]),
        ("tag", "tag 1", ["one"]),
        ("attendance", "attendance 1", ["m1"]),
        ("amendment", "amendment 1", ["p1"]),
        ("snooze", "snooze 1", []),
        ("external_key", "external key 1", []),
    ],
)
def test_a_changed_record_is_named_and_what_it_belongs_to_was_changed(
    journal: Path, filled: dict[str, dict[str, Any]], kind: str, name: str, changed: list[str]
) -> None:
    """By its handle or REF; of another kind it has a number, and belongs to something."""
    merged = take_in(journal, document_of(filled[kind] | {"changed_at": LATER}))
    assert [problem.reason for problem in merged.conflicts] == [
        f"{name} was changed there later: theirs was taken"
    ]
    assert (merged.changed, merged.changed_count) == (changed, len(changed))
    merged = take_in(journal, document_of(filled[kind]))
    assert [problem.reason for problem in merged.conflicts] == [
        f"{name} was changed here later: ours was kept"
    ]
    assert [problem.reason for problem in merged.skipped] == [f"{name} is newer here"]


def test_of_two_versions_changed_at_one_moment_ours_is_kept(
    journal: Path, filled: dict[str, dict[str, Any]]
) -> None:
    """And the conflict listed."""
    merged = take_in(journal, document_of(filled["promise"] | {"text": "their text"}))
    assert (merged.changed, len(merged.conflicts)) == ([], 1)
    assert "their text" not in export(journal)


def test_as_many_skipped_records_are_listed_as_conflicts(
    journal: Path, filled: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are left out."""
    monkeypatch.setattr(merge, "LISTED", 1)
    older = {"changed_at": "2026-01-01T00:00:00Z"}
    merged = take_in(journal, document_of(filled["promise"] | older, filled["topic"] | older))
    assert [problem.reason for problem in merged.skipped] == ["p1 is newer here"]


def test_a_known_record_that_breaks_a_rule_is_refused(
    journal: Path, filled: dict[str, dict[str, Any]]
) -> None:
    """A change to what the journal has elsewhere under another UUID says nothing new."""
    late = {"changed_at": LATER}
    with pytest.raises(merge.MergeError, match="1 records do not fit") as caught:
        take_in(journal, document_of(filled["client"] | late | {"cadence_days": 4000}))
    assert [problem.source for problem in caught.value.problems] == [
        "file: records[0].cadence_days"
    ]
    second = filled["tag"] | {"uuid": "00000000-0000-4000-8000-000000000001", "name": "second"}
    take_in(journal, document_of(second))
    merged = take_in(journal, document_of(second | late | {"name": filled["tag"]["name"]}))
    assert (merged.unchanged, merged.conflicts) == (1, [])


def test_of_the_new_records_only_those_that_say_something_new_are_stored(journal: Path) -> None:
    """The others count as unchanged."""
    take_in(journal, document(CLIENT, TAG))
    again = TAG.replace("000000000001", "000000000009")
    other = TAG.replace("000000000001", "000000000008").replace("board", "vip")
    merged = take_in(journal, document(again, other))
    assert (merged.unchanged, merged.changed) == (1, ["dana"])
    assert [record["name"] for record in records(journal)[1:]] == ["board", "vip"]


def test_numbers_are_counted_on_from_the_last(journal: Path) -> None:
    """Those that are known take none; the first of its kind gets 1."""
    take_in(journal, document(CLIENT))
    sam = CLIENT.replace("000000000002", "000000000003").replace('"dana"', '"sam"')
    take_in(journal, document(CLIENT, sam, TAG.replace('"number": 1, ', "")))
    assert [(record["record"], record["number"]) for record in records(journal)] == [
        ("client", 1), ("client", 2), ("tag", 1),
    ]  # fmt: skip


def test_what_comes_into_a_journal_that_was_emptied_is_in_its_history(journal: Path) -> None:
    """Also below the numbers that were used before."""
    take_in(journal, document(CLIENT.replace('"number": 1', '"number": 41')))
    with raw_change(journal, foreign_keys=True) as connection:
        connection.execute("DELETE FROM client")
    merged = take_in(journal, document(CLIENT))
    assert (merged.created, merged.created_count) == (["dana"], 1)
    book = open_to_look(journal)
    assert book.execute("SELECT count(*) FROM change").fetchone() == (2,)


def test_a_record_is_refused_for_the_first_pointer_that_leads_nowhere(
    journal: Path, filled: dict[str, dict[str, Any]]
) -> None:
    """And no more of them than the limit."""
    nobody = "00000000-0000-4000-8000-00000000000a"
    lost = filled["attendance"] | {"meeting": nobody, "client": nobody, "changed_at": LATER}
    with pytest.raises(merge.MergeError) as caught:
        take_in(journal, document_of(lost))
    (problem,) = caught.value.problems
    assert problem.reason == f"points at a meeting that is nowhere: {nobody}"


def test_after_so_many_records_that_do_not_fit_the_merge_ends(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of them is stored."""
    monkeypatch.setattr(merge, "PROBLEM_LIMIT", 2)
    tags = [TAG.replace("000000000001", f"00000000010{n}") for n in range(3)]
    with pytest.raises(merge.MergeError, match="2 records do not fit"):
        take_in(journal, document(*tags))


def test_records_that_were_dealt_with_are_counted_from_one(
    journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New ones and known ones, as a progress bar shows them."""
    counts: list[int] = []
    monkeypatch.setattr(journals, "merge", partial(merge.merge, show=counts.append))
    take_in(journal, document(CLIENT, TAG))
    assert counts == [1, 2]


def test_everything_with_a_ref_or_a_handle_counts_as_created(
    journal: Path, filled: dict[str, dict[str, Any]]
) -> None:
    """A tag or an address does not."""
    other = journal.with_name("other.db")
    merged = take_in(other, export(journal))
    assert merged.created_count == len(merged.created) == 11


def test_a_new_record_that_breaks_a_rule_is_named_by_its_place(journal: Path) -> None:
    """Whatever number it has."""
    broken = CLIENT.replace('"number": 1', '"number": 41, "cadence_days": 4000')
    with pytest.raises(merge.MergeError) as caught:
        take_in(journal, document(broken))
    assert [problem.source for problem in caught.value.problems] == [
        "file: records[0].cadence_days"
    ]
