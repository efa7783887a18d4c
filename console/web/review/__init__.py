"""The review: what waits for a person, its document beside its fields, and each decision."""
