"""T1 to T14: what people typed, and what has to become of it; each with neighbours."""

from collections.abc import Callable

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _dana(cli: Cli) -> None:
    """Enter the client that most lines speak of."""
    assert cli("client", "add", "Dana Reyes").code == 0


@pytest.mark.parametrize(
    ("arguments", "readings"),
    [
        (("touch", "dana", "x", "--at", "20m ago"), ("20min ago", "20 months ago")),
        (("plan", "dana", "--at", "in 45m"), ("in 45min", "in 45 months")),
        (("log", "dana", "x", "--at", "3m ago"), ("3min ago", "3 months ago")),
    ],
)
def test_t1_a_bare_m_beside_ago_or_in_is_refused(
    cli: Cli, arguments: tuple[str, ...], readings: tuple[str, ...]
) -> None:
    """It could be minutes or months: both are named."""
    answer = cli(*arguments)
    assert answer.code == 2
    assert all(reading in answer.err for reading in readings)


@pytest.mark.parametrize(
    ("command", "when", "printed"),
    [
        ("touch", "20min ago", "11:40"),
        ("touch", "2h ago", "10:00"),
        ("touch", "an hour ago", "11:00"),
        ("plan", "+2h", "14:00"),
        ("plan", "in 45min", "12:45"),
    ],
)
def test_t1_minutes_and_hours_are_read(cli: Cli, command: str, when: str, printed: str) -> None:
    """Both ways from the present."""
    assert printed in cli(command, "dana", "--at", when).out


def test_t1_a_month_stays_a_month_where_a_day_is_meant(cli: Cli) -> None:
    """A promise is never due in minutes."""
    assert "Sun 20 Dec" in cli("promise", "dana", "x", "--due", "+1m").out


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (("promise", "dana", "y", "--due", "Fri 27 Nov"), "Fri 27 Nov"),
        (("plan", "dana", "--at", "Fri 27 Nov 10:00"), "Fri 27 Nov 10:00"),
        (("log", "dana", "x", "--at", "Wed 16 Sep 2026 10:00"), "16 Sep 10:00"),
        (("plan", "dana", "--at", "Sat 2 Jan 2027 09:30"), "Sat 2 Jan 09:30"),
    ],
)
def test_t2_what_is_printed_is_read_back(
    cli: Cli, arguments: tuple[str, ...], printed: str
) -> None:
    """With its weekday, its year and its time."""
    answer = cli(*arguments)
    assert answer.code == 0, answer.err
    assert printed in answer.out


@pytest.mark.parametrize("when", ["Thu 27 Nov", "Mon 24 dec", "sat 2026-11-20"])
def test_t2_a_weekday_that_does_not_fit_is_refused(cli: Cli, when: str) -> None:
    """One of the two was meant, and nobody knows which."""
    assert cli("promise", "dana", "y", "--due", when).code == 2


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("next week", "2026-11-23"), ("next month", "2026-12-01"), ("in two weeks", "2026-12-04"),
        ("a week", "2026-11-27"), ("2 weeks", "2026-12-04"), ("1w", "2026-11-27"),
        ("day after tomorrow", "2026-11-22"), ("end of month", "2026-11-30"),
        ("eod", "2026-11-20"), ("20261225", "2026-12-25"), ("2026/12/24", "2026-12-24"),
        ("in three days", "2026-11-23"), ("3 weeks", "2026-12-11"), ("eoq", "2026-12-31"),
    ],
)  # fmt: skip
def test_t3_dates_as_people_write_them(cli: Cli, due: str, day: str) -> None:
    """Every line of the table, and neighbours of it."""
    assert cli("promise", "dana", "x", "--due", due).code == 0
    assert cli("list", "promises", "--json").json["items"][0]["due"] == day


@pytest.mark.parametrize(
    ("when", "start"),
    [
        ("tomorrow at 10:00", "2026-11-21T10:00"), ("fri, 10:00", "2026-11-27T10:00"),
        ("tomorrow noon", "2026-11-21T12:00"), ("tomorrow 10am", "2026-11-21T10:00"),
    ],
)  # fmt: skip
def test_t3_moments_as_people_write_them(cli: Cli, when: str, start: str) -> None:
    """With `at`, a comma, or a word for the time."""
    assert cli("plan", "dana", "--at", when).code == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["starts_at"].startswith(start)


