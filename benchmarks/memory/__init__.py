"""The memory of the process that has a thousand documents read."""
