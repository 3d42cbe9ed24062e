"""What a purge removes from the journal and its log, and what is left to others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.store.purging import SECRET, purge, remains

Cli = Callable[..., Any]


def test_a_removed_person_of_another_name_stays_in_the_log(person: Cli) -> None:
    """Only who was of the same name is the same person."""
    person("client", "add", "Kim Park")
    person("note", "kim", "likes tea")
    person("client", "rm", "kim-park", "--yes")
    purge(person)
    assert len(person("history", "n2", "--json").json["events"]) == 2


def test_a_delegate_is_no_longer_named_in_what_is_anothers(person: Cli, tmp_path: Path) -> None:
    """Sam's promise stays, in the hands of nobody who is named."""
    person("client", "edit", "dana-reyes", "--name", f"Dana {SECRET}")
    person("promise", "sam", "call back", "--owner", f"Dana {SECRET}")
    assert purge(person).code == 0
    assert remains(tmp_path) == []
    promise = person("show", "p1", "--json").json
    assert "call back" in str(promise)
    assert "(purged)" in str(promise)
