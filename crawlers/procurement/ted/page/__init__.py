"""Pages of ted.europa.eu: a table of coded data, and the form in numbered sections (French or English)."""
