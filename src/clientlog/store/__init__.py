"""The journal file: where it is, how it is opened, its schema, its changes."""
