"""The configuration file: values, defaults, errors and warnings."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.errors import UsageError
from clientlog.settings import HIGHEST, Settings, read_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def settings_of(path: Path, text: str) -> Settings:
    """What the file says when it holds this text."""
    path.write_text(text, "utf-8")
    path.chmod(0o600)
    return read_settings(path)


def test_without_a_file_everything_has_its_default(path: Path) -> None:
    """Nothing is muted, nobody is me, the week ends on Sunday."""
    settings = read_settings(path)
    assert settings == Settings()
    assert settings.text("zone") is None
    assert settings.flag("agenda.private") is False
    assert settings.muted == frozenset()
    assert settings.me == ()
    assert settings.week_ends_on == 6
    assert settings.sources == ()


def test_every_key_is_read(path: Path) -> None:
    """A byte order mark before them is no mistake."""
    settings = settings_of(
        path,
        '\ufeffzone = "UTC"\ndate_order = "dmy"\nweek_ends_on = "friday"\neditor = "vi"\n'
        'me = ["d@example.org"]\nworkdays = ["monday"]\nholidays = [2026-12-24, "days.ics"]\n'
        '[agenda]\nprivate = true\n[rules]\nmute = ["due-soon"]\n[rules.quiet]\ndays = 5\n'
        '[sources.work]\nkind = "ical"\npath = "work"\n',
    )
    assert settings.warnings == ()
    assert settings.text("zone") == "UTC"
    assert settings.text("editor") == "vi"
    assert settings.week_ends_on == 4
    assert settings.me == ("d@example.org",)
    assert settings.flag("agenda.private") is True
    assert settings.muted == {"due-soon"}
    assert settings.thresholds == {"quiet": {"days": 5}}
    assert settings.values["holidays"] == [date(2026, 12, 24), "days.ics"]
    assert [source.name for source in settings.sources] == ["work"]


def test_one_calendar_of_holidays_needs_no_list(path: Path) -> None:
    """`holidays = "days.ics"` is the list of it."""
    assert settings_of(path, 'holidays = "days.ics"').values["holidays"] == ["days.ics"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("zone = 3", "zone must be a text, not '3'"),
        ('agenda.private = "yes"', "agenda.private must be a true or false, not 'yes'"),
        ('me = "d@example.org"', "me must be a list, not 'd@example.org'"),
        ('date_order = "dym"', "date_order must be one of dmy, mdy, ymd, not 'dym'"),
        (
            'week_ends_on = "sun"',
            "week_ends_on must be one of monday, tuesday, wednesday, thursday, friday, saturday,"
            " sunday, not 'sun'",
        ),
        ("me = [3]", "me must be a list of addresses"),
        ("rules.mute = [3]", "rules.mute must be a list of rules"),
        ("workdays = [1]", "workdays must be a list of weekdays"),
        ("holidays = [1]", "holidays must be a list of dates and calendar files"),
        ("holidays = 1", "holidays must be a list, not '1'"),
        ("rules.q.days = true", "rules.q.days must be a number from 0 to 100,000, not 'True'"),
        ("rules.q.days = -1", "rules.q.days must be a number from 0 to 100,000, not '-1'"),
        ("rules.q.days = 100001", "rules.q.days must be a number from 0 to 100,000, not '100001'"),
        ("sources = 3", "sources must be tables such as [sources.work]"),
        ("sources.work = 3", "sources must be tables such as [sources.work]"),
        ('date_order = "\\u001b"', "date_order must be one of dmy, mdy, ymd, not '^['"),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_its_key(
    path: Path, text: str, message: str
) -> None:
    """The file is named too."""
    with pytest.raises(UsageError) as raised:
        settings_of(path, text)
    assert raised.value.message == f"{path}: {message}"


@pytest.mark.parametrize("number", [0, 2.5, HIGHEST])
def test_a_threshold_is_a_number_in_its_bounds(path: Path, number: Any) -> None:
    """Both bounds are taken."""
    assert settings_of(path, f"rules.q.days = {number}").thresholds == {"q": {"days": number}}


@pytest.mark.parametrize(
    ("key", "warning"),
    [
        ("editr", "unknown setting editr; did you mean editor?"),
        ("xyzzy.plugh", "unknown setting xyzzy.plugh"),
        ("rules.quiet", "unknown setting rules.quiet; did you mean rules.mute?"),
        ("rules.a.b.c", "unknown setting rules.a.b.c"),
        ("rulez.q.days", "unknown setting rulez.q.days"),
    ],
)
def test_an_unknown_key_is_a_warning(path: Path, key: str, warning: str) -> None:
    """With the key that was meant, where one is near; the other values are read."""
    settings = settings_of(path, f'{key} = 3\nzone = "UTC"\n')
    assert settings.warnings == (f"{path}: {warning}",)
    assert settings.values == {"zone": "UTC"}


@pytest.mark.parametrize(("mode", "is_warned"), [(0o755, False), (0o620, True), (0o602, True)])
def test_a_file_that_others_may_write_is_a_warning(path: Path, mode: int, is_warned: bool) -> None:
    """They could name an editor that runs what they want."""
    path.write_text('zone = "UTC"')
    path.chmod(mode)
    warnings = read_settings(path).warnings
    assert len(warnings) == is_warned
    assert all(f"can be written by others: chmod go-w {path}" in warning for warning in warnings)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"zone = ", "config.toml: "),
        (b'zone = "\xff"', "config.toml cannot be read: it is not UTF-8"),
        (b"a = " + b"[" * 100_000, "config.toml: "),
    ],
)
def test_a_file_that_cannot_be_read_is_wrong_usage(
    path: Path, content: bytes, message: str
) -> None:
    """Exit code 2, and its name."""
    path.write_bytes(content)
    with pytest.raises(UsageError) as raised:
        read_settings(path)
    assert message in raised.value.message
    assert raised.value.hint in {"", "mend it with: clientlog config edit"}


def test_a_folder_or_a_large_file_is_wrong_usage(path: Path) -> None:
    """Nothing is read that is not a plain file of a megabyte at most."""
    path.write_bytes(b"#" * 1_000_000)
    assert read_settings(path) is not None
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(UsageError):
        read_settings(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(UsageError):
        read_settings(path)
