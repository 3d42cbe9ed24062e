"""What an export needs beside the values that everybody sees."""

from pathlib import Path

from clientlog.queries.exports import external_keys, identities
from clientlog.store.tables import ExternalKey
from tests.looking import client, give, moment_at, reading, writing


def test_identities_are_by_number_with_the_last_change(journal: Path) -> None:
    """A record that was changed later says so; its UUID stays."""
    with writing(journal, "2026-11-02 09:00") as change:
        uuids = [give(change, text).uuid for text in ("one", "two")]
        give(change, "an action", kind="action")
    with writing(journal, "2026-11-03 09:00") as change:
        change.all(type(give(change, "three")), id=1)[0].text = "other"
    with reading(journal) as db:
        known = identities(db, "promise")
    assert sorted(known) == [1, 2, 3]
    assert known[1] == (uuids[0], moment_at("2026-11-03 09:00"))
    assert known[2] == (uuids[1], moment_at("2026-11-02 09:00"))


def test_a_record_is_called_as_its_source_first_called_it(journal: Path) -> None:
    """Keys of another source are not used."""
    with writing(journal) as change:
        dana = client(change)
        for source, key in (("ical", "other"), ("vcard", "first"), ("vcard", "second")):
            change.add(
                ExternalKey(source=source, key=key, record_table="client", record_uuid=dana.uuid)
            )
    with reading(journal) as db:
        assert external_keys(db, "vcard") == {dana.uuid: "first"}
        assert external_keys(db, "ical") == {dana.uuid: "other"}
