"""Cleaning and greening by contractors: contracts, inspections, bins, deductions and the month's settlement."""
