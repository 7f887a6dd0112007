"""The initial deep clean: workload measured, temporary people hired by it, the best kept when it is over."""
