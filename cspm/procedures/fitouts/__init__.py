"""Fit-outs: applied for and approved, looked at each day, violations stopped and told of (S31, R020 to R024)."""
