"""The parts of the compilation of the geography, one a table."""
