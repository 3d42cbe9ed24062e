"""The topics of help: what they say is so."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.attributes import KEYS
from clientlog.cli.options import due_argument, past_moment_argument
from clientlog.cli.registry import MODULES
from clientlog.cli.topics import TOPICS
from clientlog.rules.base import SEVERITIES
from tests.cli.contexts import context
from tests.conftest import Answer


def test_the_topics_are_those_that_the_manual_names() -> None:
    """In the order in which they are listed."""
    assert [*TOPICS] == ["dates", "items", "rules", "exit-codes", "environment", "privacy"]


def test_every_date_that_is_shown_is_read(journal: Path) -> None:
    """As a due date, or as a day that is over."""
    page = TOPICS["dates"].partition("Moments")[0]
    forms = [
        form.strip()
        for line in page.splitlines()[1:]
        for form in re.split(r"\s{3,}", line.strip())[0].split(",")
        if form.strip()
    ]
    assert len(forms) > 20
    for form in forms:
        due_argument(context(journal), "--due", form, past="ago" in form or form == "yesterday")


def test_every_moment_that_is_shown_is_read(journal: Path) -> None:
    """Those that are over."""
    for form in ("fri 10:00", "now", "20min ago", "2h ago", "an hour ago"):
        assert form in TOPICS["dates"]
        past_moment_argument(context(journal), "--at", form)


def test_every_attribute_of_an_item_is_explained() -> None:
    """Each with an example."""
    explained = re.findall(r"^  (\w+):[A-Za-z0-9]", TOPICS["items"], re.MULTILINE)
    assert {*explained} == {*KEYS}


def test_severities_stand_with_the_worst_first() -> None:
    """As in the report."""
    assert tuple(re.findall(r"^  (\w+)    ", TOPICS["rules"], re.MULTILINE)) == SEVERITIES


@pytest.mark.parametrize("topic", TOPICS)
def test_every_command_that_is_named_is_there(topic: str) -> None:
    """None was renamed since."""
    named = re.findall(r"clientlog ([a-z]+)", TOPICS[topic])
    assert {*named} <= {*MODULES}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("width", [40, 80])
def test_a_topic_fits_the_width(cli: Callable[..., Answer], topic: str, width: int) -> None:
    """Every word of it is there, and each line is filled before the next begins."""
    answer = cli("help", topic, COLUMNS=str(width))
    assert answer.out.split() == TOPICS[topic].split()
    assert max(map(len, answer.out.splitlines())) <= width


@pytest.mark.parametrize(
    ("code", "typed"),
    [(0, "rule list"), (2, "report --frobnicate"), (3, "report --exit-code"), (4, "show nobody")],
)
def test_an_exit_code_means_what_is_said(cli: Callable[..., Answer], code: int, typed: str) -> None:
    """The table names each."""
    cli("client", "add", "Dana Reyes")
    cli("promise", "dana", "send it")
    assert cli(*typed.split(), CLIENTLOG_NOW="2026-12-20T12:00:00+01:00").code == code
    assert re.search(rf"^  {code}    \S", TOPICS["exit-codes"], re.MULTILINE)
