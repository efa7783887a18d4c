"""Organisations: one key whatever the source and the spelling."""
