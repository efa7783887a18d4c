"""Requests a second of one filtered page, beside Datasette on the same file."""
