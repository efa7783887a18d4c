"""Pages in the manner of federal bureaus, written before the engine had read them: a fifth composer."""
