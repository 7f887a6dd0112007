"""In-house cleaning posts: zones and their owners, duties, the leader's daily round, supervision, what was noticed (S22)."""
