"""How long it takes to erase a row of a large store."""
