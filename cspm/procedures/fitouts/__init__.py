"""Fit-out sites: looked at each day, violations stopped (S31, R023 and R024)."""
