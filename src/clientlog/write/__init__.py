"""Write side: one function for each thing that can happen, inside one transaction.

`from clientlog import write` loads no module of it before one is used, as in
`write.notes.raise_topic(…)`: a look and TAB go without (15 ms).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clientlog.write import absences as absences
    from clientlog.write import amendments as amendments
    from clientlog.write import change as change
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
    from importlib import import_module

    def __getattr__(name: str) -> object:
        """Load a module of the package when it is first used."""
        try:
            return import_module(f"{__name__}.{name}")
        except ModuleNotFoundError as error:
            raise AttributeError(f"{__name__} has no module {name}") from error
