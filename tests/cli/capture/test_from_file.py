"""Minutes from a file or standard input, whoever wrote them."""

from pathlib import Path

import pytest

from clientlog.cli.capture import from_file
from clientlog.cli.capture.from_file import read_source
from clientlog.errors import ClientlogError, UsageError
from tests.cli.capturing import Cli


def log_text(cli: Cli, tmp_path: Path, text: str, *options: str) -> str:
    """Log a text as a meeting of its own; return what the program says."""
    file = tmp_path / "minutes.md"
    file.write_text(text, "utf-8")
    answer = cli("log", "dana", "--file", str(file), "--new", *options)
    assert answer.code == 0, answer.err
    return str(answer.out)


def test_a_new_topic_may_be_discussed_already(cli: Cli, people: None, tmp_path: Path) -> None:
    """A box that is ticked settles what is raised by it."""
    log_text(
        cli, tmp_path, "client: dana\n\n## Topics\n- [x] brand new\n- [-] no more\n- [ ] next\n"
    )
    items = cli("list", "topics", "--all", "--json").json["items"]
    assert {item["text"]: item["state"] for item in items} == {
        "brand new": "discussed",
        "no more": "dropped",
        "next": "open",
    }


def test_a_topic_is_settled_by_its_text(cli: Cli, people: None, tmp_path: Path) -> None:
    """No second one is raised."""
    cli("topic", "dana", "The budget")
    log_text(cli, tmp_path, "client: dana\n\n## Topics\n- [x] the budget.\n")
    items = cli("list", "topics", "--all", "--json").json["items"]
    assert [(item["ref"], item["text"], item["state"]) for item in items] == [
        ("t1", "The budget", "discussed")
    ]


def test_a_near_miss_of_a_box_is_an_error_at_its_line(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """Nothing is saved."""
    file = tmp_path / "minutes.md"
    file.write_text("client: dana\n\n## Topics\n- [v] budget\n", "utf-8")
    answer = cli("log", "--file", str(file))
    assert answer.code == 2
    assert "line 4: [v] is not a box" in answer.err
    assert cli("meeting", "list", "--json").json["meetings"] == []


FOREIGN = """\
#### Summary: <!-- note -->
We talked.

```
# notes
```

**ACTIONS REQUIRED**

| Who | What | When |
|---|---|---|
| Dana | sign it | 2026-11-27 |

> - [ ] draft (Sam, due 2026-11-25)

• Decision: we go on
"""


def test_minutes_with_other_headings_are_kept_and_their_items_taken(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """Word for word, comments and code too; owner and date where they are written."""
    out = log_text(cli, tmp_path, FOREIGN, "--take-items")
    assert "Dana Reyes will: sign it (due Fri 27 Nov)" in out
    assert "through Sam Li: draft (due Wed 25 Nov)" in out
    assert "we go on" in out
    assert cli("show", "m1", "--json").json["item"]["summary"] == FOREIGN


@pytest.mark.parametrize("text", ["client: dana\n\n## Summary\nwe talked\n", "we talked\n"])
def test_a_flag_without_effect_says_so(cli: Cli, people: None, tmp_path: Path, text: str) -> None:
    """With the reason."""
    said = log_text(cli, tmp_path, text, "--take-items")
    assert "--take-items had no effect: no items were found" in said


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Action items", "actions"), ("To do", "actions"), ("Next steps:", "actions"),
     ("Promises", "promises")],
)  # fmt: skip
def test_a_synonym_of_a_heading_is_that_section(
    cli: Cli, people: None, tmp_path: Path, heading: str, kind: str
) -> None:
    """The item is recorded, and not a part of the summary."""
    log_text(
        cli, tmp_path, f"client: dana\n\n## Summary\nhello\n\n## {heading}\n- [ ] do it due:fri\n"
    )
    assert [item["text"] for item in cli("list", kind, "--json").json["items"]] == ["do it"]
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == "hello"


BOXES = "client: dana\n\n## Summary\nhello\n\n## Homework\n- [ ] do it due:fri\n"


def test_boxes_under_an_unknown_heading_of_the_template_are_offered(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """They stand in the summary, and are taken when asked for."""
    assert "offered, not taken" in log_text(cli, tmp_path, BOXES)
    assert cli("list", "actions", "--json").json["items"] == []
    log_text(cli, tmp_path, BOXES, "--take-items")
    assert len(cli("list", "actions", "--json").json["items"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "client: dana\nwhen: today 7:00\n\n## Summary\nhello\n",
        "client: dana\nwhen: today 7:00\n\n## My actions\n- [ ] do it\n",
        "just talked\n- [ ] do it\n",
    ],
)
def test_minutes_are_recorded_once(cli: Cli, people: None, tmp_path: Path, text: str) -> None:
    """The same file a second time is refused, unless it is --new."""
    file = tmp_path / "minutes.md"
    file.write_text(text, "utf-8")
    arguments = ("log", "dana", "--file", str(file))
    assert cli(*arguments).code == 0
    again = cli(*arguments)
    assert (again.code, "m1 holds these minutes already" in again.err) == (2, True)
    assert "--new records them" in again.err
    assert len(cli("meeting", "list", "--json").json["meetings"]) == 1
    assert cli(*arguments, "--new").code == 0


def test_items_that_were_offered_are_taken_afterwards(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """The same command with --take-items adds them to the meeting, once."""
    file = tmp_path / "minutes.md"
    file.write_text(BOXES, "utf-8")
    arguments = ("log", "--file", str(file))
    assert cli(*arguments).code == 0
    assert cli(*arguments, "--take-items").code == 0
    assert cli(*arguments, "--take-items").code == 2
    items = cli("list", "actions", "--json").json["items"]
    assert [(item["text"], item["meeting"]) for item in items] == [("do it", "m1")]
    assert len(cli("meeting", "list", "--json").json["meetings"]) == 1


def test_a_meeting_without_a_summary_does_not_hold_minutes_that_have_one(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """Not even where it has all of their items."""
    cli("log", "dana", "--at", "2026-11-19 10:00", "--action", "send the plan")
    minutes = tmp_path / "minutes.md"
    minutes.write_text(
        "client: dana\nwhen: 2026-11-19 10:00\n\n## Summary\nwe met\n\n"
        "## My actions\n- [ ] send the plan\n"
    )
    assert cli("log", "--file", str(minutes)).code == 0
    again = cli("log", "--file", str(minutes))
    assert again.code != 0
    assert "already" in again.err
