"""Cleaning supplies and tools: the month's plan, what was bought and used of it, and whether the cost stayed in bounds."""
