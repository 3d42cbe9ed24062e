"""What is remembered and said of the configured sources."""

from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.importing.reading import Reading
from clientlog.cli.importing.sources import (
    REMEMBERED,
    describe_result,
    failed_states,
    load_states,
    named_sources,
    new_states,
    remembered_failure,
    result_of,
)
from clientlog.errors import NotFoundError
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from clientlog.sources import Source
from clientlog.store.source_states import SourceState
from tests.cli.contexts import context
from tests.looking import moment_at

WORK = Source(name="work", kind="ical", path=Path("work"))


def plan(**known: Any) -> Plan:
    """A plan with two new records, one changed, one merged, and two left out."""
    made = Plan(**{"unchanged": 7} | known)
    operation: Any = object()
    for action in ("create", "create", "change", "merge"):
        made.do(action, "x", "work", operation)
    made.skip("Lunch", "work", "private: Lunch")
    made.skip("Focus", "work", "private: Focus")
    return made


def test_sources_are_named_once_each(journal: Path) -> None:
    """Without a name all of them; an unknown one is not there."""
    run = context(journal)
    run.config_path.write_text(
        '[sources.a]\nkind = "ical"\npath = "a"\n[sources.b]\nkind = "md"\npath = "b"\n'
    )
    assert [source.name for source in named_sources(run, None)] == ["a", "b"]
    assert [source.name for source in named_sources(run, ["b", "b"])] == ["b"]
    with pytest.raises(NotFoundError, match="there is no source 'c'") as raised:
        named_sources(run, ["c"])
    assert raised.value.hint == "configured: a, b"


def test_without_sources_there_is_none_to_name(journal: Path) -> None:
    """The hint says so."""
    with pytest.raises(NotFoundError) as raised:
        named_sources(context(journal), ["c"])
    assert raised.value.hint == "configured: none"


def test_a_result_counts_what_a_reading_gave() -> None:
    """And lists what was left out, each with its reason."""
    made = result_of(plan(problems=[Problem("work:3", "odd")]))
    assert (made["created"], made["changed"], made["unchanged"]) == (2, 2, 7)
    assert made["left_out"] == {"private": 2}
    assert made["skipped"] == [
        {"what": "Lunch", "reason": "private: Lunch"},
        {"what": "Focus", "reason": "private: Focus"},
    ]  # fmt: skip
    assert made["problems"] == [{"source": "work:3", "reason": "odd", "hint": ""}]
    assert made["failure"] is None


def test_only_so_much_is_remembered() -> None:
    """Of what was left out, and of problems."""
    made = Plan(problems=[Problem("x", "odd")] * (REMEMBERED + 1))
    for _ in range(REMEMBERED + 1):
        made.skip("x", "work", "private")
    result = result_of(made)
    assert len(result["skipped"]) == len(result["problems"]) == REMEMBERED
    assert result["left_out"] == {"private": REMEMBERED + 1}


def test_a_reading_is_remembered_with_its_cursor(journal: Path) -> None:
    """When, and what it gave."""
    reading = Reading("ical", lambda _: plan(), lambda: ["e1"])
    (state,) = new_states(context(journal), [WORK], [reading], [plan()], {})
    assert (state.name, state.kind, state.cursor) == ("work", "ical", ["e1"])
    assert state.read_at == moment_at("2026-11-20 12:00")
    assert state.result["created"] == 2


def test_a_reading_with_nothing_new_keeps_what_the_last_one_gave(journal: Path) -> None:
    """But for its problems and its failure; one with a problem does not."""
    before = SourceState(
        name="work", kind="ical", result={"created": 3, "problems": ["x"], "failure": "gone"}
    )
    reading = Reading("ical", lambda _: Plan())
    run = context(journal)
    (state,) = new_states(run, [WORK], [reading], [Plan()], {"work": before})
    assert state.result == {"created": 3, "problems": [], "failure": None}
    odd = Plan(problems=[Problem("x", "odd")])
    (state,) = new_states(run, [WORK], [reading], [odd], {"work": before})
    assert state.result["created"] == 0
    (state,) = new_states(run, [WORK], [reading], [Plan()], {})
    assert state.result["created"] == 0


def test_a_failure_is_remembered_beside_the_rest() -> None:
    """Of a source that was never read as well; others are left as they are."""
    before = SourceState(name="work", kind="md", cursor=1, result={"created": 3})
    other = Source(name="other", kind="md", path=Path("x"))
    failures = {"work": Problem("", "not there", "mount it")}
    (state,) = failed_states([WORK, other], failures, {"work": before})
    assert (state.kind, state.cursor) == ("ical", 1)
    assert state.result == {"created": 3, "failure": "not there", "hint": "mount it"}
    (state,) = failed_states([WORK], failures, {})
    assert state.name == "work"
    assert remembered_failure(state.result) == failures["work"]


@pytest.mark.parametrize(
    ("result", "dry_run", "words"),
    [
        ({}, False, "nothing new"),
        ({"created": 1200, "changed": 1}, False, "1,200 created, 1 changed"),
        ({"created": 2, "changed": 0}, True, "2 would be created"),
        ({"left_out": {"private": 2, "old": 1}}, False, "nothing new, 3 left out"),
    ],
)
def test_a_result_in_a_few_words(result: dict[str, Any], dry_run: bool, words: str) -> None:
    """What did not happen is left out."""
    assert describe_result(result, dry_run=dry_run) == words


def test_before_any_reading_nothing_is_known(cli: Any, journal: Path) -> None:
    """Of no source."""
    cli("client", "add", "Dana")
    assert load_states(context(journal)) == {}
