"""People: entered, changed, merged, set aside, removed, purged."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.helping import assert_help_is_documented
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


def test_tags_may_be_separated_by_commas(cli: Cli) -> None:
    """They are two."""
    cli("client", "add", "Dana Reyes", "--tag", "a,b", "--tag", "c")
    assert cli("client", "list", "--json").json["clients"][0]["tags"] == ["a", "b", "c"]


def test_another_spelling_of_an_organization_is_no_move(cli: Cli) -> None:
    """One that was misspelt is, with the commands that correct it instead."""
    cli("client", "add", "Dana Reyes", "--org", "Summit Helth")
    answer = cli("client", "edit", "dana", "--org", "Summit Health", "--cadence", "3w")
    assert answer.out.endswith("organization Summit Health; quiet after 21 days\n")
    assert "clientlog undo --change 2, then clientlog org rename 'Summit Helth'" in answer.err
    cli("undo")
    cli("org", "rename", "Summit Helth", "Summit Health")
    assert cli("client", "edit", "dana", "--org", "summit health").err == ""
    assert cli("show", "dana", "--json").json["before"] == []
    assert cli("client", "edit", "dana", "--org", "Acme").err == ""
    assert cli("show", "dana", "--json").json["before"][0]["organization"] == "summit health"


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("client")


def test_an_edit_says_what_it_changed(cli: Cli) -> None:
    """Each value in words; what was taken away is none."""
    added = cli("client", "add", "Ann", "Lee", "--handle", "al", "--org", "Beta", "--tag", "vip")
    assert added.out == "al  Ann Lee, outside at Beta\n"
    values = ["--role", "CEO", "--stake", "exec", "--channel", "phone", "--vision", "one\ntwo",
              "--cadence", "3w", "--phone", "5", "--phone", "6", "--tag", "new", "--untag", "vip",
              "--direction", "down", "--name", "Ann B", "--handle", "ab"]  # fmt: skip
    assert cli("client", "edit", "al", *values).out == (
        "ab  Ann B: role CEO; stake executive; channel call; vision one\ntwo; phone 5, 6;"
        " handle ab; direction down; name Ann B; quiet after 21 days; tag new; no tag vip\n"
    )
    assert cli("client", "add", "Tom").out == "tom  Tom, outside\n"


def test_none_takes_a_value_away(cli: Cli) -> None:
    """As an empty text does."""
    cli("client", "add", "Ann", "--role", "CEO", "--cadence", "3w", "--phone", "5")
    assert cli("client", "edit", "ann", "--role", "none", "--phone", "none").out == (
        "ann  Ann: role none; phone none\n"
    )
    assert cli("client", "edit", "ann", "--cadence", "none").out == (
        "ann  Ann: no cadence of their own\n"
    )


def test_a_tag_alone_can_be_changed_and_nothing_cannot(cli: Cli) -> None:
    """It says what may be."""
    cli("client", "add", "Ann", "--tag", "vip")
    assert cli("client", "edit", "ann", "--untag", "vip").out == "ann  Ann: no tag vip\n"
    assert cli("client", "edit", "ann", "--tag", "new,, old").out == "ann  Ann: tag new; tag old\n"
    for nothing in ([], ["--tag", ","]):
        refused = cli("client", "edit", "ann", *nothing)
        assert (refused.code, refused.err.splitlines()[0]) == (
            2, "clientlog: nothing to change was named",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--handle", "A B"], ""),
        (["--direction", "round"], "--direction: unknown value 'round'"),
        (["--stake", "big"], "--stake: unknown value 'big'"),
        (["--cadence", "often"], "--cadence: "),
        (["--channel", "pigeon"], "--channel: unknown channel 'pigeon'"),
        (["--role", "\u200b"], "--role is empty"),
        (["--vision", "\u200b"], "--vision is empty"),
        (["--email", "\u200b"], "--email is empty"),
        (["--phone", "\u200b"], "--phone is empty"),
        (["--tag", "\u200b"], "--tag is empty"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(cli: Cli, options: list[str], message: str) -> None:
    """With the name of its option, and nobody is entered."""
    answer = cli("client", "add", "Ann", *options)
    assert answer.code == 2
    assert answer.err.startswith(f"clientlog: {message}")
    assert cli("show", "ann").code in {4, 5}


@pytest.mark.parametrize("options", [[], ["--stake", "manager"]])
def test_who_had_no_stake_or_stays_is_not_asked_for_one(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    """Nor where it is given, or the organization is only taken away."""
    monkeypatch.setattr("clientlog.cli.questions.can_ask", lambda: True)
    cli("client", "add", "Ann", "--org", "Acme")
    assert "Stake at" not in cli("client", "edit", "ann", "--org", "Beta", *options).err
    cli("client", "edit", "ann", "--stake", "manager")
    assert "Stake at" not in cli("client", "edit", "ann", "--org", "BETA").err
    assert "Stake at" not in cli("client", "edit", "ann", "--org", "").err


def test_the_list_is_narrowed_by_every_option(cli: Cli) -> None:
    """Each leaves one of them."""
    cli("client", "add", "Ann", "--direction", "up", "--org", "Acme", "--stake", "executive",
        "--stage", "partnership", "--tag", "vip")  # fmt: skip
    cli("client", "add", "Tom")
    cli("touch", "tom")
    for options in (["-d", "up"], ["--org", "acme"], ["--stake", "exec"], ["--stage", "part"],
                    ["--tag", "VIP"], ["--quiet-since", "today"]):  # fmt: skip
        listed = cli("client", "list", *options, "--json").json["clients"]
        assert [client["handle"] for client in listed] == ["ann"]
    cli("client", "archive", "ann", "--yes")
    assert len(cli("client", "list", "--json").json["clients"]) == 1
    listed = cli("client", "list", "--all", "--sort", "-handle", "--json").json["clients"]
    assert [client["handle"] for client in listed] == ["tom", "ann"]
