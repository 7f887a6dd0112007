"""What looks across procedures: reports, compliance, due, imports, the site itself."""
