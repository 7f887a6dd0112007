"""Filings: the reports, summaries and meetings that the manuals ask for every day, month or quarter."""
