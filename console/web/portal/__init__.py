"""What other portals read of this one: the catalogue in their forms."""
