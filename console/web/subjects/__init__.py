"""What all datasets say of one organisation or one commune."""
