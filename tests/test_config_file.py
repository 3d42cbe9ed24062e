"""Writing settings into the configuration file."""

from pathlib import Path

import pytest

from clientlog.config_file import set_values
from clientlog.errors import ClientlogError, UsageError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_a_file_is_made_with_the_tables_that_are_needed(path: Path) -> None:
    """A dotted key makes one table for each name but the last."""
    set_values(path, {"zone": "Europe/Berlin", "rules.quiet.days": 5, "agenda.private": True})
    text = path.read_text()
    assert text.startswith('zone = "Europe/Berlin"\n')
    assert "[rules.quiet]\ndays = 5\n" in text
    assert "[rules]\n" not in text
    assert "[agenda]\nprivate = true\n" in text


def test_comments_and_other_values_stay(path: Path) -> None:
    """What a person wrote is left as it was; one value changes."""
    path.write_text('# mine\nzone = "UTC" # for now\neditor = "vi"\n')
    set_values(path, {"editor": "nano"})
    assert path.read_text() == '# mine\nzone = "UTC" # for now\neditor = "nano"\n'


def test_a_value_is_added_to_the_table_that_is_there(path: Path) -> None:
    """The others in it stay."""
    path.write_text('[rules]\nmute = ["no-goal"]\n\n[rules.quiet]\ndays = 5\n')
    set_values(path, {"rules.quiet.weeks": 2, "rules.late.days": 3})
    text = path.read_text()
    for line in ('mute = ["no-goal"]', "days = 5", "weeks = 2", "[rules.late]\ndays = 3"):
        assert line in text


def test_none_takes_a_key_away(path: Path) -> None:
    """Whether the key was there or not."""
    path.write_text('zone = "UTC"\neditor = "vi"\n')
    set_values(path, {"zone": None, "date_order": None, "rules.mute": None})
    assert 'editor = "vi"' in path.read_text()
    assert "zone" not in path.read_text()
    assert "date_order" not in path.read_text()


def test_a_byte_order_mark_is_no_mistake(path: Path) -> None:
    """Windows editors write one."""
    path.write_bytes(b'\xef\xbb\xbfzone = "UTC"\n')
    set_values(path, {"zone": "Asia/Tokyo"})
    assert path.read_text("utf-8") == 'zone = "Asia/Tokyo"\n'


def test_a_file_that_is_not_toml_is_left_as_it_was(path: Path) -> None:
    """The message names the file, and the hint how to mend it."""
    path.write_text("zone = \n")
    with pytest.raises(UsageError) as raised:
        set_values(path, {"zone": "UTC"})
    assert str(path) in raised.value.message
    assert raised.value.hint == "mend it with: clientlog config edit"
    assert path.read_text() == "zone = \n"


def test_a_file_that_is_not_utf8_is_left_as_it_was(path: Path) -> None:
    """Exit code 1, and the file is named."""
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ClientlogError, match="cannot be read") as raised:
        set_values(path, {"zone": "UTC"})
    assert raised.value.exit_code == 1
    assert path.read_bytes() == b"\xff\xfe"
