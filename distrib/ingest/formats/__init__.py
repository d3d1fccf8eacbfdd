"""Formats: whatever file or page a person brings, as lines or rows. Nothing is recognised in them here."""
