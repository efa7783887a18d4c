"""What the extraction stage lends to a source: readers of prose, which a source may not import."""

from __future__ import annotations

from typing import Protocol

from core.model.act import Act


class Toolbox(Protocol):
    """Readers of French legal prose, handed to :attr:`core.model.source.Form.read`."""

    def acts(self, text: str, title: str = "") -> tuple[Act, ...]:
        """The nominations and other acts of a text of the Journal officiel."""
        ...

    def title_act(self, title: str) -> Act | None:
        """What the title of such a text says when the text itself is not at hand."""
        ...

    def designations(self, text: str) -> tuple[Act, ...]:
        """The professionals designated by a court in the prose of a BODACC notice."""
        ...
