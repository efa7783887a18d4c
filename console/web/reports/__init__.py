"""Readers report what is wrong; reviewers read it."""
