"""Reads PDF files with pdfium: glyphs, drawings, words and lines of text."""
