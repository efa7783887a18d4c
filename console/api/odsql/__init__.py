"""ODSQL, the query language of the Explore API: text → tree → parameterised SQL; see docs/api.md."""
