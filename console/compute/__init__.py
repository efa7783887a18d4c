"""Results of computations on restricted datasets, signed, for the command, the API and the pages."""
