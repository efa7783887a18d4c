"""The table of a dataset: filters, pages, downloads, dictionary."""
