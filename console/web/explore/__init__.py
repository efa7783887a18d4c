"""Charts and maps of a dataset, whose whole state is in their address."""
