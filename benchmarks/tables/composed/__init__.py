"""Composed statistical reports: invented tables in many typographies, with their true cells."""
