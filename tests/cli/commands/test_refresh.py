"""`refresh`: four weeks lived with a calendar folder, an address book and a Maildir."""

import json
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from clientlog.render.progress import Progress
from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer

Program = Callable[..., Answer]

ME, DANA, SAM = "me@acme.example", "dana@acme.example", "sam@acme.example"


def card(name: str, uid: str, *emails: str) -> str:
    """Write an address card."""
    lines = [f"EMAIL:{email}" for email in emails]
    return "\r\n".join(
        ["BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", f"FN:{name}", *lines, "END:VCARD", ""]
    )


def event(uid: str, start: datetime, *attendees: str, more: str = "", title: str = "Talk") -> str:
    """Write an event of an hour in the zone of Berlin."""
    form = "%Y%m%dT%H%M%S"
    people = [f"ATTENDEE:mailto:{address}" for address in attendees]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20261101T000000Z",
        f"DTSTART;TZID=Europe/Berlin:{start.strftime(form)}",
        f"DTEND;TZID=Europe/Berlin:{(start + timedelta(hours=1)).strftime(form)}",
        f"SUMMARY:{title}",
        *filter(None, more.split("|")),
        *people,
        "END:VEVENT",
    ]
    return "\r\n".join(lines)


def calendar(*events: str) -> str:
    """Write a calendar of events."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *events, "END:VCALENDAR", ""])


def mail(number: int, sender: str, recipient: str, at: datetime) -> str:
    """Write a message."""
    return (
        f"From: {sender}\nTo: {recipient}\nDate: {at:%d %b %Y %H:%M:%S} +0100\n"
        f"Message-ID: <{number}@x>\nSubject: private\n\nprivate text\n"
    )


class Desk:
    """The folders that other programs keep, and the program under test on one evening."""

    def __init__(self, folder: Path, run: Program) -> None:
        self.folder, self.run = folder, run
        self.now = datetime(2026, 11, 2, 18)
        for name in ("people", "calendar", "mail/cur", "mail/new", "mail/tmp"):
            (folder / name).mkdir(parents=True)
        (folder / "config.toml").write_text(
            f'me = ["{ME}"]\n'
            f'[sources.people]\nkind = "vcard"\npath = "{folder}/people"\ncreate = true\n'
            f'[sources.work]\nkind = "ical"\npath = "{folder}/calendar"\nskip = ["Focus*"]\n'
            f'[sources.mail]\nkind = "mail"\npath = "{folder}/mail"\n'
        )

    def write(self, name: str, text: str) -> None:
        """Write a file as another program does."""
        (self.folder / name).write_bytes(text.encode())

    def do(self, *arguments: str, code: int = 0) -> Answer:
        """Run the program this evening."""
        answer = self.run(*arguments, CLIENTLOG_NOW=self.now.isoformat())
        assert answer.code == code, answer.err
        return answer

    def refresh(self) -> dict[str, list[str]]:
        """Read the sources; return what was created and changed."""
        document = self.do("refresh", "--json").json
        return {"created": document["created"], "changed": document["changed"]}

    def flags(self) -> set[str]:
        """Return the keys of what is late or needs to be done now."""
        document = self.do("report", "--json").json
        return {flag["key"] for flag in document["flags"] if flag["severity"] in {"late", "now"}}

    def evening(self, day: date) -> None:
        """Let it be six o'clock on another day."""
        self.now = datetime(day.year, day.month, day.day, 18)


@pytest.fixture
def desk(tmp_path: Path, cli: Program) -> Desk:
    """Folders of other programs that a configuration names."""
    return Desk(tmp_path, cli)


