"""Which watches a record answers, and why."""
