"""Where clientlog keeps its files."""

from collections.abc import Mapping
from pathlib import Path

import platformdirs


def journal_path(environ: Mapping[str, str], named: Path | None) -> Path:
    """The journal: `--db`, then CLIENTLOG_DB, then the user's data folder."""
    if named or environ.get("CLIENTLOG_DB"):
        return Path(named or environ["CLIENTLOG_DB"]).expanduser()
    return platformdirs.user_data_path("clientlog", appauthor=False) / "journal.db"


def config_path(environ: Mapping[str, str]) -> Path:
    """The configuration file: CLIENTLOG_CONFIG, then the user's configuration folder."""
    if environ.get("CLIENTLOG_CONFIG"):
        return Path(environ["CLIENTLOG_CONFIG"]).expanduser()
    return platformdirs.user_config_path("clientlog", appauthor=False) / "config.toml"


def state_folder() -> Path:
    """Where drafts, backups and reports of bugs lie."""
    return platformdirs.user_state_path("clientlog", appauthor=False)
