"""The journal as text: written, read back, and everything that may be wrong with it."""

import io
import json
import sqlite3
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientlog.clock import Clock, read_clock
from clientlog.errors import ClientlogError
from clientlog.interchange.journal_json import read_journal, shape_of, write_journal
from clientlog.interchange.problems import Problem
from clientlog.store import schema
from clientlog.store.changes import raw_change
from clientlog.store.journal_file import open_to_look
from clientlog.store.schema import LOGGED, VERSION
from clientlog.text import has_visible_text, validate_line
from tests import journals
from tests.journals import CLIENT, HEAD, TAG, document, export
from tests.store.filled import fill

Cli = Callable[..., Any]

CLOCK = read_clock({"CLIENTLOG_NOW": "2026-11-20T12:00:00Z", "TZ": "Europe/Berlin"}, None)[0]

take_in = partial(journals.take_in, clock=CLOCK)


def test_every_kind_of_record_is_written_one_per_line(journal: Path, clock: Clock) -> None:
    """Parents stand before their children, and each line is a JSON object of its own."""
    fill(journal, clock)
    text = export(journal)
    head, *lines, tail = text.splitlines()
    assert head.startswith('{"version": 1, "format": "clientlog"')
    assert tail == "]}"
    kinds = [json.loads(line.rstrip(","))["record"] for line in lines]
    assert set(kinds) == set(LOGGED)
    assert kinds == sorted(kinds, key=LOGGED.index)
    assert json.loads(text)["records"][0]["by_hand"] is True


CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=300).filter(has_visible_text)


def is_line(text: str) -> bool:
    try:
        validate_line(text, "it")
    except ClientlogError:
        return False
    return True


LINES = st.text(CHARACTERS, min_size=1, max_size=200).filter(is_line)