def test_four_weeks_are_lived_with_summaries_alone(desk: Desk) -> None:
    """Everything else comes from the address book, the calendar and the mail."""
    monday = datetime(2026, 11, 2, 10)
    desk.write("people/dana.vcf", card("Dana Reyes", "d", DANA))
    desk.write("people/sam.vcf", card("Sam Li", "s", SAM))
    weekly = event("w", monday + timedelta(days=1), ME, DANA, more="RRULE:FREQ=WEEKLY;COUNT=4")
    focus = event("f", monday, ME, DANA, title="Focus time")
    desk.write("calendar/w.ics", calendar(weekly))
    desk.write("calendar/f.ics", calendar(focus))
    desk.write("mail/new/1", mail(1, SAM, ME, monday))
    first = desk.refresh()
    assert first == {
        "created": ["dana-reyes", "sam-li", "m1", "m2", "m3", "m4", "k1"],
        "changed": [],
    }
    assert desk.flags() == {"no-agenda:m1"}
    assert desk.do("refresh", "-q").out == ""

    # Tuesday: the meeting took place, and only its summary is typed.
    desk.evening(date(2026, 11, 3))
    assert desk.refresh() == {"created": [], "changed": []}
    assert desk.flags() == {"no-summary:m1"}
    assert "m1" in desk.do("log", "dana", "Agreed on the plan").out
    assert desk.flags() == set()

    # The second occurrence is moved by a day, the third is cancelled, a talk with Sam is new.
    desk.evening(date(2026, 11, 9))
    moved = event("w", monday + timedelta(days=9, hours=1), ME, DANA,
                  more="RECURRENCE-ID;TZID=Europe/Berlin:20261110T100000")  # fmt: skip
    excluded = weekly.replace("COUNT=4", "COUNT=4\r\nEXDATE;TZID=Europe/Berlin:20261117T100000")
    desk.write("calendar/w.ics", calendar(excluded, moved))
    desk.write("calendar/s.ics", calendar(event("s", monday + timedelta(days=10), ME, SAM)))
    desk.write("mail/new/2", mail(2, ME, DANA, datetime(2026, 11, 9, 9)))
    assert desk.refresh() == {"created": ["m5", "k2"], "changed": ["m2", "m3"]}
    meetings = {m["ref"]: m for m in desk.do("meeting", "list", "--json").json["meetings"]}
    assert meetings["m2"]["starts_at"] == "2026-11-11T11:00:00+01:00"
    assert meetings["m3"]["state"] == "cancelled"
    assert meetings["m1"]["summary"] == "Agreed on the plan"

    # A missed week loses nothing. The talk with Sam was deleted from the calendar.
    desk.evening(date(2026, 11, 11))
    (desk.folder / "calendar/s.ics").unlink()
    desk.write("mail/new/1", mail(1, SAM, ME, monday))
    (desk.folder / "mail/new/1").rename(desk.folder / "mail/cur/1:2,S")
    assert desk.refresh() == {"created": [], "changed": ["m5"]}
    assert desk.flags() == {"no-summary:m2"}
    desk.do("log", "dana", "Moved to December")
    desk.evening(date(2026, 11, 25))
    assert desk.refresh() == {"created": [], "changed": []}
    assert desk.flags() == {"no-summary:m4"}
    stored = desk.do("export", "--format", "json").out
    assert "private" not in stored


def test_a_refresh_is_one_undo_and_reads_again_what_was_taken_back(desk: Desk) -> None:
    """Mail too, although it was read already."""
    desk.write("people/dana.vcf", card("Dana Reyes", "d", DANA))
    desk.write("mail/new/1", mail(1, DANA, ME, datetime(2026, 11, 2, 9)))
    created = desk.refresh()["created"]
    assert created == ["dana-reyes", "k1"]
    desk.do("undo")
    assert desk.do("client", "list", "--json").json["clients"] == []
    assert len(desk.refresh()["created"]) == 2


def test_a_source_that_fails_is_named_and_the_others_are_read(desk: Desk) -> None:
    """With exit code 1, and only once where nothing is to be printed."""
    desk.write("people/dana.vcf", card("Dana Reyes", "d", DANA))
    for name in ("cur", "new", "tmp"):
        (desk.folder / "mail" / name).rmdir()
    (desk.folder / "mail").rmdir()
    answer = desk.do("refresh", code=1)
    assert "mail: " in answer.err
    assert "people: 1 created" in answer.out
    quiet = desk.do("refresh", "-q", code=1)
    assert (quiet.out, quiet.err) == ("", "")
    listed = {one["name"]: one for one in desk.do("sources", "--json").json["sources"]}
    assert listed["people"]["read_at"] == "2026-11-02T18:00:00+01:00"
    assert listed["mail"]["read_at"] is None
    assert "no such file" in listed["mail"]["failure"]


def test_a_pipe_is_no_source(desk: Desk) -> None:
    """What is read every hour is there every hour; `import` reads a pipe once."""
    (desk.folder / "people").rmdir()
    os.mkfifo(desk.folder / "people")
    answer = desk.do("refresh", code=1)
    assert "people cannot be read: not a plain file or a folder" in answer.err


