"""SMTP as a conversation without its socket: what is said, what is heard, and what a reply is."""
