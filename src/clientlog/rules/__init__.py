"""The rules: what in the journal needs its owner, and why."""
