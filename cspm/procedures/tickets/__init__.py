"""Tickets: every matter of a customer, from intake to closing (S01-S04, S08, S13-S15, S17)."""
