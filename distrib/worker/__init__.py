"""The process that claims due deliveries and sends them. It keeps no state of its own: the ledger does."""
