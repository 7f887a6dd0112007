"""The store's promises P1 to P23, held by tests: at CI sizes by pytest, at release sizes by `python -m tests.reliability`."""
