"""Where clientlog keeps its files."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import platformdirs

from clientlog.errors import UsageError


def journal_path(environ: Mapping[str, str], named: Path | None) -> Path:
    """The journal: `--db`, then CLIENTLOG_DB, then the user's data folder."""
    if named or environ.get("CLIENTLOG_DB"):
        return _expanded(Path(named or environ["CLIENTLOG_DB"]))
    return platformdirs.user_data_path("clientlog", appauthor=False) / "journal.db"


def config_path(environ: Mapping[str, str]) -> Path:
    """The configuration file: CLIENTLOG_CONFIG, then the user's configuration folder."""
    if environ.get("CLIENTLOG_CONFIG"):
        return _expanded(Path(environ["CLIENTLOG_CONFIG"]))
    return platformdirs.user_config_path("clientlog", appauthor=False) / "config.toml"


def state_folder() -> Path:
    """Where drafts, backups and reports of bugs lie."""
    return platformdirs.user_state_path("clientlog", appauthor=False)


def path_digest(journal: Path) -> str:
    """Eight letters that tell what belongs to this journal from what belongs to another."""
    whole = str(journal.absolute())
    return sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _expanded(path: Path) -> Path:
    """`~` is the home folder; of somebody who is not here it is a mistake."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UsageError(f"{path}: {error}") from None
