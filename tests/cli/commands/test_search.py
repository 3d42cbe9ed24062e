"""`search`: texts of the journal that hold what was typed."""

import pytest

from clientlog.cli.commands.search import SHOWN
from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


def refs(cli: Cli, *arguments: str) -> list[str]:
    return [hit["ref"] for hit in cli("search", *arguments, "--json").json["hits"]]


def test_every_text_is_searched_by_its_words(lived: Cli) -> None:
    """All of the words, by how they begin, whatever their case."""
    assert refs(lived, "DRAFT", "sen") == ["p1"]
    assert refs(lived, "draft", "bank") == []
    assert refs(lived, "acme") == ["dana-reyes"]
    hit = lived("search", "draft", "--json").json["hits"][0]
    assert (hit["client"], hit["date"], hit["text"]) == (
        "dana-reyes", "2026-11-02", "send the draft",
    )  # fmt: skip


def test_a_search_that_finds_nothing_says_so(lived: Cli) -> None:
    """It is no error."""
    answer = lived("search", "zzz")
    assert (answer.code, answer.out) == (0, "Nothing found.\n")
    answer = lived("search", "zzz", "--in", "notes", "--client", "dana", "--since", "mon")
    assert answer.out == "Nothing found: --in notes, --client dana, --since mon.\n"


def test_in_a_pipe_a_hit_is_a_line(lived: Cli, environment: dict[str, str]) -> None:
    """Values with tabs between them."""
    del environment["COLUMNS"]
    assert "p1" in lived("search", "draft").out.splitlines()[0].split("\t")


def test_a_search_is_narrowed(lived: Cli) -> None:
    """To kinds, to a client, to what is not older than a day."""
    lived("note", "sam", "a draft as well")
    assert sorted(refs(lived, "draft")) == ["n2", "p1"]
    assert refs(lived, "draft", "--in", "notes") == ["n2"]
    assert sorted(refs(lived, "draft", "--in", "note, prom")) == ["n2", "p1"]
    assert refs(lived, "draft", "--client", "dana") == ["p1"]
    assert refs(lived, "draft", "--since", "2026-11-03") == ["n2"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--in", ","), 2, "--in is empty"),
        (("--in", "gossip"), 2, "--in: unknown value 'gossip'"),
        (("--client", "nobody"), 4, "no client matches 'nobody'"),
        (("--limit", "-1"), 2, "--limit: -1 is below 0"),
    ],
)
def test_what_makes_no_sense_is_refused(
    lived: Cli, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """With its name."""
    answer = lived("search", "x", *arguments)
    assert (answer.code, answer.err.splitlines()[0]) == (code, f"clientlog: {message}")


def test_twenty_hits_are_shown_and_the_rest_counted(lived: Cli) -> None:
    """--limit takes more or fewer, 0 all."""
    for number in range(SHOWN + 1):
        lived("topic", "sam", f"whale {number}")
    made = lived("search", "whale", "--json").json
    assert (len(made["hits"]), made["more"]) == (SHOWN, 1)
    assert lived("search", "whale").out.endswith("1 more: add --limit 0\n")
    assert lived("search", "whale", "--limit", "0", "--json").json["more"] == 0
    assert lived("search", "whale", "--limit", "2", "--json").json["more"] == SHOWN - 1
    assert "more" not in lived("search", "whale", "--limit", "0").out


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("search")