@pytest.mark.parametrize("when", ["noon", "now"])
def test_t3_a_time_alone_is_a_moment(cli: Cli, when: str) -> None:
    """At noon both are this very moment."""
    assert cli("log", "dana", "x", "--at", when).code == 0
    held = cli("meeting", "list", "--json").json["meetings"][0]["starts_at"]
    assert held.startswith("2026-11-20T12:00")


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("26/06/2027", "2027-06-26"), ("12/25", "2026-12-25"), ("25.12.", "2026-12-25"),
        ("31/12", "2026-12-31"), ("05/05/2027", "2027-05-05"),
    ],
)  # fmt: skip
def test_t4_a_date_with_one_reading_is_read(cli: Cli, due: str, day: str) -> None:
    """A month has no 26 in it, whatever the order."""
    assert cli("promise", "dana", "x", "--due", due).code == 0
    assert cli("list", "promises", "--json").json["items"][0]["due"] == day


@pytest.mark.parametrize(
    ("due", "readings"), [("05/06/2027", ("5 jun", "6 may")), ("1.2.", ("1 feb", "2 jan"))]
)
def test_t4_a_date_with_two_readings_is_refused(
    cli: Cli, due: str, readings: tuple[str, str]
) -> None:
    """With both of them, unless an order is configured."""
    answer = cli("promise", "dana", "x", "--due", due)
    assert answer.code == 2
    assert all(reading in answer.err for reading in readings)
    assert cli("config", "set", "date_order", "dmy").code == 0
    assert cli("promise", "dana", "x", "--due", due).code == 0


@pytest.mark.parametrize(
    ("at", "due"), [("12 dec", "12dec"), ("12 dec", "fri"), ("yesterday", "13dec")]
)
def test_t5_with_past_the_nearest_past_is_meant(cli: Cli, at: str, due: str) -> None:
    """A figure that was due two days ago is not due in a year."""
    item = f"send figures due:{due}"
    now = "2026-12-14T12:00:00+01:00"
    answer = cli("log", "dana", "x", "--at", at, "--promise", item, "--past", CLIENTLOG_NOW=now)
    assert answer.code == 0, answer.err
    found = cli("list", "promises", "--json", CLIENTLOG_NOW=now).json["items"][0]["due"]
    assert found in {"2026-12-12", "2026-12-11", "2026-12-13"}


@pytest.mark.parametrize(
    ("words", "text", "due", "owner"),
    [
        (("due:fri send the draft",), "send the draft", "2026-11-27", None),
        (("due:fri", "send", "the draft"), "send the draft", "2026-11-27", None),
        (("owner:Ann call the client", "by phone"), "call the client by phone", None, "Ann"),
        (("send (due:fri) today",), "send today", "2026-11-27", None),
    ],
)
def test_t6_quoting_makes_no_difference_to_attributes(
    cli: Cli, words: tuple[str, ...], text: str, due: str | None, owner: str | None
) -> None:
    """What the shell takes as one word or as several is read the same."""
    assert cli("promise", "dana", *words).code == 0
    item = cli("list", "promises", "--json").json["items"][0]
    assert (item["text"], item["due"], item["owner"]) == (text, due, owner)


@pytest.mark.parametrize(
    "words", ["send the draft (due:fri)", "send the draft due:fri,", "send the draft due:fri.",
              "send the draft [due:fri]", "send the draft due:fri;"],
)  # fmt: skip
def test_t7_punctuation_around_an_attribute_makes_no_difference(cli: Cli, words: str) -> None:
    """An attribute is never silently text."""
    assert cli("promise", "dana", words).code == 0
    item = cli("list", "promises", "--json").json["items"][0]
    assert item["due"] == "2026-11-27"
    assert "due:" not in item["text"]


@pytest.mark.parametrize("text", ["- first point", "-200 EUR refund", "-- a dash", "-5 %"])
def test_t8_a_text_may_begin_with_a_hyphen(cli: Cli, text: str) -> None:
    """Where no option can be meant."""
    assert cli("note", "dana", text).code == 0
    assert text.removeprefix("-- ") in cli("list", "notes", "--json").json["items"][0]["text"]


def test_t8_an_option_that_is_none_names_the_way_out(cli: Cli) -> None:
    """`--` ends the options."""
    answer = cli("note", "dana", "--bogus")
    assert answer.code == 2
    assert "--" in answer.err.split("hint:")[1]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("yesterday", "talked about x"), "--at yesterday"),
        (("marc", "x"), "--with marc"),
        (("tomorrow", "we meet"), "--at tomorrow"),
    ],
)
def test_t9_a_first_word_that_is_a_date_or_a_client_is_remarked_on(
    cli: Cli, words: tuple[str, ...], command: str
) -> None:
    """The summary is echoed, and the command that was probably meant is shown."""
    cli("client", "add", "Marc Weber", "--handle", "marc")
    answer = cli("log", "dana", *words)
    assert answer.code == 0
    assert " ".join(words) in answer.out
    assert command in answer.err


