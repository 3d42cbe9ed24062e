"""Which module holds which command, by the sections of the help page."""

SECTIONS: dict[str, dict[str, str]] = {
    "Every day": {
        "today": "day",
        "log": "log",
        "report": "report",
        "show": "show",
        "search": "look",
        "timeline": "look",
        "list": "look",
    },
    "Meetings": {"plan": "plan", "meeting": "meeting", "topic": "topic", "touch": "touch"},
    "Commitments": {
        "promise": "commitment",
        "action": "commitment",
        "done": "settle",
        "renegotiate": "settle",
        "break": "settle",
        "drop": "settle",
        "told": "settle",
        "confirm": "settle",
        "edit": "edit",
        "rm": "edit",
    },
    "People": {
        "client": "client",
        "org": "org",
        "note": "note",
        "conflict": "conflict",
    },
    "The rules": {"rule": "rule", "snooze": "snooze"},
    "The program": {"config": "config", "completion": "completion"},
    "The journal": {
        "undo": "history",
        "redo": "history",
        "history": "history",
        "demo": "demo",
    },
}
