"""What the extraction stage lends to a source: readers of prose, which a source may not import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

from core.model.act import Act
from core.model.reading import Refusal

NameOrder = Literal["nom", "prenom"]
"""What comes first in a name."""


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

    def designations(self, text: str, order: NameOrder | None = None) -> tuple[Act, ...]:
        """The professionals designated by a court in the prose of a BODACC notice.

        ``order`` is what :meth:`name_order` says of the texts of the same court.
        """
        ...

    def name_order(self, texts: Iterable[str]) -> NameOrder | None:
        """Whether such texts, all of one court, print names before given names; None where it varies."""
        ...
