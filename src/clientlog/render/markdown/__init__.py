"""Results as Markdown."""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.render.markdown import agenda as agenda
    from clientlog.render.markdown import escaping as escaping
    from clientlog.render.markdown import report as report
else:
    __getattr__ = load_on_use(__name__)
