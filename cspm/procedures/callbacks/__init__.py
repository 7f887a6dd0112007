"""Callbacks after service, and what they find (S05)."""
