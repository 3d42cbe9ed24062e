"""What the database refuses of notes by itself, whatever program writes it."""

import pytest

from clientlog.models import Record, notes
from tests.models.tables import models_of, not_in_the_journal, refuses

MOMENT, DAY = "2026-11-22T06:50:00Z", "2026-11-22"


@pytest.mark.parametrize(
    ("table", "column", "taken", "refused"),
    [
        ("topic", "text", ["a" * 201], ["", None]),
        ("topic", "why", [None, "a"], [""]),
        ("topic", "ask", [0, 1], [2, None]),
        ("topic", "meeting_id", [None, 1], [9]),
        ("note", "text", ["a" * 201], ["", None]),
        ("note", "kind", ["note", "personal", "need", "goal", "feedback", "news", "offer",
                          "recognition", "agreement", "decision"], ["topic", None]),
        ("note", "tone", [None, "good", "bad"], ["fair"]),
        ("note", "priority", [None, "must", "good"], ["best"]),
        ("note", "state", [None, "open", "met", "reached", "asked", "received", "acted", "given",
                           "untold", "told", "dropped"], ["kept", ""]),
        ("note", "confirmed_at", [None, MOMENT], [DAY]),
        ("note", "told_at", [None, MOMENT], [DAY]),
        ("note", "settled_on", [None, DAY], [MOMENT]),
        ("note", "on_day", [None, DAY], [MOMENT]),
        ("note", "because_id", [None], [9]),
        ("touch", "text", [None, "a"], [""]),
        ("touch", "by", [None, "Jo"], ["", "a" * 201]),
        ("touch", "at", [MOMENT], [DAY, None]),
        ("touch", "channel", [None, "email", "call", "chat", "in-person"], ["fax"]),
        ("touch", "source", ["hand", "mail"], ["fax", None]),
        ("snooze", "rule", ["a"], ["", None]),
        ("snooze", "until", [DAY], [None, MOMENT]),
        ("snooze", "since", [None, DAY], [MOMENT]),
        ("snooze", "times", [1, 9], [0, None]),
        ("mute", "rule", ["a"], ["", None]),
        ("mute", "client_id", [1], [9, None]),
    ],
)  # fmt: skip
def test_a_column_takes_what_makes_sense_and_nothing_else(
    table: str, column: str, taken: list[object], refused: list[object]
) -> None:
    """Unknown words, impossible days and empty texts are refused."""
    assert [value for value in taken if refuses(table, **{column: value})] == []
    assert [value for value in refused if not refuses(table, **{column: value})] == []


def test_a_settled_topic_has_a_day_and_an_open_one_has_none() -> None:
    """Discussed or dropped."""
    for state in ("discussed", "dropped"):
        assert not refuses("topic", state=state, settled_on=DAY)
        assert refuses("topic", state=state)
    assert refuses("topic", settled_on=DAY)
    assert refuses("topic", state="kept", settled_on=DAY)


def test_a_snooze_is_about_one_thing() -> None:
    """A client, a record or an organization."""
    assert not refuses("snooze", subject=None, client_id=1)
    assert not refuses("snooze", subject=None, organization="Acme")
    assert refuses("snooze", subject=None)
    assert refuses("snooze", client_id=1)
    assert refuses("snooze", organization="Acme")


@pytest.mark.parametrize("model", models_of(notes))
def test_what_a_record_declares_stands_in_the_journal(model: type[Record]) -> None:
    """Its table, its indexes, and the row that is generated of it."""
    assert not_in_the_journal(model) == []
