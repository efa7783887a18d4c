"""Bytes to fields, tables and entities with evidence; knows formats, never sources."""
