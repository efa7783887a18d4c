"""How each source does: freshness, runs, what was refused and what nobody reads."""
