"""`import` of address cards, calendars, mail, tables and minutes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clientlog.render.progress import Progress
from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer

Cli = Callable[..., Answer]

CARDS = """BEGIN:VCARD
VERSION:3.0
UID:1
FN:Dana Reyes
EMAIL:dana@acme.example
TEL:+43 1 2345678
ORG:Acme
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:2
FN:Sam Li
END:VCARD
"""

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:e1
DTSTART;TZID=Europe/Berlin:20261124T100000
DURATION:PT30M
SUMMARY:Weekly
ATTENDEE;CN=Dana Reyes:mailto:dana@acme.example
ATTENDEE:mailto:me@acme.example
END:VEVENT
BEGIN:VEVENT
UID:e2
DTSTART;TZID=Europe/Berlin:20261110T100000
SUMMARY:Kick-off
ATTENDEE;CN=Kim Park:mailto:kim@acme.example
ATTENDEE:mailto:me@acme.example
END:VEVENT
BEGIN:VEVENT
UID:e3
DTSTART:nonsense
END:VEVENT
END:VCALENDAR
"""

MINUTES = """# Review of the plan

Date: 19 Nov 2026

## Attendees
- Dana Reyes
- Somebody Else

We agreed *to wait*.

## Action items
- [ ] Dana: send the plan by 2026-11-25
"""

ME = ("--me", "me@acme.example")


def write(folder: Path, name: str, text: str) -> str:
    """Write a file; return its path."""
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, "utf-8")
    return str(path)


def test_people_are_taken_and_a_bad_card_is_named(cli: Cli, tmp_path: Path) -> None:
    """With exit code 1; the second time nothing changes; one undo takes everything back."""
    cli("client", "add", "Ann First")
    before = cli("export").out
    path = write(tmp_path, "people.vcf", CARDS)
    answer = cli("import", "vcard", path)
    assert answer.code == 1
    assert "2 created, 0 changed" in answer.out
    assert f"{path}: line 9: card left out: no name" in answer.err
    (dana, *_) = [
        c for c in cli("client", "list", "--json").json["clients"] if "dana" in c["handle"]
    ]
    assert dana["organization"] == "Acme"
    again = cli("import", "vcard", path, "--json").json
    assert (again["created"], again["changed"], again["unchanged"]) == ([], [], 2)
    cli("undo")
    assert cli("export").out == before


def test_a_card_that_looks_like_a_client_is_named_once_with_the_command(
    cli: Cli, tmp_path: Path
) -> None:
    """By the test of `client duplicates`; the command runs as it stands."""
    cli("client", "add", "Patricia Nguyen", "--email", "p@acme.example")
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Patricia T. Nguyen\nEMAIL:pat@x.example\nEND:VCARD\n"
    path = write(tmp_path, "card.vcf", card)
    merge = "client merge patricia-t-nguyen patricia-nguyen"
    remark = f"probably the same person as patricia-nguyen; if they are one: clientlog {merge}"
    for options in (("--dry-run",), ()):
        answer = cli("import", "vcard", path, *options)
        assert (answer.out + answer.err).count(remark) == 1
    assert cli(*merge.split(), "--yes").code == 0


def test_people_come_from_standard_input_and_folders(cli: Cli, tmp_path: Path) -> None:
    """A folder is read with everything in it."""
    assert "2 created" in cli("import", "vcard", "-", stdin=CARDS).out
    write(tmp_path, "book/old/a.vcf", CARDS)
    assert "0 created, 0 changed, 2 unchanged" in cli("import", "vcard", str(tmp_path / "book")).out