def test_a_dry_run_shows_what_would_happen_and_changes_nothing(desk: Desk) -> None:
    """Exactly what the real run then does."""
    desk.write("people/dana.vcf", card("Dana Reyes", "d", DANA))
    desk.write("calendar/w.ics", calendar(event("w", datetime(2026, 11, 3, 10), ME, DANA)))
    answer = desk.do("refresh", "--dry-run", "--json").json
    assert not (desk.folder / "journal.db").exists()
    assert [step["what"] for step in answer["plan"]] == [
        "client Dana Reyes",
        "Talk, Tue 3 Nov 10:00",
    ]
    real = desk.do("refresh", "--json").json
    for key in ("created", "changed", "plan", "skipped", "errors"):
        assert answer[key] == real[key]


def test_sources_say_why_something_was_left_out(desk: Desk) -> None:
    """As counts, and one by one for a source that is named."""
    focus = event("f", datetime(2026, 11, 3, 10), ME, DANA, title="Focus time")
    desk.write("calendar/f.ics", calendar(focus))
    desk.do("refresh")
    assert "1 its title matches Focus*" in desk.do("sources").out
    assert "Focus time, Tue 3 Nov 10:00: its title matches Focus*" in desk.do("sources", "work").out
    assert desk.do("sources", "nowhere", code=4).err.startswith("clientlog: there is no source")


def test_a_wrong_source_in_the_configuration_is_named(desk: Desk) -> None:
    """With the key and what it takes."""
    (desk.folder / "config.toml").write_text('[sources.work]\nkind = "ics"\npath = "x"\n')
    answer = desk.do("refresh", code=2)
    assert "sources.work.kind must be one of ical, vcard, mail, md, not 'ics'" in answer.err


def test_without_sources_nothing_is_read(desk: Desk) -> None:
    """That is no failure."""
    (desk.folder / "config.toml").write_text("")
    assert "no sources are configured" in desk.do("refresh").out
    assert json.loads(desk.do("sources", "--json").out)["sources"] == []


def test_the_report_names_a_source_that_was_not_read_for_a_day(desk: Desk) -> None:
    """And one that never was."""
    desk.do("client", "add", "Sam Li")
    desk.write("people/dana.vcf", card("Dana Reyes", "d", DANA))
    assert (
        "3 sources were not read for a day: people never read, work never read"
        in desk.do("report").err
    )
    desk.do("refresh")
    assert desk.do("report").err == ""
    desk.evening(date(2026, 11, 4))
    assert "people last read on Mon 2 Nov 18:00, work last read" in desk.do("report").err


def test_a_folder_of_minutes_is_a_source(desk: Desk) -> None:
    """New minutes become the summary of the meeting that the calendar had."""
    desk.write("people/dana.vcf", card("Dana Reyes", "d", DANA))
    desk.write("calendar/w.ics", calendar(event("w", datetime(2026, 11, 3, 10), ME, DANA)))
    (desk.folder / "minutes").mkdir()
    with (desk.folder / "config.toml").open("a") as file:
        file.write(f'[sources.minutes]\nkind = "md"\npath = "{desk.folder}/minutes"\n')
    desk.refresh()
    desk.evening(date(2026, 11, 3))
    text = "# Talk\n\nDate: 2026-11-03\nPresent: Dana Reyes\n\nWe agreed.\n"
    desk.write("minutes/talk.md", text)
    assert desk.refresh() == {"created": [], "changed": ["m1"]}
    (meeting,) = desk.do("meeting", "list", "--json").json["meetings"]
    assert (meeting["state"], meeting["summary"]) == ("held", text)
    assert desk.refresh() == {"created": [], "changed": []}


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("refresh")


def configure(desk: Desk, text: str) -> None:
    """Write another configuration."""
    (desk.folder / "config.toml").write_text(text.replace("FOLDER", str(desk.folder)))


def test_quiet_prints_only_what_is_new(desk: Desk) -> None:
    """A line for each source that was read."""
    desk.write("people/dana.vcf", card("Dana Reyes", "d", DANA))
    assert desk.do("refresh", "-q").out.splitlines() == [
        "people: 1 created", "work: nothing new", "mail: nothing new",
    ]  # fmt: skip
    assert desk.do("refresh", "-q").out == ""
    assert desk.do("refresh").out.startswith("people: ")
    desk.write("people/dana.vcf", card("Dana R. Reyes", "d", DANA, "d@x.example"))
    assert "people: 1 changed" in desk.do("refresh", "-q").out


