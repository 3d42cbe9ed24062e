"""The words of the domain, as values of fields; nothing is imported here."""

NOTE_KINDS = (
    "note", "personal", "need", "goal", "feedback", "news",
    "offer", "recognition", "agreement", "decision",
)  # fmt: skip
CHANNELS = ("email", "call", "chat", "in-person")
DIRECTIONS = ("up", "down", "sideways", "outside")
DIRECTION_SYNONYMS = {
    "boss": "up", "manager": "up", "leader": "up", "lead": "up",
    "report": "down", "reports": "down", "team": "down", "direct-report": "down",
    "peer": "sideways", "colleague": "sideways", "side": "sideways",
    "client": "outside", "customer": "outside", "external": "outside", "partner": "outside",
}  # fmt: skip
"""What people call those whom a direction leads to."""
STAKES = ("executive", "manager", "influencer")
STAGES = ("transactional", "relationship", "partnership")
FORMAT_SYNONYMS = {
    "vcf": "vcard", "card": "vcard", "vcards": "vcard", "ics": "ical", "icalendar": "ical",
    "eml": "mail", "mbox": "mail", "maildir": "mail", "markdown": "md",
}  # fmt: skip
"""What people call a format after the ending of its files."""
ADDRESS_KINDS = ("email", "phone")
TOUCH_SOURCES = ("hand", "mail")
CONFLICT_STEPS = ("listening", "empathy", "rapport", "influence", "change")

AUDIENCE = 8
"""A meeting with more clients than this is a talk to an audience: no contact with any of them."""
