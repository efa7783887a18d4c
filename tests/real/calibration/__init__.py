"""How often a value is right, beside how sure its reader said it was."""
