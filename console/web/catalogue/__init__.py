"""The first page: what there is, how fresh it is, and the state of the system at one glance."""
