"""Lists of people: files, tables and cards to journalists and spokespeople, row by row."""
