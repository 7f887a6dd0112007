"""Who takes a matter in stays with it until the customer is satisfied (S14): the first receiver's duties and rights."""
