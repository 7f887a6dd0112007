"""Patrols of public facilities: routes and their plans, patrols on time, late or missed, defects and their repair (S40)."""