def test_minutes_that_are_piped_in_are_each_a_meeting(cli: Cli) -> None:
    """Those of another meeting change none; the same again change nothing."""
    cli("client", "add", "Dana Reyes")
    minutes = [
        f"# {title}\nDate: 2026-11-{day}\nAttendees: Dana Reyes\n\nWe agreed.\n"
        for title, day in (("Kickoff", 18), ("Budget", 19))
    ]
    for text in minutes:
        assert "1 created, 0 changed" in cli("import", "md", "-", stdin=text).out
    assert "0 created, 0 changed, 1 unchanged" in cli("import", "md", "-", stdin=minutes[0]).out
    titles = [meeting["title"] for meeting in cli("meeting", "list", "--json").json["meetings"]]
    assert titles == ["Kickoff", "Budget"]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("ical", "holds no calendar"), ("vcard", "holds no vCard"), ("csv", "is empty"),
     ("md", "is no text"), ("json", "the file ends here")],
)  # fmt: skip
def test_a_pipe_that_nobody_writes_to_is_empty(
    cli: Cli, tmp_path: Path, kind: str, reason: str
) -> None:
    """It is never waited for."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    answer = cli("import", kind, str(pipe))
    assert answer.code == 1
    assert f"{pipe}: {reason}" in answer.err


def test_a_calendar_becomes_meetings_with_those_who_are_clients(cli: Cli, tmp_path: Path) -> None:
    """An event that is over is history and raises no alarm."""
    cli("client", "add", "Dana Reyes", "--email", "dana@acme.example")
    path = write(tmp_path, "work.ics", CALENDAR)
    answer = cli("import", "ical", path, *ME, "--json")
    assert answer.code == 1
    assert answer.json["created"] == ["m1"]
    (error,) = answer.json["errors"]
    assert error["source"] == f"{path}: line 18"
    assert "DTSTART" in error["reason"]
    assert answer.json["skipped"][0]["reason"] == "nobody in it is a client: kim@acme.example"
    more = cli("import", "ical", path, *ME, "--create", "--json").json
    assert more["created"] == ["kim-park", "m2"]
    states = {m["ref"]: m["state"] for m in cli("meeting", "list", "--json").json["meetings"]}
    assert states == {"m1": "planned", "m2": "held"}
    flags = cli("report", "--json").json["flags"]
    assert [flag["rule"] for flag in flags if flag["ref"] == "m2"] == []
    assert cli("import", "ical", path, *ME, "--create", "--json").json["created"] == []


def test_the_later_version_of_an_invitation_counts(cli: Cli, tmp_path: Path) -> None:
    """Whichever is read last; after the undo of a cancellation the meeting stays planned."""
    cli("client", "add", "Dana Reyes", "--email", "dana@acme.example")
    first = write(tmp_path, "first.ics", CALENDAR.replace("UID:e1", "UID:e1\nSEQUENCE:0"))
    moved = CALENDAR.replace("UID:e1", "UID:e1\nSEQUENCE:1").replace("T100000", "T143000")
    cancel = CALENDAR.replace("UID:e1", "UID:e1\nSEQUENCE:2")
    cancel = cancel.replace("VERSION:2.0", "VERSION:2.0\nMETHOD:CANCEL")
    second, third = write(tmp_path, "moved.ics", moved), write(tmp_path, "cancel.ics", cancel)

    def state(*paths: str) -> str:
        for path in paths:
            cli("import", "ical", path, *ME)
        (meeting,) = cli("meeting", "list", "--json").json["meetings"]
        return f"{meeting['state']} {meeting['starts_at'][11:16]}"

    assert state(first, second, first) == "planned 14:30"
    assert state(third, second, first) == "cancelled 14:30"
    cli("undo")
    assert state(second, first) == "planned 14:30"
    cli("meeting", "move", "m1", "--at", "2026-11-25 09:00")
    assert state(first, second) == "planned 09:00"


def test_a_meeting_planned_by_hand_is_the_event(cli: Cli, tmp_path: Path) -> None:
    """Its topics and its number stay; the title comes from the calendar."""
    cli("client", "add", "Dana Reyes", "--email", "dana@acme.example")
    cli("plan", "dana", "--at", "tue 10:15", "--topic", "the budget")
    answer = cli("import", "ical", write(tmp_path, "w.ics", CALENDAR), *ME, "--json").json
    assert (answer["created"], answer["changed"]) == ([], ["m1"])
    (meeting,) = cli("meeting", "list", "--json").json["meetings"]
    assert meeting["title"] == "Weekly"
    assert meeting["starts_at"] == "2026-11-24T10:00:00+01:00"
    assert "the budget" in cli("agenda", "dana").out


def test_mail_becomes_touches_without_a_word_of_it(cli: Cli, tmp_path: Path) -> None:
    """Who am I? That has to be known."""
    cli("client", "add", "Dana Reyes", "--email", "dana@acme.example")
    path = write(
        tmp_path,
        "1.eml",
        "From: Dana <DANA@acme.example>\nTo: me@acme.example\nMessage-ID: <1@x>\n"
        "Date: Thu, 19 Nov 2026 10:00:00 +0100\nSubject: secret\n\nsecret\n",
    )
    unknown = cli("import", "mail", path)
    assert unknown.code == 2
    assert "config set me" in unknown.err
    assert cli("import", "mail", path, *ME, "--json").json["created"] == ["k1"]
    assert cli("import", "mail", path, *ME, "--json").json["created"] == []
    assert "secret" not in cli("export").out
    assert (
        cli("client", "list", "--json").json["clients"][0]["last_contact"].startswith("2026-11-19")
    )


def test_a_table_of_people_is_read_whatever_its_headers(cli: Cli, tmp_path: Path) -> None:
    """A column with a name of its own is named; how the table was read is said."""
    text = "Kontakt;E-Mail;Firma\nDana Reyes;dana@acme.example;Acme\nSam Li;;\n"
    path = write(tmp_path, "p.csv", text)
    arguments = ("import", "csv", path, "--map", "name=Kontakt", "--map", "organization=Firma")
    answer = cli(*arguments)
    assert "2 created" in answer.out
    assert "read as utf-8, separated by semicolon" in answer.err
    assert cli(*arguments, "--json").json["unchanged"] == 2
    assert cli("import", "csv", path, "--map", "name").code == 2


def test_a_table_of_commitments_is_read_and_wrong_rows_are_named(cli: Cli, tmp_path: Path) -> None:
    """By line; the others are taken once."""
    cli("client", "add", "Dana Reyes")
    text = "task,who,due,state\nsend draft,Dana Reyes,2026-12-01,\nold,dana-reyes,,done\nx,eve,,\n"
    path = write(tmp_path, "t.csv", text)
    answer = cli("import", "csv", path)
    assert answer.code == 1
    assert "2 created" in answer.out
    assert f"{path}: line 4: eve is no client" in answer.err
    assert cli("import", "csv", path, "--json").json["created"] == []
    (item,) = cli("list", "actions", "--json").json["items"]
    assert (item["text"], item["due"]) == ("send draft", "2026-12-01")


def test_exported_tables_change_nothing_when_they_are_read_back(cli: Cli, tmp_path: Path) -> None:
    """What was edited in them does."""
    cli("client", "add", "Dana Reyes", "--org", "Acme", "--email", "d@acme.example")
    cli("promise", "dana", "send it due:fri")
    people, items = tmp_path / "people.csv", tmp_path / "items.csv"
    cli("export", "--format", "csv", "-o", str(people))
    cli("export", "--format", "csv", "--table", "commitments", "-o", str(items))
    answer = cli("import", "csv", str(people), str(items), "--json").json
    assert (answer["created"], answer["changed"], answer["unchanged"]) == ([], [], 2)
    people.write_text(people.read_text().replace("Acme", "Kestrel"))
    assert cli("import", "csv", str(people), "--json").json["changed"] == ["dana-reyes"]
    assert cli("client", "list", "--json").json["clients"][0]["organization"] == "Kestrel"


def test_minutes_become_the_summary_of_their_meeting(cli: Cli, tmp_path: Path) -> None:
    """Word for word; items are offered, and taken when that is asked for."""
    cli("client", "add", "Dana Reyes")
    path = write(tmp_path, "minutes/review.md", MINUTES)
    offered = cli("import", "md", str(tmp_path / "minutes"))
    assert "1 created" in offered.out
    assert "--take-items" in offered.err
    (meeting,) = cli("meeting", "list", "--json").json["meetings"]
    assert meeting["summary"] == MINUTES
    assert (meeting["title"], meeting["clients"]) == ("Review of the plan", ["dana-reyes"])
    assert cli("import", "md", path, "--take-items", "--json").json["created"] == ["a1"]
    assert cli("import", "md", path, "--take-items", "--json").json["created"] == []
    (item,) = cli("list", "actions", "--json").json["items"]
    assert (item["by"], item["due"]) == ("dana-reyes", "2026-11-25")
    Path(path).write_text(MINUTES + "\nMore.\n", "utf-8")
    assert cli("import", "md", path, "--json").json["changed"] == ["m1"]


def test_minutes_are_of_the_planned_meeting_of_that_day(cli: Cli, tmp_path: Path) -> None:
    """It is held then."""
    cli("client", "add", "Dana Reyes")
    cli("plan", "dana", "--at", "thu 15:00", CLIENTLOG_NOW="2026-11-18T12:00")
    path = write(tmp_path, "review.md", MINUTES)
    assert cli("import", "md", path, "--json").json["changed"] == ["m1"]
    (meeting,) = cli("meeting", "list", "--json").json["meetings"]
    assert (meeting["state"], meeting["summary"]) == ("held", MINUTES)


@pytest.mark.parametrize("kind", ["vcard", "ical", "csv", "md", "mail"])
def test_a_file_that_is_not_there_is_an_error_of_the_document(cli: Cli, kind: str) -> None:
    """With exit code 1, and nothing is created."""
    me = ME if kind in {"ical", "mail"} else ()
    answer = cli("import", kind, "nowhere", *me, "--json")
    assert answer.code == 1
    assert answer.json["errors"][0]["source"] == "nowhere"
    assert answer.json["created"] == []


@pytest.mark.parametrize("kind", ["vcard", "ical", "csv", "md"])
def test_a_dry_run_says_what_the_real_run_does(cli: Cli, tmp_path: Path, kind: str) -> None:
    """Line by line, and leaves the journal as it was."""
    cli("client", "add", "Dana Reyes", "--email", "dana@acme.example")
    before = cli("export").out
    files = {"vcard": CARDS, "ical": CALENDAR, "csv": "name\nSam Li\n", "md": MINUTES}
    path = write(tmp_path, f"file.{kind}", files[kind])
    me = ME if kind == "ical" else ()
    planned = cli("import", kind, path, *me, "--dry-run", "--json").json
    assert cli("export").out == before
    done = cli("import", kind, path, *me, "--json").json
    assert planned["created"] + planned["changed"] != []
    assert planned | {"dry_run": False} == done


def test_a_field_that_is_not_there_is_refused_with_those_that_are(cli: Cli, tmp_path: Path) -> None:
    """Also a field of commitments for a table of people."""
    path = write(tmp_path, "people.csv", "name,Relationship\nSam Li,old\n")
    unknown = cli("import", "csv", path, "--map", "foo=Relationship")
    assert (unknown.code, "unknown field 'foo'" in unknown.err) == (2, True)
    assert "fields are name, first, last, handle, direction" in unknown.err
    other = cli("import", "csv", path, "--map", "due=Relationship")
    assert (other.code, "people have no field 'due'" in other.err) == (2, True)


def test_an_import_names_what_it_did_and_who_is_no_client(cli: Cli, tmp_path: Path) -> None:
    """With --create, those who were left out before are added."""
    cli("client", "add", "Dana Reyes", "--email", "dana@acme.example")
    amy = "ATTENDEE;CN=Amy Chu:mailto:amy@acme.example\nATTENDEE:mailto:me@"
    path = write(tmp_path, "w.ics", CALENDAR.replace("ATTENDEE:mailto:me@", amy, 1))
    answer = cli("import", "ical", path, *ME)
    line = "created m1 Weekly, Tue 24 Nov 10:00: with dana-reyes; not a client: Amy Chu"
    assert answer.out.splitlines()[0] == line
    assert cli("import", "ical", path, *ME, "--create").out.splitlines()[:2] == [
        "created amy-chu client Amy Chu: attends Weekly",
        "changed m1 Weekly, Tue 24 Nov 10:00: with Amy Chu",
    ]


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("import")


MAIL = (
    "From: Dana <dana@acme.example>\nTo: me@acme.example\nMessage-ID: <1@x>\n"
    "Date: Thu, 19 Nov 2026 10:00:00 +0100\nSubject: x\n\nx\n"
)


def test_days_narrow_what_is_imported(cli: Cli, tmp_path: Path) -> None:
    """Both count."""
    cli("client", "add", "Dana Reyes", "--email", "dana@acme.example")
    cli("client", "add", "Kim Park", "--email", "kim@acme.example")
    calendar = write(tmp_path, "work.ics", CALENDAR)
    for days, titles in (
        (["--since", "2026-11-24"], {"Weekly"}),
        (["--since", "2026-11-25"], set()),
        (["--until", "2026-11-10"], {"Kick-off"}),
        (["--until", "2026-11-09"], set()),
        (["--since", "11 nov"], {"Weekly"}),
    ):
        answer = cli("import", "ical", calendar, *ME, *days, "--dry-run")
        assert {title for title in ("Weekly", "Kick-off") if title in answer.out} == titles
    mail = write(tmp_path, "1.eml", MAIL)
    for day, created in (("2026-11-20", []), ("thu", ["k1"])):
        assert cli("import", "mail", mail, *ME, "--since", day, "--json").json["created"] == created


def test_who_is_not_known_may_become_a_client(cli: Cli, tmp_path: Path) -> None:
    """That is said before --create makes clients; the configuration knows who I am."""
    path = write(tmp_path, "work.ics", CALENDAR)
    warning = "your own address is not known, so you may become a client: add --me"
    assert warning in cli("import", "ical", path, "--create", "--dry-run").err
    assert warning not in cli("import", "ical", path, "--dry-run").err
    cli("config", "set", "me", "me@acme.example")
    answer = cli("import", "ical", path, "--create", "--json")
    assert warning not in answer.err
    assert sorted(answer.json["created"]) == ["dana-reyes", "kim-park", "m1", "m2"]


def test_my_own_card_makes_me_no_client(cli: Cli, tmp_path: Path) -> None:
    """By --me, which is an address."""
    path = write(tmp_path, "people.vcf", CARDS)
    created = cli("import", "vcard", path, "--me", "DANA@acme.example", "--json").json["created"]
    assert created == ["sam-li"]
    assert cli("import", "vcard", path, "--me", "\u200b").err.startswith("clientlog: --me is empty")


def test_quiet_draws_no_progress(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal either."""
    seen: list[bool] = []

    class Recorded(Progress):
        def __init__(self, *, is_quiet: bool = False) -> None:
            seen.append(is_quiet)
            super().__init__(is_quiet=is_quiet)

    monkeypatch.setattr("clientlog.cli.commands.import_formats.Progress", Recorded)
    path = write(tmp_path, "people.vcf", CARDS)
    cli("import", "vcard", path, "-q")
    cli("import", "vcard", path)
    assert seen == [True, False]


def test_whether_a_file_can_be_read_is_found_out_by_reading(
    cli: Cli, tmp_path: Path, deny_access: Callable[..., None]
) -> None:
    """With the words and the exit code of this program."""
    cards, mail = write(tmp_path, "people.vcf", CARDS), write(tmp_path, "1.eml", MAIL)
    deny_access(Path(cards), Path(mail))
    assert "sam-li" in cli("import", "vcard", cards, "--json").json["created"]
    assert cli("import", "mail", mail, *ME, "--json").json["created"] == ["k1"]
