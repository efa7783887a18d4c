"""Code lists of public procurement: CPV, NUTS, countries."""
