"""Sources of public procurement notices."""
