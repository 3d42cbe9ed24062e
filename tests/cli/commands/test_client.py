"""People: entered, changed, merged, set aside, removed, purged."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


def _client(cli: Cli, handle: str) -> dict[str, object]:
    shown: dict[str, object] = cli("show", handle, "--json").json["client"]
    return shown


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Dana Reyes", "dana-reyes"),
        ("Łukasz", "lukasz"),
        ("李小龍", "li-xiao-long"),
        ("O'Brien", "obrien"),
        ("Søren Ørsted", "soren-orsted"),
        ("Straße", "strasse"),
        ("me", "me-1"),
        ("p12", "p12-1"),
        ("!!!", "client"),
    ],
)
def test_a_handle_is_made_from_the_whole_name(name: str, handle: str, cli: Cli) -> None:
    """Handles are ASCII, and never a word or a REF."""
    assert cli("client", "add", name, "--json").json["created"] == [handle]


def test_the_next_of_a_name_gets_a_number_and_a_warning(cli: Cli) -> None:
    """Two people may share a name, but never by accident."""
    cli("client", "add", "Dana Reyes")
    answer = cli("client", "add", "dana  réyes")
    assert answer.code == 0
    assert "dana-reyes-2" in answer.out
    assert "has the same name" in answer.err


def test_everything_about_a_client_can_be_given_and_taken_back(cli: Cli) -> None:
    """Every option of `client add` is seen in `show`, and an empty text takes it away."""
    cli(
        "client", "add", "Dana Reyes", "--direction", "up", "--org", "Acme", "--role", "CTO",
        "--stake", "executive", "--stage", "relationship", "--aim", "partnership",
        "--vision", "trust", "--their-vision", "growth", "--cadence", "2w", "--channel", "call",
        "--email", "dana@acme.example", "--phone", "+41 1", "--tag", "a", "--tag", "b",
    )  # fmt: skip
    shown = _client(cli, "dana")
    assert (shown["direction"], shown["organization"], shown["role"]) == ("up", "Acme", "CTO")
    assert (shown["stake"], shown["stage"], shown["aim"]) == (
        "executive",
        "relationship",
        "partnership",
    )
    assert (shown["cadence_days"], shown["channel"], shown["tags"]) == (14, "call", ["a", "b"])
    cli("client", "edit", "dana", "--role", "", "--cadence", "", "--untag", "a", "--stake", "")
    shown = _client(cli, "dana")
    assert (shown["role"], shown["cadence_days"], shown["stake"]) == (None, None, None)
    assert shown["tags"] == ["b"]


def test_a_move_keeps_the_history(cli: Cli) -> None:
    """Who changes organization keeps meetings, and the old one is still found."""
    cli("client", "add", "Dana Reyes", "--org", "Acme", "--role", "CTO")
    cli("log", "dana", "we met at Acme's")
    cli("client", "edit", "dana", "--org", "Borealis")
    assert _client(cli, "dana")["organization"] == "Borealis"
    assert cli("show", "dana", "--json").json["before"] == [
        {"organization": "Acme", "role": "CTO", "until": "2026-11-20"}
    ]
    assert "Acme (CTO) until Fri 20 Nov" in cli("show", "dana").out
    assert len(cli("meeting", "list", "--client", "dana", "--json").json["meetings"]) == 1
    assert [hit["ref"] for hit in cli("search", "acme", "--json").json["hits"]].count(
        "dana-reyes"
    ) == 1


def test_a_merge_makes_two_entries_one_person(cli: Cli) -> None:
    """All records move, the name becomes an alias, snoozes follow, and undo parts them again."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "D. Reyes-Ortega", "--org", "Acme")
    cli("promise", "reyes-ortega", "call", "due:2026-12-01")
    cli("log", "reyes-ortega", "we met", "--with", "dana-reyes")
    before = cli("export", "--format", "json").out
    answer = cli("client", "merge", "d-reyes-ortega", "dana-reyes", "--yes")
    assert answer.code == 0, answer.err
    assert cli("show", "p1", "--json").json["item"]["client"] == "dana-reyes"
    assert cli("meeting", "list", "--json").json["meetings"][0]["clients"] == ["dana-reyes"]
    assert _client(cli, "ortega")["handle"] == "dana-reyes"
    assert _client(cli, "dana")["organization"] == "Acme"
    assert len(cli("client", "list", "--json").json["clients"]) == 1
    cli("undo")
    assert cli("export", "--format", "json").out == before