def _import_minutes(cli: Cli, text: str, *options: str) -> Answer:
    return cli("log", "dana", "-", *options, stdin=text)


def test_t11_a_topic_that_is_ticked_is_discussed(cli: Cli) -> None:
    """Also one that is new, and one that was open before; neither is left open twice."""
    assert cli("topic", "dana", "the old budget").code == 0
    text = "## Summary\nwe spoke\n\n## Topics\n- [x] brand new topic\n- [x] the old budget\n"
    answer = _import_minutes(cli, text)
    assert answer.code == 0, answer.err
    states = {
        item["text"]: item["state"]
        for item in cli("list", "topics", "--all", "--json").json["items"]
    }
    assert states == {"the old budget": "discussed", "brand new topic": "discussed"}


@pytest.mark.parametrize("line", ["- [v] (t1) the old budget", "- [x (t1) the old budget"])
def test_t11_a_near_miss_is_an_error_at_its_line(cli: Cli, line: str) -> None:
    """It must not become a text."""
    cli("topic", "dana", "the old budget")
    answer = _import_minutes(cli, f"## Summary\nwe spoke\n\n## Topics\n{line}\n")
    assert answer.code == 2
    assert "line 5" in answer.err


def test_t12_items_of_minutes_are_taken(cli: Cli) -> None:
    """A file with the template's headings is the template."""
    text = "## Summary\nwe spoke\n\n## My actions\n- [ ] send the plan due:fri\n"
    assert _import_minutes(cli, text).code == 0
    assert cli("list", "actions", "--json").json["items"][0]["text"] == "send the plan"


@pytest.mark.parametrize(
    "text",
    [
        "#### Summary:\nwe spoke\n\n## Budget\nis fine\n",
        "## Summary <!-- note -->\nwe spoke\n\n## Budget\nis fine\n",
        "# Weekly\n\n## Summary\nwe spoke\n\n## Weather\nsunny\n",
    ],
)
def test_t12_foreign_minutes_are_kept_word_for_word(cli: Cli, text: str) -> None:
    """Headings and comments of theirs belong to the text."""
    assert _import_minutes(cli, text).code == 0
    assert cli("meeting", "list", "--json").json["meetings"][0]["summary"] == text


@pytest.mark.parametrize(
    "inside",
    ["```\n# notes\n## My actions\n- [ ] no item\n```", "~~~\n## Next\n~~~", "> ## My actions"],
)
def test_t13_what_is_inside_a_fence_or_a_quote_is_text(cli: Cli, inside: str) -> None:
    """A heading in it is none."""
    assert _import_minutes(cli, f"## Summary\nbefore\n\n{inside}\n\nafter\n").code == 0
    summary = cli("meeting", "list", "--json").json["meetings"][0]["summary"]
    assert inside in summary
    assert summary.endswith("after")
    assert cli("list", "actions", "--json").json["items"] == []


FOREIGN = {
    "heading": "# Meeting\n\nWe spoke.\n\n## Actions Required\n- send the plan\n",
    "bold": "# Meeting\n\nWe spoke.\n\n**ACTIONS REQUIRED**\n\n- send the plan\n",
    "decisions": "# Meeting\n\nWe spoke.\n\n## Decisions / Action Items\n- send the plan\n",
    "dated": "# Meeting\n\nSpoke.\n\n## Action Items and decisions from 20 Nov\n- send the plan\n",
    "table": (
        "# Meeting\n\nWe spoke.\n\n## Actions\n\n| Who | What | When |\n| --- | --- | --- |\n"
        "| Dana | send the plan | 2026-11-25 |\n"
    ),
    "owner": "# Meeting\n\nWe spoke.\n\n- [ ] send the plan (Sam, due 2026-11-25)\n",
    "quoted": "Hi,\n\n> we spoke\n> - [ ] send the plan\n",
    "bullets": "# Meeting\n\nWe spoke.\n\n## Action items\n• send the plan\n",
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_t14_items_in_foreign_minutes_are_offered(cli: Cli, kind: str) -> None:
    """Whatever their heading, table or bullet; `--take-items` takes them."""
    answer = _import_minutes(cli, FOREIGN[kind], "--take-items")
    assert answer.code == 0, answer.err
    items = [
        item["text"]
        for kinds in ("actions", "promises")
        for item in cli("list", kinds, "--json").json["items"]
    ]
    assert any("send the plan" in text for text in items), answer
