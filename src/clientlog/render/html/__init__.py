"""Results as HTML."""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.render.html import agenda as agenda
    from clientlog.render.html import report as report
    from clientlog.render.html import stats as stats
else:
    __getattr__ = load_on_use(__name__)
