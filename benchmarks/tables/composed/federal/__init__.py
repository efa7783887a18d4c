"""Reports of federal agencies written as raw PDF: a third composer, independent of the first two."""
