"""Pest control: the leader's plan, what was done of it under whose eyes, and how long ago each area had its turn."""
