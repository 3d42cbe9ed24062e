"""Which client a name means, and what is on a client's card."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.client_fields import CLIENT_FIELDS
from clientlog.errors import AmbiguousNameError, NotFoundError
from clientlog.queries import clients as queries
from clientlog.queries.values import Client
from clientlog.store.tables import Absence
from clientlog.write import clients, notes
from tests.looking import DANA, client, clock_at, give, meet, moment_at, reading, writing


@pytest.fixture
def people(journal: Path) -> Path:
    """A journal with namesakes, an archived client, aliases and tags."""
    with writing(journal) as change:
        dana = client(change, organization="Acme", role="CTO", emails=["b@x.org", "a@x.org"])
        client(change, "Dana Berg", organization="Berg", phones=["+49 30 1"])
        client(change, "Ana-Maria Reyes-Ortega", handle="sam")
        sam = client(change, "Sam Li", organization="Acme")
        clients.archive(change, client(change, "Lily Old", organization="Acme"))
        clients.add_alias(change, sam, "The Boss")
        clients.add_alias(change, sam, "Samuel")
        clients.tag(change, dana, ["vip", "Berlin"], [])
        clients.tag(change, sam, ["VIP"], [])
        clients.tag(change, change.all(type(dana), handle="lily-old")[0], ["vip"], [])
    return journal


@pytest.mark.parametrize(
    ("typed", "handles"),
    [
        ("dana-reyes", ["dana-reyes"]),
        (" dana-reyes ", ["dana-reyes"]),
        ("sam", ["sam"]),
        ("DÁNA REYES", ["dana-reyes"]),
        ("the boss", ["sam-li"]),
        ("dana", ["dana-reyes", "dana-berg"]),
        ("ortega", ["sam"]),
        ("reyes-o", ["sam"]),
        ("bos", ["sam-li"]),
        ("li", ["sam-li"]),
        ("lil", ["lily-old"]),
        ("ana", ["sam"]),
        ("eyes", []),
        ("...", []),
    ],
)
def test_a_name_means_a_handle_then_a_whole_name_then_the_start_of_a_word(
    people: Path, typed: str, handles: list[str]
) -> None:
    """A hyphen begins a word; archived clients answer where nobody else does."""
    with reading(people) as db:
        assert [match.handle for match in queries.matching_clients(db, typed)] == handles


def test_several_matches_are_all_named_and_none_is_guessed(people: Path) -> None:
    """The error holds the handles to choose from."""
    with reading(people) as db:
        assert queries.find_client(db, "boss").handle == "sam-li"
        with pytest.raises(AmbiguousNameError) as caught:
            queries.find_client(db, "dana")
    assert "dana-reyes" in str(caught.value) + caught.value.hint
    assert "dana-berg" in str(caught.value) + caught.value.hint


def test_an_unknown_name_comes_with_near_ones(people: Path) -> None:
    """A typing error leads to the right one; a pasted page to nothing."""
    with reading(people) as db:
        with pytest.raises(NotFoundError, match="no client matches 'dnaa berg'") as caught:
            queries.find_client(db, "dnaa berg")
        assert "dana-berg" in caught.value.hint
        assert queries.suggest_clients(db, "smauel") == "did you mean sam-li?"
        assert queries.suggest_clients(db, "xyzzy") == "see: clientlog client list"
        assert queries.suggest_clients(db, "x" * 101) == ""
        assert queries.suggest_clients(db, "x" * 100) != ""


def test_an_empty_journal_suggests_to_add_somebody(journal: Path) -> None:
    """There is nobody to look for."""
    with writing(journal):
        pass
    with reading(journal) as db:
        assert queries.suggest_clients(db, "dana") == "add one with: clientlog client add NAME"
        assert not queries.has_clients(db)


def test_an_exact_handle_is_no_name_and_no_prefix(people: Path) -> None:
    """What cannot be guessed at takes the handle alone."""
    with reading(people) as db:
        assert queries.has_clients(db)
        assert queries.exact_client(db, "dana-berg").name == "Dana Berg"
        with pytest.raises(NotFoundError) as caught:
            queries.exact_client(db, "dana berg")
        assert "dana-berg" in caught.value.hint
        with pytest.raises(NotFoundError, match="no client has the handle 'xyzzy'"):
            queries.exact_client(db, "xyzzy")


def test_namesakes_are_told_apart_by_role_and_organization() -> None:
    """What is not known is left out."""
    assert queries.describe_client(DANA) == "Dana Reyes (dana-reyes)"
    dana = DANA._replace(organization="Acme", role="CTO")
    assert queries.describe_client(dana) == "Dana Reyes (dana-reyes), CTO, Acme"


@pytest.mark.parametrize(
    ("time", "around"), [("08:29", False), ("08:30", True), ("12:00", True), ("12:01", False)]
)
def test_a_meeting_is_around_from_half_an_hour_before_to_two_hours_after(
    people: Path, time: str, around: bool
) -> None:
    """Only a planned meeting with this very client counts."""
    with writing(people) as change:
        meet(change, "2026-11-20 09:00", state="planned")
        meet(change, "2026-11-20 09:00", client(change, "Dana Berg"))
    with reading(people) as db:
        clock = clock_at(f"2026-11-20 {time}")
        assert queries.is_met_around(db, clock, queries.exact_client(db, "dana-reyes")) == around
        assert not queries.is_met_around(db, clock, queries.exact_client(db, "dana-berg"))


def test_cards_come_by_name_with_addresses_tags_aliases_and_the_last_contact(people: Path) -> None:
    """The preferred address comes first; tags by name, aliases as they were added."""
    with writing(people) as change:
        dana = client(change)
        notes.touch(change, dana, moment_at("2026-11-01 10:00"))
        meet(change, "2026-10-01 10:00")
        notes.touch(change, client(change, "Dana Berg"), moment_at("2026-11-02 08:00"))
        change.add(
            Absence(
                client_id=client(change, "Sam Li").id,
                from_day=date(2026, 12, 10),
                until_day=date(2026, 12, 20),
            )
        )
        for first, back in ((1, 5), (3, 9), (2, 4)):
            change.add(
                Absence(
                    client_id=dana.id,
                    from_day=date(2026, 12, first),
                    until_day=date(2026, 12, back),
                )
            )
    with reading(people) as db:
        everybody = queries.list_clients(db)
        assert [card.name for card in everybody] == [
            "Ana-Maria Reyes-Ortega", "Dana Berg", "Dana Reyes", "Lily Old", "Sam Li"
        ]  # fmt: skip
        card = queries.client_card(db, 1)
        active = queries.list_clients(db, archived=False, organization="Acme")
    assert card.emails == ("b@x.org", "a@x.org")
    assert (card.phones, everybody[1].phones) == ((), ("+49 30 1",))
    assert card.tags == ("Berlin", "vip")
    assert (card.aliases, everybody[0].last_contact) == ((), None)
    assert card.last_contact == moment_at("2026-11-01 10:00")
    assert (card.away_from, card.away_until) == (date(2026, 12, 3), date(2026, 12, 9))
    assert card.entered_at == moment_at("2026-11-02 09:00")
    assert everybody[4].aliases == ("The Boss", "Samuel")
    assert [card.archived for card in everybody] == [False, False, False, True, False]
    assert all(card.by_hand for card in everybody)
    assert [card.handle for card in active] == ["dana-reyes", "sam-li"]


def test_clients_are_found_by_all_of_their_tags_whatever_case(people: Path) -> None:
    """One tag finds the active clients by name; several find who has all of them."""
    with reading(people) as db:
        found = [card.handle for card in queries.clients_with_tag(db, " vip ")]
        assert found == ["dana-reyes", "sam-li"]
        assert queries.handles_with_tags(db, ["VIP"]) == {"dana-reyes", "sam-li", "lily-old"}
        assert queries.handles_with_tags(db, ["vip", "berlin"]) == {"dana-reyes"}
        assert queries.handles_with_tags(db, ["munich"]) == set()


@pytest.mark.parametrize("kind", ["promise", "action", "news", "meeting"])
def test_a_promise_an_action_news_or_a_meeting_make_a_client_one_on_record(
    people: Path, kind: str
) -> None:
    """A note, or what is recorded of another client, does not."""
    with writing(people) as change:
        notes.note(change, client(change), "likes tea")
        whom = client(change, "Dana Berg")
        if kind == "news":
            notes.note(change, whom, "a new price", kind="news")
        elif kind == "meeting":
            meet(change, "2026-11-20 09:00", whom)
        else:
            give(change, "a table", kind=kind, whom=whom)
    with reading(people) as db:
        assert queries.is_recorded(db, queries.exact_client(db, "dana-berg"))
        assert not queries.is_recorded(db, queries.exact_client(db, "dana-reyes"))


def test_every_stored_field_comes_before_those_that_are_worked_out() -> None:
    """A client is made of the columns in the order of its fields."""
    stored = {"id", "handle", "name", "direction", *(field.name for field in CLIENT_FIELDS)}
    assert set(Client._fields[: len(stored)]) == stored


def test_a_whole_name_is_not_taken_for_the_start_of_another(journal: Path) -> None:
    """An alias is as good as a name; who shares it comes in the order of entry."""
    with writing(journal) as change:
        clients.add_alias(change, client(change, "Ann Leeson"), "Chief")
        client(change, "Ann Lee", by_hand=False)
        client(change, "Chief")
        client(change, "***")
    with reading(journal) as db:
        assert queries.matching_clients(db, "...") == []
        (ann,) = queries.matching_clients(db, "ann lee")
        assert (ann.name, ann.by_hand) == ("Ann Lee", False)
        chiefs = queries.matching_clients(db, "CHIEF")
        assert [chief.name for chief in chiefs] == ["Ann Leeson", "Chief"]
        for words, whole in (("ANN LEE", True), ("chief", True), ("ann", False), ("...", False)):
            assert queries.is_whole_name(db, words) == whole


def test_up_to_three_clients_are_suggested_however_many_spellings_are_alike(journal: Path) -> None:
    """A handle, a word and an alias of the same client count once."""
    with writing(journal) as change:
        for alias in ("Marlena", "Marlen"):
            clients.add_alias(change, client(change, "Marlene"), alias)
        for name in ("Marlies", "Merlin", "Marlow", "Marla"):
            client(change, name)
        client(change, "x" * 99)
    with reading(journal) as db:
        assert queries.similar_handles(db, "marlenne") == ["marlene", "marlies", "marla"]
        assert len(queries.similar_handles(db, "marl")) == 3
        assert len(queries.similar_handles(db, "x" * 100)) == 1
        assert queries.similar_handles(db, "x" * 101) == []
