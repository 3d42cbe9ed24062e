"""Minutes from a file or standard input, whoever wrote them."""

import io
import sys
from pathlib import Path

import pytest

from clientlog.cli import questions
from clientlog.cli.capture.from_file import read_source
from clientlog.errors import ClientlogError, UsageError
from clientlog.text import TEXT_LIMIT
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


def log(cli: Cli, tmp_path: Path, text: str, *arguments: str, code: int = 0) -> str:
    """Log a text with these arguments; return what is printed, with its error."""
    file = tmp_path / "minutes.md"
    file.write_text(text, "utf-8")
    answer = cli("log", *arguments, "--file", str(file))
    assert answer.code == code, answer.out + answer.err
    return str(answer.out) + str(answer.err)


def meetings(cli: Cli) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = cli("meeting", "list", "--json").json["meetings"]
    return listed


@pytest.mark.parametrize(
    ("text", "who", "message"),
    [
        ("we met\n", [], "WHO is missing\n  hint: clientlog log dana --file minutes.md"),
        ("client:\n\n## Summary\nwe met\n", [],
         "nobody is named\n  hint: say WHO, or begin the text with client: WHO"),
        ("client: sam\n\n## Summary\nwe met\n", ["dana"],
         "WHO is dana, but the text says client: sam\n  hint: leave one of them out"),
        ("client: dana\nwhen: 11:00\n\n## Summary\n", [],
         "nothing is written below the header\n"
         "  hint: a meeting with nothing to note is recorded with --nothing"),
    ],
)  # fmt: skip
def test_a_text_that_names_nobody_or_nothing_is_refused(
    cli: Cli, people: None, tmp_path: Path, text: str, who: list[str], message: str
) -> None:
    """With what to do about it."""
    assert log(cli, tmp_path, text, *who, code=2) == f"clientlog: {message}\n"
    assert meetings(cli) == []


