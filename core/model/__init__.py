"""Frozen nouns of the project, without input or output."""
