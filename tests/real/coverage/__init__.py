"""What is read of the real documents: the share of their paths that is read, ignored by name, unknown."""
