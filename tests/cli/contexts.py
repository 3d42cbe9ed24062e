"""Contexts of a run, without a command line."""

from pathlib import Path
from typing import Any

from clientlog.cli.context import Context


def context(journal: Path, **more: Any) -> Context:
    """A run on this journal, Friday noon in Berlin, with nobody to ask."""
    environ = {
        "CLIENTLOG_DB": str(journal),
        "CLIENTLOG_CONFIG": str(journal.with_name("config.toml")),
        "CLIENTLOG_NOW": "2026-11-20T12:00:00+01:00",
        "TZ": "Europe/Berlin",
        "COLUMNS": "100",
    } | more.pop("environ", {})
    return Context(environ=environ, no_input=True, **more)
