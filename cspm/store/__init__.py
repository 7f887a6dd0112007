"""The store: one readable JSON file per record, a lock, a journal of names, and an index that can always be lost."""
