"""Deliveries: the ledger's states, what replies mean for them, when they are due, and how a dispatch stands."""
