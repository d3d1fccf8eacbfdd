"""Deliveries: what workers do to the ledger, what people do to what is under way, and what is told of it."""
