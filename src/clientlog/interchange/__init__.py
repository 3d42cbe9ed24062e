"""Other formats of the journal's content, each with a reader and a writer of plain values."""
