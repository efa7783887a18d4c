"""Corrections as sheets that data owners edit, and as cases that hold what they typed."""
