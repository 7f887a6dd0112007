"""Accidents of outsourced works: told at once, reported in writing, investigated until nothing is let go (S55)."""
