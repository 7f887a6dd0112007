"""Benchmarks: a script that prints a table, not timed tests."""
