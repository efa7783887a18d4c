"""Pure functions that read French legal prose: who is appointed where, in which capacity, in whose place.

Rules read the formulas of the Journal officiel and of the BODACC; nothing here knows a source, a file or a
database. Every value is a :class:`core.model.act.Span` into the text that was given.
"""
