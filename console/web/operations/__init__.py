"""What runs, what waits and what was refused, for who keeps the installation going."""
