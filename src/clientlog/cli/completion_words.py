"""The fixed words that a shell is offered."""

from clientlog.kinds import LISTS

STATES = tuple(
    dict.fromkeys(
        [state for records in LISTS for state in records.states]
        + ["planned", "held", "cancelled", "no-show"]
    )
)
SORT_KEYS = ("due", "date", "client", "text", "ref", "name", "contact", "start")
SHELLS = ("bash", "zsh", "fish", "powershell")
DATES = ("today", "tomorrow", "yesterday", "mon", "tue", "wed", "thu", "fri", "next-mon",
         "next-fri", "eow", "eom", "eoq")  # fmt: skip

FORMATS = {
    "agenda": ("text", "md", "html", "json"),
    "export": ("json", "md", "csv", "ical", "vcard"),
    "import": ("vcard", "ical", "csv", "json", "md", "mail"),
}
"""The formats of a command; of the others text, md and html."""

OPEN_LETTERS = {
    "done": "aptn",
    "renegotiate": "ap",
    "break": "p",
    "drop": "aptn",
    "told": "uap",
    "confirm": "hv",
    "discussed": "t",
    "step": "c", "agree": "c", "check": "c",
    "log": "m", "move": "m", "cancel": "m", "agenda": "m",
}  # fmt: skip
"""The kinds of open records that a command, or an option of `log`, takes."""