@pytest.mark.slow
@given(text=TEXTS, line=LINES)
@settings(max_examples=40, deadline=None)
def test_export_import_export_is_the_same_document(text: str, line: str) -> None:
    """Byte for byte, whatever characters the texts are made of."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first.db"), Path(folder, "second.db")
        fill(first, CLOCK, text, line)
        written = export(first)
        take_in(second, written)
        assert export(second) == written
        again = take_in(second, written)
        assert (again.created, again.changed, again.conflicts) == ([], [], [])
        assert again.unchanged == written.count('"record": ')


def test_nothing_in_the_text_acts_on_a_terminal(journal: Path, clock: Clock) -> None:
    """Control characters, C1, zero-width and bidirectional ones are escaped; letters are not."""
    fill(journal, clock, "a\x1b\x07\x7f\x9b\u202e\u200b\ufeff Łukasz")
    text = export(journal)
    assert not set(text) & set("\x1b\x07\x7f\x9b\u202e\u200b\ufeff")
    assert "Łukasz" in text
    assert json.loads(text)["records"][0]["vision"] == "a\x1b\x07\x7f\x9b\u202e\u200b\ufeff Łukasz"
    assert "".join(write_journal(open_to_look(journal), ascii_only=True)).isascii()


WRONG = {
    "": "the file ends here",
    "[" * 100_000: "must be one object",
    HEAD + "[" * 100_000: "records[0]",
    "[]": "must be one object",
    "null": "must be one object",
    "{}": "format",
    '{"version": 1}': "format",
    '{"version": 2, "format": "clientlog", "schema": 1, "records": []}': "version",
    '{"version": 1, "format": "clientlog", "schema": 99, "records": []}': "schema",
    '{"version": 1, "version": 1}': "version: the key occurs twice",
    '{"version": NaN}': "version: NaN is not a whole number",
    '{"version": 1e400}': "version: 1e400",
    '{"version": ' + "9" * 5000 + "}": "version",
    '{"version": [1]}': "version",
    '{"colour": "red"}': "format",
    HEAD[:-1] + "{}}": "records: must be a list",
    document(CLIENT) + "x": "something follows",
    document(CLIENT)[:-1]: "cut short",
    document(CLIENT)[:-20]: "records[0]",
    document(CLIENT, "7"): "records[1]",
    document(CLIENT + CLIENT): "records[1]: a comma is missing",
    document(CLIENT, CLIENT): "records[1].uuid: another record",
    document(CLIENT.replace('"Dana"', '"\\ud800"')): "records[0].name: it is not valid UTF-8",
    document(CLIENT.replace('"Dana"', '"a\\u0000b"')): "records[0].name: it holds a NUL",
    document(CLIENT.replace('"Dana"', '"a\\nb"')): "records[0].name: it holds a line break",
    document(CLIENT.replace('"Dana"', '" "')): "records[0].name: it is empty",
    document(CLIENT.replace('"Dana"', '"' + "x" * 201 + '"')): "records[0].name: it is longer",
    document(CLIENT.replace('"Dana"', "7")): "records[0].name: must be a text",
    document(CLIENT.replace('"Dana"', "null")): "records[0].name: is missing",
    document(CLIENT.replace('"Dana"', '"Da\tna"')): "records[0]: is not JSON",
    document(CLIENT.replace('"Dana"', '["Dana"]')): "records[0]",
    document(CLIENT.replace('"dana"', '"me"')): "records[0].handle",
    document(CLIENT.replace('"dana"', '"p4"')): "records[0].handle",
    document(CLIENT.replace('"up"', '"left"')): "records[0].direction",
    document(CLIENT.replace("true", "1")): "records[0].by_hand: must be true or false",
    document(CLIENT.replace('"zone"', '"zome"')): "records[0].zome: is not known",
    document(CLIENT.replace('"number": 1', '"number": 0')): "records[0].number",
    document(CLIENT.replace('"number": 1', '"number": true')): "records[0].number",
    document(CLIENT.replace('"number": 1', '"number": 1, "number": 1')): "records[0].number",
    document(CLIENT.replace('"number": 1', '"cadence_days": 4000')): "records[0].cadence_days",
    document(CLIENT.replace("2026-11-20T11:00:00Z", "2026-02-30T11:00:00Z")): "recorded_at",
    document(CLIENT.replace("2026-11-20T11:00:00Z", "2026-11-20")): "recorded_at",
    document(CLIENT.replace("-4000-", "-4000")): "records[0].uuid",
    document(CLIENT.replace('"client"', '"klient"')): "records[0].record",
    document(TAG): "records[0].client: points at a client that is nowhere",
    document(CLIENT, TAG.replace('"client": "0', '"client": "x')): "records[1].client",
}


@pytest.mark.parametrize(("text", "path"), WRONG.items(), ids=range(len(WRONG)))
def test_a_wrong_file_is_refused_with_the_path_of_what_is_wrong(
    cli: Cli, tmp_path: Path, journal: Path, text: str, path: str
) -> None:
    """Exit code 1, always the document, and nothing is imported."""
    file = tmp_path / "file.json"
    file.write_text(text, "utf-8")
    answer = cli("import", "json", str(file), "--json")
    assert answer.code == 1
    assert path in " ".join(f"{e['source']}: {e['reason']}" for e in answer.json["errors"])
    assert answer.json["created"] == answer.json["changed"] == []
    if journal.exists():
        assert json.loads(cli("export").out)["records"] == []


@pytest.mark.parametrize("content", [b"\xff\xfe{\x00}\x00", b"\x00" * 100, b'{"a": "\xff"}'])
def test_bytes_that_are_no_text_are_refused(cli: Cli, tmp_path: Path, content: bytes) -> None:
    """UTF-16, zeros, bytes that are not UTF-8."""
    file = tmp_path / "file.json"
    file.write_bytes(content)
    assert cli("import", "json", str(file)).code == 1


def test_what_cannot_be_read_is_an_error_of_its_own(cli: Cli, tmp_path: Path) -> None:
    """A folder, a missing file and an endless device each have an entry in the document."""
    answer = cli("import", "json", str(tmp_path), str(tmp_path / "none"), "/dev/zero", "--json")
    assert answer.code == 1
    assert len(answer.json["errors"]) == 3


def test_a_whole_file_is_taken_in_and_undone_as_one(cli: Cli, tmp_path: Path, clock: Clock) -> None:
    """The answer names what came; one undo takes all of it back."""
    fill(tmp_path / "other.db", clock)
    cli("client", "add", "Zoe")
    before = cli("export").out
    (tmp_path / "file.json").write_text(export(tmp_path / "other.db"), "utf-8")
    rehearsed = cli("import", "json", str(tmp_path / "file.json"), "--dry-run", "--json").json
    assert cli("export").out == before
    answer = cli("import", "json", str(tmp_path / "file.json"), "--json").json
    assert {**rehearsed, "dry_run": False} == answer
    assert {"one", "other", "m1", "a1", "p1", "t1", "n1", "k1", "c1"} <= set(answer["created"])
    assert answer["errors"] == answer["skipped"] == []
    assert cli("undo").code == 0
    assert cli("export").out == before


def test_a_rehearsal_creates_no_journal(cli: Cli, tmp_path: Path, journal: Path) -> None:
    """`--dry-run` shows the plan and touches nothing."""
    (tmp_path / "file.json").write_text(document(CLIENT, TAG), "utf-8")
    answer = cli("import", "json", str(tmp_path / "file.json"), "--dry-run", "--json")
    assert answer.json["created"] == ["dana"]
    assert not journal.exists()


def test_many_mistakes_are_cut_off(cli: Cli, tmp_path: Path) -> None:
    """A long list of nonsense is not read to its end, and not shown in full as text."""
    file = tmp_path / "file.json"
    file.write_text(document(*["{}"] * 500_000), "utf-8")
    answer = cli("import", "json", str(file))
    assert answer.code == 1
    assert len(answer.err.splitlines()) < 30
    assert "nothing was imported" in answer.err


def test_many_clients_of_one_handle_get_numbered_ones(journal: Path) -> None:
    """Each the next that is free, and the second time they are the same."""
    clients = [
        CLIENT.replace("000000000002", f"{number:012}").replace('"number": 1,', "")
        for number in range(1000)
    ]
    merged = take_in(journal, document(*clients))
    assert merged.created == ["dana", *(f"dana-{number}" for number in range(2, 1001))]
    assert len(merged.conflicts) == 999
    assert take_in(journal, document(*clients)).unchanged == 1000


def test_many_unknown_keys_are_counted(cli: Cli, tmp_path: Path) -> None:
    """Some are named."""
    keys = ", ".join(f'"k{number}": 1' for number in range(100_000))
    file = tmp_path / "file.json"
    file.write_text(document(CLIENT[:-1] + f", {keys}}}"), "utf-8")
    answer = cli("import", "json", str(file), "--json")
    assert answer.code == 1
    assert len(answer.json["errors"]) == 11
    assert answer.json["errors"][-1]["reason"] == "99,990 more keys are not known"


def problems_of(text: str) -> list[Problem]:
    """Read a document; return what is wrong with it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)
    problems: list[Problem] = []
    list(read_journal(io.BytesIO(text.encode()), "f", shape_of(connection), problems))
    return problems


