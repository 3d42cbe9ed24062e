"""A value in, text out: for a terminal, a page, a script. Nothing here prints but `terminal`.

`from clientlog import render` loads nothing yet: of the formats only the one that is asked for.
"""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.render import exports as exports
    from clientlog.render import html as html
    from clientlog.render import json as json
    from clientlog.render import markdown as markdown
    from clientlog.render import text as text
else:
    __getattr__ = load_on_use(__name__)
