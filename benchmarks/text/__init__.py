"""Our readings of text beside bare pypdfium2, on the same files in one run."""
