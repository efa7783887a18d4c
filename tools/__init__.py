"""Scripts that make data, fixtures and pictures; nothing of the product imports them."""
