"""A year of a site's life, lived through by the real actions: clean, or broken on purpose where a twist says so."""
