"""A value in, text out: for a terminal, a page, a script. Nothing here prints but `terminal`."""
