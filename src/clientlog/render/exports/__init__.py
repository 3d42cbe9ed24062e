"""The journal in the formats of other programs."""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.render.exports import ical as ical
    from clientlog.render.exports import markdown as markdown
    from clientlog.render.exports import tables as tables
    from clientlog.render.exports import vcard as vcard
else:
    __getattr__ = load_on_use(__name__)
