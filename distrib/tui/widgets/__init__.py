"""The widgets of the terminal interface, one per file."""