@pytest.mark.parametrize("value", ["null", "true", '"1"', str(VERSION + 1)])
def test_a_document_of_a_schema_that_is_not_known_is_refused(value: str) -> None:
    """That of this release is read."""
    text = document().replace('"schema": 1', f'"schema": {VERSION}')
    assert problems_of(text) == []
    reason = f"schema: must be a number up to {VERSION}; is clientlog out of date?"
    text = text.replace(f'"schema": {VERSION}', f'"schema": {value}')
    assert problems_of(text) == [Problem("f", reason)]


def test_the_first_key_that_is_not_known_is_named() -> None:
    """With its first forty letters."""
    text = document().replace("{", '{"z": 1, "' + "k" * 41 + '": 1, ', 1)
    assert problems_of(text) == [Problem("f", f"{'k' * 40}: is not known")]


@pytest.mark.parametrize("count", [99, 100])
def test_after_a_hundred_problems_the_rest_of_a_document_is_not_read(count: int) -> None:
    """And that is said."""
    problems = problems_of(document(*['{"record": 7}'] * count, "x"))
    assert problems[0].source == "f: records[0].record"
    assert problems[0].reason.startswith("must be one of client, alias, ")
    assert len(problems) == count + 1
    cut = "too many problems: the rest was not read"
    assert (problems[-1].reason == cut) is (count == 100)


def test_a_snooze_of_a_record_that_was_removed_is_left_out(journal: Path, clock: Clock) -> None:
    """It could point at nothing."""
    fill(journal, clock)
    with raw_change(journal, foreign_keys=True) as connection:
        connection.execute("UPDATE snooze SET subject = 'p99' WHERE subject IS NOT NULL")
    records = json.loads(export(journal))["records"]
    rules = [record["rule"] for record in records if record["record"] == "snooze"]
    assert rules == ["never-spoken", "no-executive"]
