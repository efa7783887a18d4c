"""Places: COG codes, their lineage, jurisdictions."""
