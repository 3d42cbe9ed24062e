"""Words that several rules put into the text of a finding."""

import pytest

from clientlog.rules import phrases

from .build import client, meeting, promise, snapshot

CLIENTS = [client(handle) for handle in ("ann", "bob", "cid", "dan", "eva")]


def test_a_text_is_quoted_on_one_line_and_cut() -> None:
    """After sixty characters."""
    assert phrases.quoted("send\n the  draft") == "'send the draft'"
    assert phrases.quoted("x" * 60) == f"'{'x' * 60}'"
    assert phrases.quoted("x" * 61) == phrases.quoted("x" * 1000) == f"'{'x' * 59}…'"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "Ann"),
        (2, "Ann and Bob"),
        (3, "Ann, Bob and Cid"),
        (4, "Ann, Bob and 2 others"),
        (5, "Ann, Bob and 3 others"),
    ],
)
def test_all_of_three_are_named_and_two_of_more(count: int, text: str) -> None:
    """The others are counted."""
    assert phrases.names(CLIENTS[:count]) == text


def test_a_meeting_is_named_by_its_title_whom_it_is_with_and_its_day() -> None:
    """Without a title it is a meeting."""
    assert phrases.meeting_with(snapshot(), meeting(0)) == "Meeting with Dana Reyes on Fri 20 Nov"
    assert phrases.meeting_with(snapshot(), meeting(-3, title="Budget")) == (
        "'Budget' with Dana Reyes on Tue 17 Nov"
    )


def test_a_task_is_named_with_whom_it_is_for_and_who_does_it() -> None:
    """The delegate, where there is one."""
    assert phrases.task_for(promise()) == "'send the draft' for Dana Reyes"
    assert phrases.task_for(promise(owner="Tom")) == (
        "'send the draft' for Dana Reyes (delegated to Tom)"
    )
