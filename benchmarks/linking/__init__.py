"""Notices of one procurement found among 100 000 composed ones, beside MinHash and splink, in one run."""
