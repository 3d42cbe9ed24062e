"""How long the installed program takes, and how much memory, beside an empty one and its peers."""
