"""The rules, each by a table of books it speaks of and one of books it does not."""
