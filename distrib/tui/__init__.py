"""The terminal screens. They show core values and call services; they never touch the database or the mail."""
