"""Notices as printed for readers, on the web or in PDF: lines with labels, or numbered sections."""
