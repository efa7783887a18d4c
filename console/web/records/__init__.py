"""One record: its fields and how sure they are, its history, what it is linked to."""
