"""The journal file: where it is, how it is opened, its schema, its changes.

`from clientlog import store` loads nothing yet: looks go without backups, undo and purge (10 ms).
"""

from typing import TYPE_CHECKING

from clientlog.lazy import load_on_use

if TYPE_CHECKING:
    from clientlog.store import backup as backup
    from clientlog.store import bulk as bulk
    from clientlog.store import changes as changes
    from clientlog.store import connection as connection
    from clientlog.store import doctor as doctor
    from clientlog.store import file_state as file_state
    from clientlog.store import files as files
    from clientlog.store import identity as identity
    from clientlog.store import interrupt as interrupt
    from clientlog.store import journal_file as journal_file
    from clientlog.store import page_check as page_check
    from clientlog.store import paths as paths
    from clientlog.store import purge as purge
    from clientlog.store import purge_files as purge_files
    from clientlog.store import purge_records as purge_records
    from clientlog.store import purge_search as purge_search
    from clientlog.store import references as references
    from clientlog.store import restore as restore
    from clientlog.store import retention as retention
    from clientlog.store import rows as rows
    from clientlog.store import schema as schema
    from clientlog.store import schema_check as schema_check
    from clientlog.store import source_states as source_states
    from clientlog.store import tables as tables
    from clientlog.store import triggers as triggers
    from clientlog.store import undo as undo
else:
    __getattr__ = load_on_use(__name__)
