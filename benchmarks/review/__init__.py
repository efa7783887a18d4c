"""How long a correction takes at the server, with few rows in the store and with a million."""
