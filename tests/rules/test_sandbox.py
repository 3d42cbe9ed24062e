"""What a query of one's own may rely on."""

import re
from pathlib import Path

import pytest

from clientlog.rules.sandbox import VIEWS, create_views
from clientlog.store.journal_file import open_to_look

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "own-rules.md"


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_the_columns_of_the_page(view: str, tmp_path: Path) -> None:
    """The documented columns are those that a query finds, in that order."""
    connection = open_to_look(tmp_path / "none.db")
    create_views(connection)
    columns = [one[0] for one in connection.execute(f"SELECT * FROM {view}").description]
    (row,) = re.findall(rf"^\| `{view}` \| (.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert re.findall("`([a-z_]+)`", re.sub(r"\([^)]*\)", "", row)) == columns


def test_a_connection_with_views_still_only_reads(tmp_path: Path) -> None:
    """Making the views leaves the connection unable to write."""
    connection = open_to_look(tmp_path / "none.db")
    create_views(connection)
    assert connection.execute("PRAGMA query_only").fetchone() == (1,)
