"""Our table engine beside camelot and pdfplumber, on the same files in one run."""
