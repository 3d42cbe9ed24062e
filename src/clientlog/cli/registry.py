"""The module of each command, by the sections of the help page."""

SECTIONS: dict[str, dict[str, str]] = {
    "Every day": {
        "today": "today",
        "log": "log",
        "report": "report",
        "review": "review",
        "show": "show",
        "search": "search",
        "timeline": "timeline",
        "list": "list_",
        "stats": "stats",
    },
    "Meetings": {
        "agenda": "agenda",
        "plan": "plan",
        "meeting": "meeting",
        "topic": "topic",
        "touch": "touch",
    },
    "Commitments": {
        "promise": "commitment",
        "action": "commitment",
        "done": "close",
        "chase": "chase",
        "renegotiate": "close",
        "break": "close",
        "drop": "close",
        "reopen": "close",
        "told": "close",
        "confirm": "close",
        "edit": "edit",
        "rm": "edit",
    },
    "People": {
        "client": "client_upkeep",
        "org": "org",
        "note": "note",
        "away": "away",
        "status": "status",
        "conflict": "conflict",
    },
    "The rules": {"rule": "rule", "snooze": "snooze", "unsnooze": "snooze"},
    "The program": {
        "help": "help",
        "config": "config",
        "schedule": "schedule",
        "completion": "completion",
    },
    "The journal": {
        "undo": "history",
        "redo": "history",
        "history": "history",
        "export": "export",
        "import": "import_formats",
        "refresh": "refresh",
        "sources": "sources",
        "backup": "backup",
        "restore": "backup",
        "doctor": "doctor",
        "demo": "demo",
    },
}

MODULES = {name: module for section in SECTIONS.values() for name, module in section.items()}
"""The module of every command."""

WITH_VALUE = ("--db", "--color")
WITHOUT_VALUE = ("--json", "--no-input", "--quiet", "-q", "--plain", "--no-pager")
"""The shared options, which may also stand before the command."""
