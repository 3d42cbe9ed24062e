"""The messy half-year: what must hold on every evening of it."""

from statistics import median

import pytest

from clientlog.queries.values import Client, Commitment, Meeting
from clientlog.rules.runner import clients_of

from .figures import Evening, measure
from .half_year import evenings


@pytest.fixture(scope="module")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> list[Evening]:
    """Every evening of it."""
    return list(evenings(tmp_path_factory.mktemp("half-year")))


@pytest.mark.slow
def test_reports_are_short(half_year: list[Evening]) -> None:
    """At most 25 lines on a usual evening, at most 45 on the worst."""
    lines = measure(half_year).lines
    assert median(lines) <= 25
    assert max(lines) <= 45


@pytest.mark.slow
def test_nothing_is_flagged_about_stand_ups(half_year: list[Evening]) -> None:
    """A routine series asks for nothing, and its members are not quiet."""
    for evening in half_year:
        for flag in evening.flags:
            assert not (isinstance(flag.subject, Meeting) and flag.subject.routine)


@pytest.mark.slow
def test_who_is_away_is_flagged_by_my_dated_words_only(half_year: list[Evening]) -> None:
    """Tom is on leave for four weeks."""
    for evening in half_year:
        away = {
            absence.client_id
            for absence in evening.snapshot.absences
            if absence.client_id and absence.covers(evening.day)
        }
        for flag in evening.flags:
            clients = clients_of(flag.subject)
            if clients and all(client.id in away for client in clients):
                assert isinstance(flag.subject, Commitment)
                assert flag.subject.due and not flag.subject.theirs


@pytest.mark.slow
def test_the_all_hands_is_no_contact(half_year: list[Evening]) -> None:
    """Nine people in a room: nobody was spoken with."""
    evening = next(one for one in half_year if f"{one.day:%m-%d}" == "09-17")
    (nora,) = (one for one in evening.snapshot.relationships if one.client.handle == "nora-vik")
    assert nora.last_contact is None
    assert isinstance(nora.client, Client)
