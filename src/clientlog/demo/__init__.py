"""A consultant's year, to try clientlog on: every command she typed, played again."""
