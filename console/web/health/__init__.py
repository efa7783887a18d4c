"""How the installation does, for machines and for people: health, readiness, freshness, metrics."""
