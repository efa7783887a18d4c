"""A store of many notices, for the measures of pages, corrections and exports."""
