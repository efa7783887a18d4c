"""Rows written by the database itself as lines of CSV, JSON and sheet XML: faster than row by row.

Both databases give the same values; the row-by-row writers beside this package say what they are.
"""

from __future__ import annotations
