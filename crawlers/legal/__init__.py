"""Sources on the legal professions."""
