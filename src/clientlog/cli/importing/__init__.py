"""Reading the files of other programs, and taking in what they hold.

`from clientlog.cli import importing` loads nothing yet: of the formats only the one that is read.
"""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.cli.importing import calendars as calendars
    from clientlog.cli.importing import cards as cards
    from clientlog.cli.importing import contents as contents
    from clientlog.cli.importing import journal as journal
    from clientlog.cli.importing import mail as mail
    from clientlog.cli.importing import minutes as minutes
    from clientlog.cli.importing import outcome as outcome
    from clientlog.cli.importing import reading as reading
    from clientlog.cli.importing import sources as sources
    from clientlog.cli.importing import stale_sources as stale_sources
    from clientlog.cli.importing import tables as tables
else:
    __getattr__ = load_on_use(__name__)
