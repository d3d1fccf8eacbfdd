"""The dialogs of the terminal interface, one per file."""