def test_a_snooze_follows_a_rename_and_a_merge(cli: Cli) -> None:
    """What was silenced about a person stays silent under another handle."""
    later = {"CLIENTLOG_NOW": "2026-12-20T12:00:00+01:00"}
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Dana Ortega")
    cli("touch", "dana-reyes", "--via", "call")
    key = "quiet-relationship:dana-reyes"
    assert [f["key"] for f in cli("report", "dana-reyes", "--json", **later).json["flags"]] == [key]
    cli("snooze", key, "--until", "2027-01-10", **later)
    cli("client", "edit", "dana-reyes", "--handle", "dr", **later)
    assert cli("report", "dr", "--json", **later).json["flags"] == []
    cli("client", "merge", "dr", "dana-ortega", "--yes", **later)
    flags = cli("report", "dana-ortega", "--json", **later).json["flags"]
    assert [f["rule"] for f in flags] == []
    back = {"CLIENTLOG_NOW": "2027-01-10T12:00:00+01:00"}
    assert "quiet-relationship:dana-ortega" in cli("report", "--json", **back).out


def test_an_archived_client_raises_no_flags(cli: Cli) -> None:
    """Archived: found and shown, what they owe is not flagged; unarchived: flagged again."""
    cli("client", "add", "Dana")
    cli("promise", "dana", "call", "due:2026-11-23", "--theirs")
    later = {"CLIENTLOG_NOW": "2026-12-01T12:00:00+01:00"}
    assert cli("report", "--json", **later).json["flags"]
    assert cli("client", "archive", "dana").code == 2
    assert cli("client", "archive", "dana", "--yes").code == 0
    assert cli("report", "--json", **later).json["flags"] == []
    assert _client(cli, "dana")["archived"] is True
    cli("client", "unarchive", "dana")
    assert cli("report", "--json", **later).json["flags"]


def test_one_who_is_away_is_not_waited_on(cli: Cli) -> None:
    """Until the day they are back, nothing of theirs is late."""
    cli("client", "add", "Dana")
    cli("promise", "dana", "--theirs", "approve it", "due:2026-11-23")
    cli("client", "away", "dana", "--until", "2026-12-01")
    assert cli("report", "--json", CLIENTLOG_NOW="2026-11-30T12:00:00+01:00").json["flags"] == []
    back = cli("report", "--json", CLIENTLOG_NOW="2026-12-01T12:00:00+01:00").json["flags"]
    assert [flag["key"] for flag in back] == ["waiting-on-them:p1"]


def test_a_removed_client_comes_back_whole(cli: Cli) -> None:
    """`client rm` takes all their records along, and one undo brings back every byte."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Sam Li")
    cli("log", "dana", "alone", "--promise", "call due:fri", "--note", "likes tea")
    cli("log", "sam", "together", "--with", "dana")
    before = cli("export", "--format", "json").out
    assert cli("client", "rm", "dana-reyes", "--yes").code == 0
    assert cli("list", "--json").json["items"] == []
    assert [m["clients"] for m in cli("meeting", "list", "--json").json["meetings"]] == [["sam-li"]]
    cli("undo")
    assert cli("export", "--format", "json").out == before


def test_a_purge_leaves_no_word_of_a_client(cli: Cli, tmp_path: Path) -> None:
    """After a purge no file that clientlog keeps holds a word of what was written."""
    cli("client", "add", "Zebedee Quirke", "--org", "Xylophonics")
    cli(
        "log", "zebedee", "a summary of wombats", "--note", "marmalade", "--promise", "call due:fri"
    )
    cli("backup")
    opened = tmp_path / "state" / "clientlog" / "agenda.html"
    opened.write_text(cli("agenda", "zebedee", "--format", "html").out)
    answer = cli("client", "purge", "zebedee-quirke", "--yes")
    assert answer.code == 0, answer.err
    words = (b"ebedee", b"uirke", b"wombats", b"marmalade", b"ylophonics")
    for file in tmp_path.rglob("*"):
        if file.is_file():
            held = [word for word in words if word in file.read_bytes()]
            assert held == [], file
    assert cli("undo").code == 1


def test_likely_duplicates_are_named(cli: Cli) -> None:
    """The same e-mail or the same words of a name make two entries suspicious."""
    cli("client", "add", "Dana Reyes", "--email", "d@x.example")
    cli("client", "add", "D R", "--email", "d@x.example")
    cli("client", "add", "Reyes, Dana")
    pairs = cli("client", "duplicates", "--json").json["pairs"]
    assert {tuple(sorted(pair["handles"])) for pair in pairs} == {
        ("d-r", "dana-reyes"),
        ("dana-reyes", "reyes-dana"),
    }


def test_a_name_is_found_in_the_order_promised(cli: Cli) -> None:
    """Handle before full name before alias before a prefix; accents and case do not matter."""
    cli("client", "add", "Ann Lee", "--handle", "bob")
    cli("client", "add", "Bob")
    cli("client", "add", "Renée Bobkin")
    cli("client", "alias", "renee", "The Boss")
    assert _client(cli, "bob")["name"] == "Ann Lee"
    assert _client(cli, "ANN LEE")["name"] == "Ann Lee"
    assert _client(cli, "rene")["name"] == "Renée Bobkin"
    assert _client(cli, "the boss")["name"] == "Renée Bobkin"
    assert _client(cli, "bobk")["name"] == "Renée Bobkin"
    near = cli("show", "reneé bobkim")
    assert near.code == 4
    assert "renee-bobkin" in near.err


def test_the_table_says_of_everyone_what_the_json_says(cli: Cli) -> None:
    """Each fact of a client's that fits a line is in both; what each side wants is in `show`."""
    cli(
        *("client", "add", "Dana Reyes", "--direction", "up", "--org", "Acme", "--role", "CTO"),
        *("--stake", "executive", "--stage", "relationship", "--aim", "partnership"),
        *("--cadence", "2w", "--channel", "call", "--email", "dana@acme.example"),
        *("--phone", "+49 30 1", "--tag", "vip"),
    )
    cli("client", "alias", "dana", "Dee")
    assert (
        "up; CTO at Acme; executive; relationship; to become partnership; quiet after 14 days;"
        " by call; dana@acme.example; +49 30 1; also Dee; tags: vip"
        in cli("client", "list", COLUMNS="300").out
    )


