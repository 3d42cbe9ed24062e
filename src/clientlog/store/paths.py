"""Where clientlog keeps its files."""

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import platformdirs

from clientlog.errors import UsageError

SIDECARS = ("-journal", "-wal", "-shm")
"""What SQLite adds to a database's name for the files it keeps beside it."""


def journal_path(environ: Mapping[str, str], named: Path | None) -> Path:
    """Return the journal's path: `--db`, then CLIENTLOG_DB, then the user's data folder."""
    if named or environ.get("CLIENTLOG_DB"):
        return expand(Path(named or environ["CLIENTLOG_DB"]))
    return platformdirs.user_data_path("clientlog", appauthor=False) / "journal.db"


def config_path(environ: Mapping[str, str]) -> Path:
    """Return the path of the configuration: CLIENTLOG_CONFIG, then the user's folder."""
    if environ.get("CLIENTLOG_CONFIG"):
        return expand(Path(environ["CLIENTLOG_CONFIG"]))
    return platformdirs.user_config_path("clientlog", appauthor=False) / "config.toml"


def state_folder() -> Path:
    """Return the folder of drafts, backups and reports of bugs."""
    return platformdirs.user_state_path("clientlog", appauthor=False)


def is_named(environ: Mapping[str, str], named: Path | None) -> bool:
    """Return whether the journal was named, rather than looked for where it always is."""
    return bool(named or environ.get("CLIENTLOG_DB"))


def path_digest(journal: Path) -> str:
    """Return eight letters that stand for the place of a journal, however it is spelled."""
    return sha256(os.fsencode(real_path(journal))).hexdigest()[:8]


def real_path(path: Path) -> Path:
    """Return the path without links; as it is where the working folder was deleted."""
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path


def refuse_own_file(path: Path, journal: Path, config: Path) -> None:
    """Refuse to write an output over the journal, its sidecars, the configuration or a backup."""
    own = [Path(f"{journal}{suffix}") for suffix in ("", *SIDECARS)]
    if any(_is_same(path, file) for file in (*own, config)) or _is_state(path):
        raise UsageError(
            f"{path} belongs to clientlog and is not written over", "name another file"
        )


def _is_state(path: Path) -> bool:
    """Return whether the path is of a backup, a draft or another file in the state folder."""
    return path.is_file() and real_path(path).is_relative_to(real_path(state_folder()))


def _is_same(path: Path, other: Path) -> bool:
    if real_path(path) == real_path(other):
        return True
    try:
        return path.samefile(other)
    except OSError:
        return False


def expand(path: Path) -> Path:
    """Return the path with `~` as the home folder; raise UsageError where there is none."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise UsageError(f"{path}: {error}") from None
