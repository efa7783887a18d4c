"""One module a published dataset: columns, types, meanings, version."""
