"""The archived document with the place marked where a value was read."""
