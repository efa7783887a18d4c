"""The matching of notices against many watches, beside other ways of doing it."""
