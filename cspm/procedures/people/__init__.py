"""Staff, units and areas: who acts, where, in which role."""
