"""Click plumbing shared by all commands; nothing here knows a rule of a manual."""
