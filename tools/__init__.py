"""Tools for developers: catalogues, the command reference, the list of rules. Not installed."""
