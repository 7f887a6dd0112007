"""Complaints: judged, followed up, explained, verified (S08)."""
