"""The read side: SQL in, frozen values out. Nothing here changes the journal."""
