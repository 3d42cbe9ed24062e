"""The words of the domain that a value is one of; nothing here imports anything."""

NOTE_KINDS = (
    "note", "personal", "need", "goal", "feedback", "news",
    "offer", "recognition", "agreement", "decision",
)  # fmt: skip
CHANNELS = ("email", "call", "chat", "in-person")
DIRECTIONS = ("up", "down", "sideways", "outside")
STAKES = ("executive", "manager", "influencer")
STAGES = ("transactional", "relationship", "partnership")
CONFLICT_STEPS = ("listening", "empathy", "rapport", "influence", "change")