def test_a_dry_run_lists_each_step_and_remembers_nothing(desk: Desk) -> None:
    """Below its source."""
    desk.do("client", "add", "Sam Li")
    desk.write("people/dana.vcf", card("Dana Reyes", "d", DANA))
    lines = desk.do("refresh", "--dry-run", "--source", "people").out.splitlines()
    assert lines[0] == "people: 1 would be created"
    assert all(line.startswith("  ") for line in lines[1:])
    assert "client Dana Reyes" in lines[1]
    assert desk.do("sources", "--json").json["sources"][0]["read_at"] is None


def test_a_problem_is_named_again_unless_it_is_quiet(desk: Desk) -> None:
    """Then only once."""
    desk.write("people/bad.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nEND:VCARD\r\n")
    for options, times in (([], 1), ([], 1), (["-q"], 0)):
        assert len(desk.do("refresh", *options, code=1).err.splitlines()) == times
    (desk.folder / "people" / "bad.vcf").unlink()
    (desk.folder / "people").rmdir()
    for options, named in ((["-q"], True), (["-q"], False), ([], True)):
        answer = desk.do("refresh", *options, code=1)
        assert ("no such file" in answer.err) is named
    errors = desk.do("refresh", "--json", code=1).json["errors"]
    assert [error["source"] for error in errors] == ["people"]


def test_a_source_has_options_of_its_own(desk: Desk) -> None:
    """Whose it is, from which day on, and whether it makes clients."""
    desk.do("client", "add", "Dana Reyes", "--email", DANA)
    desk.write("calendar/1.ics", calendar(event("1", datetime(2026, 11, 3, 10), SAM, DANA)))
    desk.write("calendar/2.ics", calendar(event("2", datetime(2026, 11, 10, 10), SAM, DANA)))
    configure(
        desk,
        '[sources.work]\nkind = "ical"\npath = "FOLDER/calendar"\ncreate = true\n'
        f'me = ["{SAM}"]\nsince = 2026-11-09\n',
    )
    assert desk.refresh()["created"] == ["m1"]
    (meeting,) = desk.do("meeting", "list", "--json").json["meetings"]
    assert (meeting["starts_at"][:10], meeting["clients"]) == ("2026-11-10", ["dana-reyes"])


def test_a_source_that_became_one_of_another_kind_is_read_from_its_beginning(desk: Desk) -> None:
    """What was read before was something else."""
    desk.do("client", "add", "Dana Reyes", "--email", DANA)
    desk.write("mail/new/1", mail(1, DANA, ME, datetime(2026, 11, 2, 9)))
    desk.write("calendar/1.ics", calendar(event("1", datetime(2026, 11, 3, 10), ME, DANA)))
    source = f'me = ["{ME}"]\n[sources.x]\nkind = "KIND"\npath = "FOLDER/PLACE"\n'
    for kind, place, created in (("mail", "mail", "k1"), ("ical", "calendar", "m1")):
        configure(desk, source.replace("KIND", kind).replace("PLACE", place))
        assert desk.refresh()["created"] == [created]


def test_the_subject_of_a_mail_is_kept_where_it_is_wanted(desk: Desk) -> None:
    """It is not by itself."""
    desk.do("client", "add", "Dana Reyes", "--email", DANA)
    desk.write("mail/new/1", mail(1, DANA, ME, datetime(2026, 11, 2, 9)))
    source = f'me = ["{ME}"]\n[sources.mail]\nkind = "mail"\npath = "FOLDER/mail"\n'
    for more, text in (("", "mail"), ("subjects = true\n", "private")):
        configure(desk, source + more)
        desk.refresh()
        (touch,) = desk.do("list", "touches", "--json").json["items"]
        assert (text == "private") is ("private" in (touch["text"] or ""))
        desk.do("undo")


def test_an_hourly_refresh_keeps_no_backup_each_time(desk: Desk) -> None:
    """That of the day is enough."""
    desk.do("client", "add", "Sam Li")
    desk.write("people/dana.vcf", card("Dana Reyes", "d", DANA))
    assert desk.refresh()["created"] == ["dana-reyes"]
    backups = desk.do("backup", "list", "--json").json["backups"]
    assert {backup["reason"] for backup in backups} == {"daily"}


def test_quiet_draws_no_progress(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal either."""
    seen: list[bool] = []

    class Recorded(Progress):
        def __init__(self, *, is_quiet: bool = False) -> None:
            seen.append(is_quiet)
            super().__init__(is_quiet=is_quiet)

    monkeypatch.setattr("clientlog.cli.commands.refresh.Progress", Recorded)
    desk.do("refresh", "-q")
    desk.do("refresh")
    assert seen == [True, False]
