"""Records as documents of an older schema have them."""

from typing import Any

import pytest

from clientlog.interchange.older import upgrade

UUID = "11111111-2222-4333-8444-555555555555"
CLIENT = {
    "record": "client", "uuid": UUID, "number": 3, "recorded_at": "2026-11-01T09:00:00Z",
    "changed_at": "2026-11-02T09:00:00Z", "zone": "UTC", "name": "Ann",
}  # fmt: skip
PART = {
    "recorded_at": "2026-11-01T09:00:00Z", "changed_at": "2026-11-02T09:00:00Z", "zone": "UTC",
    "client": UUID,
}  # fmt: skip


@pytest.mark.parametrize(
    "raw", [CLIENT, {"record": "note", "email": "a"}, {"email": "a"}, {"record": ["client"]}]
)
def test_what_is_of_the_newest_schema_stays_as_it_is(raw: dict[str, Any]) -> None:
    """Only a client was another record once."""
    assert list(upgrade(raw)) == [raw]


def test_an_address_of_a_client_becomes_a_record_of_its_own() -> None:
    """The email address is the first of each client, the telephone number the second."""
    client, email, phone = upgrade({**CLIENT, "email": "a@x.org", "phone": "123"})
    assert client == CLIENT
    assert email == PART | {
        "record": "address", "uuid": "11111111-2222-a333-8444-555555555555", "number": 5,
        "kind": "email", "value": "a@x.org", "position": 0,
    }  # fmt: skip
    assert phone == PART | {
        "record": "address", "uuid": "11111111-2222-b333-8444-555555555555", "number": 6,
        "kind": "phone", "value": "123", "position": 0,
    }  # fmt: skip
    assert list(upgrade({**CLIENT, "email": None, "phone": None})) == [CLIENT]


@pytest.mark.parametrize(
    ("until", "first"),
    [("2026-12-01", "2026-11-02"), ("2026-11-02", "2026-11-01"), ("2026-11-03", "2026-11-02")],
)
def test_an_absence_began_when_the_client_was_changed(until: str, first: str) -> None:
    """Or the day before its end, where that was earlier."""
    client, absence = upgrade({**CLIENT, "away_until": until})
    assert client == CLIENT
    assert absence == PART | {
        "record": "absence", "uuid": "11111111-2222-c333-8444-555555555555", "number": 3,
        "from_day": first, "until_day": until,
    }  # fmt: skip


def test_an_absence_that_is_none_is_left_out_and_a_wrong_one_handed_on() -> None:
    """Whoever checks the record names what is wrong."""
    assert list(upgrade({**CLIENT, "away_until": "1900-01-01"})) == [CLIENT]
    _, absence = upgrade({**CLIENT, "away_until": "soon"})
    assert (absence["from_day"], absence["until_day"]) == ("soon", "soon")
    _, address = upgrade({**CLIENT, "uuid": 7, "number": "x", "email": "a"})
    assert (address["uuid"], address["number"]) == (7, None)
