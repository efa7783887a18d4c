"""Finds the tables of PDF pages: ruled, half ruled and unruled."""
