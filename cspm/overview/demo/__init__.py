"""The example site: fictitious staff, owners and matters, made by the same actions as the commands use, from one seed."""
