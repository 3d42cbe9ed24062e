"""Files that other programs wrote, from outside the project: CLIENTLOG_FIXTURES names their folder.

Without it nothing of this is collected; with it everything must run.
"""

import os

if not os.environ.get("CLIENTLOG_FIXTURES"):
    collect_ignore_glob = ["test_*.py"]
