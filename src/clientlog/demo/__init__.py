"""A consultant's year, to try clientlog on: who she worked with, and every command she typed."""
