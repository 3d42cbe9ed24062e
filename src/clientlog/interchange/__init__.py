"""Other shapes of what is in the journal: each with a reader and a writer of plain values."""
