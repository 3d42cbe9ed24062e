"""The read side: SQL in, frozen values out. Nothing here changes the journal.

`from clientlog import queries` loads nothing yet: TAB goes without what only a run reads (10 ms).
"""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.queries import absences as absences
    from clientlog.queries import agenda as agenda
    from clientlog.queries import base as base
    from clientlog.queries import clients as clients
    from clientlog.queries import commitments as commitments
    from clientlog.queries import completion as completion
    from clientlog.queries import conflicts as conflicts
    from clientlog.queries import contacts as contacts
    from clientlog.queries import details as details
    from clientlog.queries import duplicates as duplicates
    from clientlog.queries import excerpt as excerpt
    from clientlog.queries import exchanges as exchanges
    from clientlog.queries import exports as exports
    from clientlog.queries import history as history
    from clientlog.queries import imports as imports
    from clientlog.queries import labels as labels
    from clientlog.queries import lists as lists
    from clientlog.queries import meetings as meetings
    from clientlog.queries import minutes as minutes
    from clientlog.queries import notes as notes
    from clientlog.queries import organizations as organizations
    from clientlog.queries import records as records
    from clientlog.queries import reliability as reliability
    from clientlog.queries import search as search
    from clientlog.queries import search_query as search_query
    from clientlog.queries import self_checks as self_checks
    from clientlog.queries import series as series
    from clientlog.queries import snapshot as snapshot
    from clientlog.queries import snapshot_values as snapshot_values
    from clientlog.queries import snoozes as snoozes
    from clientlog.queries import stats as stats
    from clientlog.queries import status as status
    from clientlog.queries import timeline as timeline
    from clientlog.queries import topics as topics
    from clientlog.queries import touches as touches
    from clientlog.queries import values as values
    from clientlog.queries import week as week
else:
    __getattr__ = load_on_use(__name__)
