"""Fields to rows; knows France, never formats."""
