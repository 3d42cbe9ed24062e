"""A text with attributes: read, shown and written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.attributes import KEYS
from clientlog.dates import DateContext, Every
from clientlog.errors import UsageError
from clientlog.items import Item, find_attributes, format_item, parse_item, write_item
from clientlog.text import has_visible_text

FRIDAY = date(2026, 11, 20)
CALENDAR = DateContext(FRIDAY)
WEEK_ON = date(2026, 11, 27)
EVE = date(2026, 12, 24)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("send the draft", Item("send the draft")),
        ("send the draft due:fri", Item("send the draft", due=WEEK_ON)),
        ("due:fri send the draft", Item("send the draft", due=WEEK_ON)),
        ("send due:fri the draft", Item("send the draft", due=WEEK_ON)),
        ("send  the due:fri   draft  now ", Item("send  the draft  now", due=WEEK_ON)),
        ("send\nit due:fri", Item("send\nit", due=WEEK_ON)),
        ("send DUE:Fri", Item("send", due=WEEK_ON)),
        ("send due:next-fri", Item("send", due=WEEK_ON)),
        ('send due:"24 dec" it', Item("send it", due=EVE)),
        ("send due:24dec2026", Item("send", due=EVE)),
        ("send pri:must", Item("send", priority="must")),
        ("send pri:GOOD", Item("send")),
        ("send owner:Ann", Item("send", owner="Ann")),
        ('send owner:"Ann Lee"', Item("send", owner="Ann Lee")),
        ('send owner:" Ann "', Item("send", owner="Ann")),
        ('send owner:"due:fri"', Item("send", owner="due:fri")),
        (r'send owner:"Ann \"Bo\" Lee"', Item("send", owner='Ann "Bo" Lee')),
        ("send owner:O'Brien", Item("send", owner="O'Brien")),
        ("send owner:李小龍", Item("send", owner="李小龍")),
        ("send every:2w", Item("send", every=Every("week", 2))),
        ('send every:"2 weeks"', Item("send", every=Every("week", 2))),
        ("send need:n7", Item("send", need=7)),
        ("send owner:Ann who:sam", Item("send", owner="Ann", who="sam")),
        ("stand-up every:weekday", Item("stand-up", every=Every("weekday", 1))),
        # Dates of several words.
        ("send due:24 dec it", Item("send it", due=EVE)),
        ("send due:Fri 27 Nov", Item("send", due=WEEK_ON)),
        ("due:next week send it", Item("send it", due=date(2026, 11, 23))),
        ("send (due:in two weeks) it", Item("send it", due=date(2026, 12, 4))),
        ("send every:2 weeks it", Item("send it", every=Every("week", 2))),
        ("send every:other week it", Item("send it", every=Every("week", 2))),
        ("send pri:must have", Item("send have", priority="must")),
        # A time after anything but a date that is not quoted is text.
        ('call due:"fri" 10:00', Item("call 10:00", due=WEEK_ON)),
        ("call owner:Ann 10:00", Item("call 10:00", owner="Ann")),
        ("call due:fri, 10:00", Item("call, 10:00", due=WEEK_ON)),
        ("send due:fri 10 copies", Item("send 10 copies", due=WEEK_ON)),
        # Brackets and punctuation.
        ("send the draft (due:fri)", Item("send the draft", due=WEEK_ON)),
        ("send [due:fri] it", Item("send it", due=WEEK_ON)),
        ("send (due:fri, pri:must) it", Item("send it", WEEK_ON, "must")),
        ("send (due:fri,pri:must)", Item("send", WEEK_ON, "must")),
        ("send (by mail, due:fri) it", Item("send (by mail) it", due=WEEK_ON)),
        ("send (due:fri, by mail) it", Item("send (by mail) it", due=WEEK_ON)),
        ("send due:fri, then call", Item("send, then call", due=WEEK_ON)),
        ("due:fri, send it", Item("send it", due=WEEK_ON)),
        ("send it due:fri.", Item("send it.", due=WEEK_ON)),
        ("send it due:fri!?", Item("send it!?", due=WEEK_ON)),
        ("send it,due:fri", Item("send it,", due=WEEK_ON)),
        ("send owner:Ann, due:fri", Item("send", WEEK_ON, owner="Ann")),
        ('send (owner:"Ann Lee")', Item("send", owner="Ann Lee")),
        ("send owner:Ann(Kestrel)", Item("send", owner="Ann(Kestrel)")),
        ("send (due:25.12.)", Item("send", due=date(2026, 12, 25))),
        (
            "x due:fri pri:must owner:Ann every:week need:N7",
            Item("x", WEEK_ON, "must", "Ann", Every("week", 1), 7),
        ),
    ],
)
def test_item(typed: str, expected: Item) -> None:
    """Attributes are taken out of the text, which stays as typed around them."""
    assert parse_item(typed, CALENDAR) == expected


def test_a_date_of_the_past_is_the_last_such_day() -> None:
    """As what was due once and is written down later."""
    assert parse_item("send due:thu", CALENDAR, past=True).due == date(2026, 11, 19)


@pytest.mark.parametrize(("blanks", "is_read"), [(37, True), (38, False)])
def test_a_date_of_several_words_ends_within_forty_letters(blanks: int, is_read: bool) -> None:
    """After its first word."""
    text = f"send due:24{' ' * blanks}dec"
    if is_read:
        assert parse_item(text, CALENDAR).due == EVE
    else:
        with pytest.raises(UsageError, match="'24' is not a date"):
            parse_item(text, CALENDAR)


def test_a_time_after_a_date_is_refused_whatever_follows() -> None:
    """Up to the next attribute."""
    with pytest.raises(UsageError, match="due: takes a day without a time, and '10:00' is one"):
        parse_item("call due:fri 10:00 owner:Ann pri:must", CALENDAR)


@pytest.mark.parametrize(
    ("owner", "written"),
    [
        ("Ann", "owner:Ann"),
        ("Ann Lee", 'owner:"Ann Lee"'),
        ("Ann.", 'owner:"Ann."'),
        ('"Ann', 'owner:"\\"Ann"'),
        ('A"nn', 'owner:A"nn'),
    ],
)
def test_a_name_is_quoted_where_it_has_to_be(owner: str, written: str) -> None:
    """With a blank, a full stop at its end or a quote at its start."""
    assert write_item(Item("x", owner=owner)) == f"x {written}"


@pytest.mark.parametrize(
    "text",
    [
        "call at 10:30", "re: budget", "re:budget", "re:fri", "note: said no", "note:said",
        "TODO: write", "TODO:write", "https://example.org/due:fri", "see http://x.org", "PR:42",
        "due", "undue:fri", "residue:fri", "12:due:fri", "C:\\due:fri", "a:b", ":",
        "due-date", "prio::x", "ratio:3", "Ann's", "évery:week", "prı:must", "duе:fri",
        "[/] :100:", "李小龍:は", "\x00 y", "\\", "\\x:y", "a\\due:fri", "pages 3:4",
        "how:it", "show:x", "two:one", "std::move",
        "C:\\path", "seed:42", "pro:cheap", "needs:review", "de:Ann", "very:good",
        "pr:7", "die:hard", "by:Ann", "until:done", "by: fri", "duue: fri", 'feed:"a b"', "ever:x",
    ],
)  # fmt: skip
def test_plain_text(text: str) -> None:
    """Ordinary words with colons, times and addresses are text."""
    assert parse_item(text, CALENDAR) == Item(text)
    assert find_attributes(text) == []


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (r"\due:fri is a word", "due:fri is a word"),
        (r"ask what \DUE: means", "ask what DUE: means"),
        (r"\duue:fri", "duue:fri"),
        (r"\\due:fri", r"\due:fri"),
        (r"\owner:\due:", r"owner:\due:"),
    ],
)
def test_escaped(typed: str, text: str) -> None:
    """A backslash keeps the letters of an attribute, and is gone."""
    assert parse_item(typed, CALENDAR) == Item(text)
    assert find_attributes(typed) == []


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("send due:fri due:mon", "due: is given twice"),
        ("send due:fri DUE:fri", "due: is given twice"),
        ("send due:soon", "due: 'soon' is not a date"),
        ("send due:2026-02-30", "due: there is no 30 February 2026"),
        ("send due:", "due: has no value"),
        ("send due: fri", "due: has no value"),
        ('send due:""', "due: has no value"),
        ('send owner:"Ann Lee', "'owner:\"Ann' has a quote that is not closed"),
        ('send owner:"Ann"Lee', "'owner:\"Ann\"Lee' has a quote that is not closed"),
        ('send owner:""', "owner: has no value"),
        ('send owner:" "', "owner: the name is empty"),
        ('send owner:"a\nb"', "owner: the name holds a line break"),
        ("send owner:" + "a" * 201, "owner: the name is longer"),
        ("send owner:\u200b", "owner: the name is empty"),
        ("send pri:high", "pri: 'high' is not a priority"),
        ("send every:now", "every: 'now' is not a rhythm"),
        ("send every:0w", "every: '0w' is not a rhythm"),
        ("send need:7", "need: '7' is not a need"),
        ("send need:n0", "need: 'n0' is not a need"),
        ("send need:n1_0", "need: 'n1_0' is not a need"),
        ("send need:n٧", "need: 'n٧' is not a need"),
        ("send need:n" + "9" * 5000, "is not a need"),
        ("send due:24dec 30 feb", "due: '24dec 30 feb' is not a date"),
        ("send due:mon 24 dec", "due: 'mon 24 dec' is a Thursday"),
        ("send due:in 20m", "due: 'in 20m' can be minutes or months"),
        ("send (due:)", "due: has no value"),
        ("send due:,", "due: has no value"),
        ("send (due:soon)", "due: 'soon' is not a date"),
        ('send who:"', "has a quote that is not closed"),
        ("", "there is no text"),
        ("due:fri", "there is no text"),
        ("\u200b due:fri", "there is no text"),
    ],
)
def test_refused_item(typed: str, message: str) -> None:
    """An attribute that says nothing, nonsense or two things is refused and named."""
    with pytest.raises(UsageError) as refused:
        parse_item(typed, CALENDAR)
    assert message in refused.value.message
    assert len(refused.value.message) < 160


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("duue:fri", "due:fri"), ("du:fri", "due:fri"), ("deu:fri", "due:fri"),
        ("Duw:fri", "due:fri"), ("deadline:fri", "due:fri"), ("prio:must", "pri:must"),
        ("priority:must", "pri:must"), ("onwer:Ann", "owner:Ann"), ("owners:Ann", "owner:Ann"),
        ("evry:week", "every:week"), ("needs:n7", "need:n7"), ("ned:n7", "need:n7"),
        ("dew:fri", "due:fri"), ("de:fri", "due:fri"), ("by:fri", "due:fri"),
        ("until:24dec", "due:24dec"), ("ownr:Ann", "owner:Ann"), ("veery:2w", "every:2w"),
        ('duue:"next fri"', 'due:"next fri"'),
        ("whom:sam", "who:sam"),
    ],
)  # fmt: skip
def test_near_miss(typed: str, meant: str) -> None:
    """A key that is one slip away from a known one, with a value that fits it, is refused."""
    with pytest.raises(UsageError, match="is not an attribute") as refused:
        parse_item(f"send it {typed}", CALENDAR)
    assert typed in refused.value.message
    assert f"did you mean {meant}?" in refused.value.hint
    assert parse_item(f"send {typed.partition(':')[0]}: it", CALENDAR).text.startswith("send ")


@pytest.mark.parametrize("typed", ["send (duue:fri)", "send dui:fri, please", "send [du:fri]."])
def test_near_miss_in_brackets(typed: str) -> None:
    """Brackets and punctuation do not hide a near miss."""
    with pytest.raises(UsageError, match="is not an attribute"):
        parse_item(typed, CALENDAR)


def test_attributes_in_a_text() -> None:
    """The attributes of a text are found as they were typed."""
    text = r'they said due:fri and OWNER:"Ann Lee" \due:mon, need: more, at 10:30 pri:x'
    assert find_attributes(text) == ["due:fri", 'OWNER:"Ann Lee"', "pri:x"]


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        (Item("send it"), "send it"),
        (Item("send it", due=WEEK_ON), "send it (due Fri 27 Nov)"),
        (
            Item("send it", WEEK_ON, "must", "Ann Lee", Every("week", 2), 7),
            "send it (due Fri 27 Nov, must, owner Ann Lee, every 2w, need n7)",
        ),
    ],
)
def test_shown(item: Item, shown: str) -> None:
    """An item is shown as it was understood."""
    assert format_item(item, FRIDAY) == shown


def test_written() -> None:
    """An item is written with ISO dates and quoted where it must be."""
    item = Item("send due:fri", EVE, "must", "Ann Lee", Every("month", 3), 7)
    written = r'send \due:fri due:2026-12-24 pri:must owner:"Ann Lee" every:3m need:n7'
    assert write_item(item) == written


WORDS = st.sampled_from(
    [*(f"{key}:" for key in KEYS), "due:fri", "\\due:x", "\\\\Need:n7", "duue:fri", 'owner:"a',
     "(due:fri)", "(", ")", ",", "due:24 dec", "[pri:must].", "re:x",
     "https://x", '"', "\\", "\x00", "\n", "\t", " ", "\u00a0", "\u2028", "é", "李", "\x1c"]
)  # fmt: skip
TEXTS = st.lists(WORDS | st.text(max_size=8), max_size=8).map("".join)
LINES = TEXTS | st.lists(WORDS | st.text(max_size=8), max_size=8).map(" ".join)
NAMES = LINES.map(lambda text: " ".join(text.replace("\x00", "").split())).filter(has_visible_text)
ITEMS = st.builds(
    Item,
    LINES.map(str.strip).filter(has_visible_text),
    st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    st.sampled_from(["must", "good"]),
    st.none() | NAMES,
    st.none() | st.builds(Every, st.sampled_from(["day", "week", "month", "year"]), st.just(3)),
    st.none() | st.integers(1, 10**15 - 1),
    st.none() | NAMES,
)


@given(ITEMS)
def test_written_and_read(item: Item) -> None:
    """Whatever an item holds, reading what was written of it makes the same item."""
    assert parse_item(write_item(item), CALENDAR) == item


@given(LINES)
def test_read_and_written(typed: str) -> None:
    """Whatever is typed is refused, or is an item that survives being written and read."""
    try:
        item = parse_item(typed, CALENDAR)
    except UsageError:
        return
    assert parse_item(write_item(item), CALENDAR) == item


@given(LINES)
def test_text_without_attributes(typed: str) -> None:
    """Where no attribute is found and nothing escaped, the text is as typed but for its ends."""
    try:
        item = parse_item(typed, CALENDAR)
    except UsageError:
        return
    if "\\" not in typed and not find_attributes(typed):
        assert item == Item(typed.strip())


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "a" + " " * 1_000_000 + "b", "abc:1 " * 160_000, "\\due: " * 140_000,
     "\\" * 1_000_000 + "x", "李 " * 300_000, ":" * 1_000_000, '"due:' * 200_000,
     "x " + "(" * 100_000 + "due:fri" + ")" * 100_000, "x due:fri" + ")." * 200_000],
    ids=["letters", "blanks", "colons", "escapes", "backslashes", "han", "points", "quotes",
         "brackets", "closers"],
)  # fmt: skip
def test_long_text(text: str) -> None:
    """A megabyte of anything is read and written in one pass, not one for each word."""
    item = parse_item(text, CALENDAR)
    assert parse_item(write_item(item), CALENDAR) == item
