"""The press office's rules. No I/O, no clock, no randomness: instants and identifiers are arguments."""
