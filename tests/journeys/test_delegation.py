"""Work passed on to somebody who is a client too: on their pages, through every change of name."""

from collections.abc import Callable

from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once(autouse=True)
def delegated(cli: Cli) -> None:
    """Dana is promised a plan, which Sam makes; Ann is no client."""
    cli("client", "add", "Dana Reyes", "--direction", "up")
    cli("client", "add", "Sam Li", "--direction", "down")
    cli("promise", "dana", "send the plan due:fri owner:sam", "--told")
    cli("action", "dana", "check the figures due:mon owner:sam")
    cli("action", "dana", "print it", "--owner", "Ann Lee")


def _owner(cli: Cli, ref: str) -> str | None:
    owner: str | None = cli("show", ref, "--json").json["item"]["owner"]
    return owner


def test_an_owner_who_is_a_client_is_a_link(cli: Cli) -> None:
    """Any other owner stays a name."""
    assert [_owner(cli, ref) for ref in ("p1", "a1", "a2")] == ["sam-li", "sam-li", "Ann Lee"]


def test_it_is_in_their_hands_on_their_pages(cli: Cli) -> None:
    """For whom and by when, late first; the client's own page has it as mine."""
    late = {"CLIENTLOG_NOW": "2026-11-24T09:00:00+01:00"}
    shown = cli("show", "sam", "--json", **late).json
    assert [one["ref"] for one in shown["in_hands"]] == ["a1", "p1"]
    assert "In their hands" in cli("show", "sam", **late).out
    page = cli("agenda", "sam", **late).out
    assert page.index("check the figures") < page.index("send the plan")
    assert "for Dana Reyes" in page
    assert "In their hands" not in cli("show", "dana").out
    cli("done", "p1", "a1")
    assert cli("show", "sam", "--json").json["in_hands"] == []


def test_list_owner_finds_the_link_and_the_name(cli: Cli) -> None:
    """By WHO and by free text."""
    refs = [one["ref"] for one in cli("list", "--owner", "sam", "--json").json["items"]]
    assert sorted(refs) == ["a1", "p1"]
    assert [x["ref"] for x in cli("list", "--owner", "Ann", "--json").json["items"]] == ["a2"]


def test_links_follow_a_new_name_a_merge_and_a_purge(cli: Cli) -> None:
    """Renamed, merged and purged: the name on the commitment is the present one, or none."""
    cli("client", "edit", "sam", "--name", "Samira Li")
    assert "Samira Li" in cli("show", "p1").out
    cli("client", "add", "Samira Lee")
    cli("client", "merge", "sam-li", "samira-lee", "--yes")
    assert _owner(cli, "p1") == "samira-lee"
    cli("client", "purge", "samira-lee", "--yes")
    assert _owner(cli, "p1") == "(purged)"
    assert "amira" not in cli("export", "--format", "json").out
    assert "amira" not in cli("history", "p1").out


def test_doctor_offers_links_and_changes_nothing(cli: Cli) -> None:
    """A name that became a client's is offered with the command that links it."""
    cli("client", "add", "Ann Lee")
    answer = cli("doctor")
    assert answer.code == 0
    assert "clientlog edit a2 --owner ann-lee" in answer.out
    assert _owner(cli, "a2") == "Ann Lee"
    assert cli("edit", "a2", "--owner", "ann-lee").code == 0
    assert _owner(cli, "a2") == "ann-lee"
    assert "--owner ann-lee" not in cli("doctor").out


def test_a_record_is_handed_to_another_client(cli: Cli) -> None:
    """`edit REF --client WHO` moves topics, notes and commitments."""
    cli("topic", "dana", "the budget")
    assert cli("edit", "t1", "--client", "sam").code == 0
    assert cli("edit", "p1", "--client", "sam").code == 0
    assert [cli("show", ref, "--json").json["item"]["client"] for ref in ("t1", "p1")] == [
        "sam-li",
        "sam-li",
    ]
    assert _owner(cli, "p1") is None


def test_a_finished_delegate_may_hear_feedback(cli: Cli) -> None:
    """The command that gives it is named."""
    assert "note sam-li TEXT --kind feedback --given" in cli("done", "p1").err
