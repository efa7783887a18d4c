"""Which notices are of one procurement: declared links, likeness, and what forbids joining."""
