"""clientlog: a command-line personal client journal."""
