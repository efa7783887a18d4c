"""Which of several documents of a record is published: coded data before pages before PDF, summaries last."""

from __future__ import annotations

from core.model.source import Source

_RANK = {"xml": 3, "json": 3, "jsonl": 3, "csv": 3, "xlsx": 3, "html": 2, "pdf": 1}
"""A value that the publisher coded is not read out of a layout; a web page has less layout than a PDF."""


def precedence(source: Source, form: str) -> int:
    """The rank of a form of a source; the greater is published."""
    known = next((each for each in source.forms if each.name == form), None)
    return 0 if known is None or known.summary else _RANK[known.media]
