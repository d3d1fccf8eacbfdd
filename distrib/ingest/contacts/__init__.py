"""Contacts: who may be called about a release, from the lines that name them."""
