"""The journal in the formats of other programs."""
