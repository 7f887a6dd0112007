"""What the manuals say, one folder a procedure, the same file names everywhere."""
