"""How fast, and in how much memory, a large dataset becomes a file."""
