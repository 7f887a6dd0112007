"""Garbage: collected in the hours of its area, by a checklist, and what a month's removals come to."""
