"""Repairs: judged by their technical checklists, followed up by a specialist, told to the owner (S17)."""
