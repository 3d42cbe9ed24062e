"""Results as text on a terminal or in a pipe; only these modules load Rich (30 ms)."""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.render.text import agenda as agenda
    from clientlog.render.text import chart as chart
    from clientlog.render.text import demo as demo
    from clientlog.render.text import lists as lists
    from clientlog.render.text import pages as pages
    from clientlog.render.text import report as report
    from clientlog.render.text import rows as rows
    from clientlog.render.text import stats as stats
    from clientlog.render.text import tables as tables
    from clientlog.render.text import today as today
    from clientlog.render.text import widgets as widgets
else:
    __getattr__ = load_on_use(__name__)
