"""Statistical secrecy of aggregated tables: what a cell would tell of one unit, and what hides it."""
