"""Outsourced works: crews, their works and shifts, protective gear, meters changed and checked (S53)."""
