"""Columns that follow from other columns of a row."""
