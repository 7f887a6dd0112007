"""Technical checklists: what a repair is checked by, step by step, with the values that are accepted (S17)."""
