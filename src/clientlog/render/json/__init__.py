"""Results as JSON documents."""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.render.json import agenda as agenda
    from clientlog.render.json import documents as documents
    from clientlog.render.json import pages as pages
    from clientlog.render.json import stats as stats
    from clientlog.render.json import today as today
else:
    __getattr__ = load_on_use(__name__)
