"""A calendar of a month, as it is imported, changed in the calendar, and imported again."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Answer

Cli = Callable[..., Answer]

MONTH = (
    """BEGIN:VEVENT
UID:w@acme.example
DTSTART;TZID=Europe/Berlin:20261201T100000
DURATION:PT1H
RRULE:FREQ=WEEKLY;COUNT=5
SUMMARY:Weekly
ATTENDEE:mailto:dana@acme.example
END:VEVENT
""",
    """BEGIN:VEVENT
UID:w@acme.example
RECURRENCE-ID;TZID=Europe/Berlin:20261208T100000
DTSTART;TZID=Europe/Berlin:20261209T140000
DURATION:PT1H
SUMMARY:Weekly
ATTENDEE:mailto:dana@acme.example
END:VEVENT
""",
    """BEGIN:VEVENT
UID:w@acme.example
RECURRENCE-ID;TZID=Europe/Berlin:20261215T100000
DTSTART;TZID=Europe/Berlin:20261215T100000
DURATION:PT1H
STATUS:CANCELLED
SUMMARY:Weekly
ATTENDEE:mailto:dana@acme.example
END:VEVENT
""",
)
"""A weekly meeting, the second one moved, the third one cancelled."""


def test_a_months_calendar_is_changed_and_imported_again(cli: Cli, tmp_path: Path) -> None:
    """Moved, taken back, renamed and called off; topics and the summary by hand stay."""

    def meetings() -> dict[str, tuple[str, str, str]]:
        listed = cli("meeting", "list", "--json").json["meetings"]
        return {m["ref"]: (m["state"], m["starts_at"][5:16], m["title"]) for m in listed}

    def take_in(*events: str) -> dict[str, list[str]]:
        content = "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(events) + "END:VCALENDAR\n"
        path = tmp_path / "month.ics"
        path.write_text(content)
        answer = cli("import", "ical", str(path), "--me", "me@acme.example", "--json")
        assert answer.code == 0, answer.err
        return {key: answer.json[key] for key in ("created", "changed")}

    cli("client", "add", "Dana Reyes", "--email", "dana@acme.example")
    weekly, moved, _ = MONTH
    assert take_in(*MONTH)["changed"] == []
    refs = {start: ref for ref, (_, start, _) in meetings().items()}
    assert meetings() == {
        refs["12-01T10:00"]: ("planned", "12-01T10:00", "Weekly"),
        refs["12-09T14:00"]: ("planned", "12-09T14:00", "Weekly"),
        refs["12-22T10:00"]: ("planned", "12-22T10:00", "Weekly"),
        refs["12-29T10:00"]: ("planned", "12-29T10:00", "Weekly"),
    }
    before = cli("export").out
    assert take_in(*MONTH) == {"created": [], "changed": []}
    cli("meeting", "edit", refs["12-22T10:00"], "--summary", "prepared by mail")

    # The second is where it was at first, the third takes place after all, the last is called off.
    last = moved.replace("20261208", "20261229").replace("20261209T14", "20261230T09")
    later = take_in(weekly.replace("Weekly", "Review"), last.replace("Weekly", "Review"))
    assert len(later["created"]) == 1
    assert {state for state, *_ in meetings().values()} == {"planned"}
    assert [start for _, start, _ in sorted(meetings().values(), key=lambda m: m[1])] == [
        "12-01T10:00", "12-08T10:00", "12-15T10:00", "12-22T10:00", "12-30T09:00",
    ]  # fmt: skip
    assert {title for *_, title in meetings().values()} == {"Review"}
    item = cli("show", refs["12-22T10:00"], "--json").json["item"]
    assert item["summary"] == "prepared by mail"
    assert cli("undo", "2").code == 0
    assert cli("export").out == before