def test_somebody_has_several_addresses_of_each_kind(cli: Cli) -> None:
    """The first is the preferred one; an edit names them all, or none."""
    cli("client", "add", "Dana Reyes", "--email", "a@x.example", "--email", "b@x.example")
    cli("client", "edit", "dana", "--phone", "+43 1", "--phone", "+43 2")
    text = cli("export", "--format", "vcard").out
    assert "EMAIL;PREF=1:a@x.example" in text
    assert "EMAIL:b@x.example" in text
    assert "TEL:+43 2" in text
    cli("client", "edit", "dana", "--email", "")
    assert "EMAIL" not in cli("export", "--format", "vcard").out


MOVE = ("client", "edit", "dana", "--org", "Borealis")


def _executive(cli: Cli) -> None:
    cli("client", "add", "Dana Reyes", "--org", "Acme", "--role", "CTO", "--stake", "executive")


def _stake(cli: Cli) -> Any:
    return cli("client", "show", "dana", "--json").json["client"]["stake"]


def test_a_stake_stays_with_the_organization_that_was_left(cli: Cli) -> None:
    """It is cleared with a remark that has the command; another spelling is no move."""
    _executive(cli)
    assert cli("client", "edit", "dana", "--org", "ACME").err == ""
    assert _stake(cli) == "executive"
    answer = cli(*MOVE)
    assert "clientlog client edit dana-reyes --stake executive" in answer.err
    assert _stake(cli) is None


def test_a_stake_that_is_given_with_the_move_is_taken(cli: Cli) -> None:
    """Nothing is asked and nothing is remarked."""
    _executive(cli)
    assert cli(*MOVE, "--stake", "manager").err == ""
    assert _stake(cli) == "manager"


@pytest.mark.parametrize(("typed", "stake"), [("influencer", "influencer"), ("", None)])
def test_the_stake_in_another_organization_is_asked(
    typed: str, stake: str | None, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal, and enter is none."""
    monkeypatch.setattr("clientlog.cli.questions.can_ask", lambda: True)
    _executive(cli)
    answer = cli(*MOVE, stdin=f"{typed}\n")
    assert "Stake at Borealis" in answer.err
    assert _stake(cli) == stake


def test_a_change_of_organization_is_in_the_timeline(cli: Cli) -> None:
    """Each with where it went, with the role that was left."""
    _executive(cli)
    cli(*MOVE)
    cli("client", "edit", "dana", "--org", "")
    events = cli("timeline", "dana", "--kind", "organization", "--json").json["events"]
    assert [event["text"] for event in events] == [
        "left Acme (CTO) for Borealis",
        "left Borealis (CTO)",
    ]
    assert {event["kind"] for event in events} == {"organization"}
