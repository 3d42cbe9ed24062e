"""What an import has to know of the journal."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clientlog.queries import imports as queries
from clientlog.store.tables import ExternalKey
from clientlog.write import clients, notes
from tests.looking import client, give, meet, moment_at, reading, writing


@pytest.fixture
def imported(journal: Path) -> Path:
    """A journal with two clients and two meetings, some of them known to a calendar."""
    with writing(journal) as change:
        dana = client(
            change, organization="Acme", cadence_days=14, emails=["b@x.org", "a@x.org"],
            phones=["+49 30 1234567"],
        )  # fmt: skip
        sam = client(change, "Sam Li")
        clients.add_alias(change, dana, "D. Reyes")
        clients.add_alias(change, dana, "Dany")
        clients.tag(change, dana, ["vip", "berlin"], [])
        review = meet(change, "2026-11-24 10:00", dana, sam, state="planned", title="Review")
        talk = meet(change, "2026-11-01 10:00", sam, summary="spoke", place="Room 1")
        for source, key, table, uuid, digest in (
            ("vcard", "dana", "client", dana.uuid, None),
            ("vcard", "gone", "client", "0" * 36, None),
            ("ical", "dana", "client", sam.uuid, None),
            ("ical", "review", "meeting", review.uuid, "abc"),
            ("ical", "gone", "meeting", "0" * 36, None),
            ("csv", "other", "meeting", review.uuid, None),
            ("csv", "talk", "meeting", talk.uuid, None),
            ("vcard", "no person", "meeting", review.uuid, None),
        ):
            change.add(
                ExternalKey(
                    source=source, key=key, record_table=table, record_uuid=uuid, digest=digest
                )
            )
    return journal


def test_people_are_known_with_addresses_names_tags_and_filled_columns(imported: Path) -> None:
    """In the order of the journal; what is empty is not among the values."""
    with reading(imported) as db:
        directory = queries.load_directory(db, "vcard")
    dana = directory.with_handle("dana-reyes")
    assert dana
    assert dana.id == 1
    assert dana.emails == ["b@x.org", "a@x.org"]
    assert dana.phones == ["+49 30 1234567"]
    assert (dana.aliases, dana.tags) == (("D. Reyes", "Dany"), ["vip", "berlin"])
    assert dana.values == {"direction": "outside", "organization": "Acme", "cadence_days": 14}
    assert directory.with_name("dany") == [dana]
    assert directory.keys == {"dana": dana, "gone": None}


def test_meetings_are_known_with_who_attends_and_what_sources_call_them(imported: Path) -> None:
    """A meeting that was removed since is a key without a meeting."""
    with reading(imported) as db:
        meetings = queries.load_meetings(db, "ical")
        with_csv = queries.load_meetings(db, "csv")
    review = meetings.keys["review"].meeting
    assert review
    assert (review.id, review.state, review.title, review.place) == (1, "planned", "Review", None)
    assert review.starts_at == moment_at("2026-11-24 10:00")
    assert review.ends_at == moment_at("2026-11-24 11:00")
    assert sorted(review.clients) == [1, 2]
    assert meetings.keys["review"].digest == "abc"
    assert meetings.keys["gone"].meeting is None
    assert set(meetings.keys) == {"review", "gone"}
    assert with_csv.keys["other"].digest == ""
    talk = with_csv.keys["talk"].meeting
    assert talk and (talk.place, talk.state, talk.title) == ("Room 1", "held", None)


def test_keys_of_one_source_are_known_whatever_they_stand_for(imported: Path) -> None:
    """Each source has names of its own."""
    with reading(imported) as db:
        assert queries.known_keys(db, "ical") == {"dana", "review", "gone"}
        assert queries.known_keys(db, "mail") == set()


def test_days_of_mail_are_local(imported: Path) -> None:
    """Contacts on other channels are none by mail."""
    with writing(imported) as change:
        dana = client(change)
        notes.touch(change, dana, moment_at("2026-11-02 00:30"), channel="email")
        notes.touch(change, dana, moment_at("2026-11-03 10:00"), channel="call")
    with reading(imported) as db:
        assert queries.mail_days(db, ZoneInfo("Europe/Berlin")) == {(1, date(2026, 11, 2))}
        assert queries.mail_days(db, ZoneInfo("UTC")) == {(1, date(2026, 11, 1))}


def test_what_minutes_may_hold_already_is_known_by_its_text(imported: Path) -> None:
    """Commitments by client, kind and side; texts of action items and decisions."""
    with writing(imported) as change:
        give(change, "a table", kind="action")
        give(change, "a chair", theirs=True)
        notes.note(change, client(change), "go", kind="decision")
        notes.note(change, client(change), "likes tea")
    with reading(imported) as db:
        assert queries.known_commitments(db) == {
            (1, "action", False, "a table"),
            (1, "promise", True, "a chair"),
        }
        assert queries.known_texts(db) == {"a table", "go"}
        assert queries.summary_of(db, 2) == "spoke"
        assert queries.summary_of(db, 1) is None
        assert queries.summary_of(db, 9) is None
