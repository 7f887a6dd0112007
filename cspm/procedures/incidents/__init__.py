"""Incidents: what is found in a public area, disputes, emergencies and accidents, handled at once and told upward."""
