"""Visits: customers are called on by plan and appointment, and what they ask is answered."""
