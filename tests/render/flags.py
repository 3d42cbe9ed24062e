"""Flags and reports in a few words."""

from typing import Any

from clientlog.render.report import Report
from clientlog.rules.runner import Flag
from tests.rules.build import DANA, TODAY


def flag(severity: str = "now", number: int = 4, **more: Any) -> Flag:
    """A flag about a promise to Dana."""
    common: dict[str, Any] = {
        "key": f"due-soon:p{number}", "rule": "due-soon", "severity": severity, "client": "dana",
        "ref": f"p{number}", "since": TODAY, "text": f"p{number} is due", "why": "A word counts.",
        "templates": (f"clientlog done p{number}", f"clientlog drop p{number}"), "subject": DANA,
        "snoozed": False, "old": False, "put_off": 0,
    }  # fmt: skip
    return Flag(**common | more)


def report(*flags: Flag, **more: Any) -> Report:
    """A report of these flags."""
    known = {"as_of": "Fri 20 Nov 12:00", "program": "clientlog", "left_out": {}}
    return Report(flags, **known | more)
