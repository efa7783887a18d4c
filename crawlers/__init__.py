"""Find and fetch publications; one module a source."""
