"""Records in and out: imports with their batches, exports that import again unchanged, empty tables to fill in."""
