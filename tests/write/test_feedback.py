"""Feedback that was acted on."""

from collections.abc import Callable

from tests.conftest import Answer

Cli = Callable[..., Answer]


def test_feedback_that_was_acted_on_is_news_for_the_client(cli: Cli) -> None:
    """Who spoke up hears what changed, and the news is there to be told."""
    cli("client", "add", "Dana Reyes")
    cli("note", "dana", "answers are slow", "--kind", "feedback", "--bad")
    answer = cli("done", "n1")
    assert "clientlog told n2" in answer.out + answer.err
    (news,) = cli("list", "news", "--json").json["items"]
    assert news["text"] == "what changed after the feedback: answers are slow"
    assert news["state"] == "untold"
