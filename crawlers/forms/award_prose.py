"""Awards told in prose."""

from __future__ import annotations

from core.model.reading import Value
from crawlers.forms.notice import Award


def awards_in_prose(prose: Value) -> list[Award]:
    """The awards of a text: none is certain yet."""
    return []