def test_options_come_before_the_header_and_attendees_are_added_up(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """WHO may be another word for the client of the header."""
    text = "client: dana-reyes\nwith: Ann Lee\nwhen: 10:00\n\n## Summary\nwe met\n"
    assert "--add adds them" in log(cli, tmp_path, text, code=4)
    log(cli, tmp_path, text, "reyes", "--at", "9:00", "--with", "sam", "--add")
    (meeting,) = meetings(cli)
    assert meeting["clients"] == ["dana-reyes", "sam-li", "ann-lee"]
    assert meeting["starts_at"] == "2026-11-20T09:00:00+01:00"


def test_a_text_of_somebody_new_adds_them(cli: Cli, people: None, tmp_path: Path) -> None:
    """Twice the same is two meetings: nobody new has one yet."""
    log(cli, tmp_path, "we met\n", "Ann Lee", "--add")
    (meeting,) = meetings(cli)
    assert (meeting["clients"], meeting["summary"]) == (["ann-lee"], "we met\n")


def test_a_planned_meeting_is_closed_by_its_minutes(cli: Cli, people: None, tmp_path: Path) -> None:
    """One that is named, one that is now, one of the day; never with --new."""
    cli("plan", "dana", "--at", "2026-11-20 12:10")
    log(cli, tmp_path, "client: dana\nwhen: 2026-11-20\n\n## Summary\none\n")
    assert [meeting["state"] for meeting in meetings(cli)] == ["held"]
    cli("plan", "dana", "--at", "2026-11-20 12:15")
    log(cli, tmp_path, "client: dana\n\n## Summary\ntwo\n", "--new")
    assert [meeting["state"] for meeting in meetings(cli)].count("planned") == 1
    log(cli, tmp_path, "three\n", "dana", "--meeting", "m2")
    assert cli("show", "m2", "--json").json["item"]["summary"] == "three\n"
    cli("plan", "dana", "--at", "2026-11-20 12:20")
    assert "m4  closes the planned meeting" in log(cli, tmp_path, "four\n", "dana")


def test_a_day_in_the_header_means_the_meeting_of_that_day(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """At whatever time it was planned."""
    cli("plan", "dana", "--at", "2026-11-19 15:00", CLIENTLOG_NOW="2026-11-19T08:00:00+01:00")
    text = "client: dana\nwhen: 2026-11-19\n\n## Summary\nwe met\n"
    assert "m1  closes the planned meeting" in log(cli, tmp_path, text)


HEADER = "client: dana\nwhen: 2026-11-20 10:00\n\n"


@pytest.mark.parametrize(
    ("first", "again", "is_refused"),
    [
        (HEADER + "## Summary\none\n", HEADER + "## Summary\none\n", True),
        (HEADER + "## Summary\none\n", HEADER + "## Summary\ntwo\n", False),
        (HEADER + "## Summary\none\n", HEADER + "## Notes\n- one\n", False),
        (HEADER + "## Summary\none\n", HEADER.replace("10:00", "9:00") + "## Summary\none\n",
         False),
        (HEADER + "## Summary\none\n", HEADER.replace("dana", "sam") + "## Summary\none\n",
         False),
        (HEADER + "## Summary\none\n", "client: dana\n\n## Summary\none\n", True),
        (HEADER.replace("11-20", "11-19") + "## Summary\none\n",
         "client: dana\n\n## Summary\none\n", False),
        (HEADER + "## Notes\n- one\n- two\n", HEADER + "## Notes\n- two\n", True),
        (HEADER + "## Notes\n- two\n", HEADER + "## Notes\n- one\n- two\n", False),
        (HEADER + "## Decisions\n- one\n", HEADER + "## Decisions\n- one\n", True),
        (HEADER + "## My actions\n- [ ] one\n", HEADER + "## My actions\n- [ ] one\n", True),
        (HEADER + "## My actions\n- [ ] one\n", HEADER + "## My actions\n- [ ] two\n", False),
        (HEADER + "## My actions\n- [ ] one\n", HEADER + "## My promises\n- [ ] one\n", False),
        (HEADER + "## My actions\n- [ ] one\n", HEADER + "## Their actions\n- [ ] one\n", False),
        (HEADER + "## My actions\n- [ ] one\n",
         HEADER + "## Topics\n- [ ] new\n\n## My actions\n- [ ] one\n", True),
        (HEADER + "## Topics\n- [ ] new\n", HEADER + "## Topics\n- [ ] newer\n", False),
    ],
)  # fmt: skip
def test_the_same_minutes_of_the_same_meeting_are_refused(
    cli: Cli, people: None, tmp_path: Path, first: str, again: str, is_refused: bool
) -> None:
    """The same people, time and summary; without a summary the same items, or some of them."""
    log(cli, tmp_path, first)
    said = log(cli, tmp_path, again, code=2 if is_refused else 0)
    assert ("m1 holds these minutes already" in said) == is_refused


def test_a_meeting_that_is_planned_holds_no_minutes(cli: Cli, people: None, tmp_path: Path) -> None:
    """Not even where it is at that time, as one that is to come."""
    cli("plan", "dana", "--at", "2026-11-20 18:00")
    text = "client: dana\n\n## Notes\n- one\n"
    log(cli, tmp_path, text)
    assert [meeting["state"] for meeting in meetings(cli)] == ["held", "planned"]
    assert "m2 holds these" in log(cli, tmp_path, text, code=2)
    assert log(cli, tmp_path, text, "--meeting", "m1", "--at", "11:00")


def test_a_decision_that_was_offered_may_be_taken_afterwards(
    cli: Cli, people: None, tmp_path: Path
) -> None:
    """Once."""
    text = "We talked.\n\nDecision: we go on\n"
    assert "\n  decision  we go on\n" in log(cli, tmp_path, text, "dana", "--at", "10:00")
    said = log(cli, tmp_path, text, "dana", "--at", "10:00", "--take-items")
    assert "offered" not in said
    assert [note["text"] for note in cli("list", "decisions", "--json").json["items"]] == [
        "we go on"
    ]
    log(cli, tmp_path, text, "dana", "--at", "10:00", "--take-items", code=2)
    assert len(meetings(cli)) == 1


OFFERED = """We talked.

- [ ] draft it (Sam, due 2026-11-25)
- [ ] sign it (Dana, due someday)
- [ ] file it
"""


def test_what_is_offered_is_listed(cli: Cli, people: None, tmp_path: Path) -> None:
    """With whose it is and its date, or what stands in the place of one."""
    assert log(cli, tmp_path, OFFERED, "dana", "--with", "sam").splitlines()[-4:] == [
        "offered, not taken (take them with --take-items): 3",
        "  action  @Sam: draft it (due Wed 25 Nov)",
        "  action  @Dana: sign it (due someday, which is no date)",
        "  action  file it",
    ]


@pytest.mark.parametrize(("answer", "taken"), [("y", 3), ("n", 0)])
def test_a_person_is_asked_whether_to_take_what_is_offered(
    cli: Cli, people: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str,
    taken: int,
) -> None:  # fmt: skip
    """Once it was shown; never with --no-input, nor for JSON."""
    monkeypatch.setattr(questions, "can_ask", lambda: True)
    file = tmp_path / "minutes.md"
    file.write_text(OFFERED)
    arguments = ("log", "dana", "--with", "sam", "--new", "--file", str(file))
    for option in ("--no-input", "--json"):
        assert cli(*arguments, option).code == 0
    assert cli("list", "actions", "--json").json["items"] == []
    asked = cli(*arguments, stdin=f"{answer}\n")
    assert "  action  file it\n" in asked.err
    assert "Take these? [y/N]" in asked.err
    assert len(cli("list", "actions", "--json").json["items"]) == taken


@pytest.mark.parametrize(
    ("owner", "by", "delegate"),
    [
        ("dana-reyes", "dana-reyes", None),
        ("Reyes", "dana-reyes", None),
        ("Dana Reyes", "dana-reyes", None),
        ("DANA", "dana-reyes", None),
        ("Sam", "sam-li", None),
        ("Li", "me", "Li"),
        ("Zoe", "me", "Zoe"),
        ("me", "me", None),
        ("I", "me", None),
        ("Alex", "me", None),
    ],
)
def test_an_item_that_is_taken_is_the_attendee_s_it_names(
    cli: Cli, people: None, tmp_path: Path, owner: str, by: str, delegate: str | None
) -> None:
    """Else mine, and delegated to that name unless it is my own; two of a name are nobody."""
    (tmp_path / "config.toml").write_text('me = ["Alex <alex@x.example>", "alex"]')
    (tmp_path / "config.toml").chmod(0o600)
    cli("client", "add", "Jo Li")
    text = f"We talked.\n\n- [ ] draft it (@{owner}, due 2026-11-25)\n"
    log(cli, tmp_path, text, "dana", "--with", "sam,jo", "--take-items")
    (item,) = cli("list", "actions", "--json").json["items"]
    assert (item["by"], item["owner"], item["text"], item["due"]) == (
        by, delegate, "draft it", "2026-11-25",
    )  # fmt: skip


def test_a_text_is_read_from_a_file_or_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to the limit; what is too long, no text or not there is named."""
    file = tmp_path / "minutes.md"
    for source in (str(file), "-"):

        def give(data: bytes) -> None:
            file.write_bytes(data)
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))

        name = "standard input" if source == "-" else source
        give("zoë".encode())
        assert read_source(source) == "zoë"
        give(b"x" * TEXT_LIMIT)
        assert len(read_source(source)) == TEXT_LIMIT
        give(b"x" * (TEXT_LIMIT + 1))
        with pytest.raises(UsageError) as raised:
            read_source(source)
        assert raised.value.message == f"{name} is longer than {TEXT_LIMIT:,} bytes"
        give(b"ab\xff")
        with pytest.raises(UsageError) as raised:
            read_source(source)
        assert raised.value.message == f"{name} is not UTF-8 at byte 2"
    with pytest.raises(ClientlogError, match=r"no.md cannot be read: No such file or directory"):
        read_source(str(tmp_path / "no.md"))
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UsageError, match="standard input is closed"):
        read_source("-")
