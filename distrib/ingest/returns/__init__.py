"""What comes back: files of mail to messages, and messages to what they report of a delivery."""
