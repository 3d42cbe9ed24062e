"""What a status is made of."""

from typing import get_args

import pytest

from clientlog.status.values import COLORS, Color, Point, Status
from tests.rules.build import DANA


def test_colors_stand_with_the_worst_first() -> None:
    """The worst of several is the first of these."""
    assert COLORS == ("red", "yellow", "green")
    assert set(COLORS) == set(get_args(Color))


def test_a_point_is_about_a_record_or_about_none() -> None:
    """`and 3 more` has no REF."""
    assert Point("and 3 more").ref is None


def test_a_status_settles_no_update_unless_said() -> None:
    """And nobody changes it between showing and sending it."""
    status = Status(
        client=DANA, color="green", reason="on track", since=None, organizations=(), sections=(),
        carried=(),
    )  # fmt: skip
    assert status.updates == ()
    with pytest.raises(AttributeError):
        status.carried = ()  # type: ignore[misc]  # what is tried
