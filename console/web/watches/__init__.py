"""The watches, what they found and why, and their feeds."""
