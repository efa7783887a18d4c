"""What the extraction stage lends to a source: readers of prose, which a source may not import."""

from __future__ import annotations

from typing import Protocol

from core.model.act import Act
from core.model.reading import Refusal


class Toolbox(Protocol):
    """Readers of French legal prose, handed to :attr:`core.model.source.Form.read`."""

    def acts(self, text: str, title: str = "") -> tuple[Act, ...]:
        """The nominations and other acts of a text of the Journal officiel."""
        ...

    def title_acts(self, title: str) -> tuple[Act, ...]:
        """What the title of such a text says when the text itself is not at hand: no person is named."""
        ...

    def refused(self, text: str) -> tuple[Refusal, ...]:
        """The acts of such a text that must not be published (discipline)."""
        ...

    def designations(self, text: str) -> tuple[Act, ...]:
        """The professionals designated by a court in the prose of a BODACC notice."""
        ...
