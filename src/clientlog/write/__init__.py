"""Write side: one function for each thing that can happen, inside one transaction.

`from clientlog import write` loads nothing yet: a look and TAB go without the write side (15 ms).
"""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.write import absences as absences
    from clientlog.write import amendments as amendments
    from clientlog.write import change as change
    from clientlog.write import client_merge as client_merge
    from clientlog.write import clients as clients
    from clientlog.write import close as close
    from clientlog.write import commitments as commitments
    from clientlog.write import conflicts as conflicts
    from clientlog.write import imports as imports
    from clientlog.write import log as log
    from clientlog.write import meetings as meetings
    from clientlog.write import notes as notes
    from clientlog.write import organizations as organizations
    from clientlog.write import records as records
    from clientlog.write import recurring as recurring
    from clientlog.write import self_checks as self_checks
    from clientlog.write import series as series
    from clientlog.write import snoozes as snoozes
else:
    __getattr__ = load_on_use(__name__)
