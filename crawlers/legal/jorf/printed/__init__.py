"""The Journal officiel as PDF: a text, or an issue of several."""
