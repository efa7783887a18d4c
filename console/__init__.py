"""People and programs that read us; imported by nobody."""
