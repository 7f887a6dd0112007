"""Contractors beside the daily inspection: work plans, joint patrols, weekly meetings, event notices (S19)."""
