"""Reads the pages that are pictures without text, where an OCR engine is installed: the last resort.

Three steps, so that nobody meets the document's own bytes outside a sandbox: a limited child draws the pages
to bare pixels (``pictures``), the engine reads the pixels in a limited process of its own (``engine``), and
another child makes pages of the words it found (``scan``). ``route`` takes them in order.
"""
