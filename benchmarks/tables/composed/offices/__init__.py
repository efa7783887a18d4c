"""Pages as single offices print them, written by hand one after the other: a fourth composer."""
