"""How long pages take with a million rows, and the table of them beside Datasette on the same file."""
