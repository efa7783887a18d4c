"""The readers of prose that the extraction stage lends to sources."""

from __future__ import annotations

from collections.abc import Iterable

from core.model.act import Act
from core.model.reading import Refusal
from core.model.toolbox import NameOrder
from extractors.prose.designations import name_order, read_designations
from extractors.prose.nominations import read_acts, refused
from extractors.prose.titles import read_title
from extractors.prose.vote import voted


class ProseToolbox:
    """The :class:`core.model.toolbox.Toolbox` of this installation."""

    def acts(self, text: str, title: str = "") -> tuple[Act, ...]:
        """See :func:`extractors.prose.nominations.read_acts` and :func:`extractors.prose.vote.voted`."""
        return voted(text, read_acts(text, title=title))

    def title_acts(self, title: str) -> tuple[Act, ...]:
        """See :func:`extractors.prose.titles.read_title`."""
        return read_title(title)

    def refused(self, text: str) -> tuple[Refusal, ...]:
        """See :func:`extractors.prose.nominations.refused`."""
        return refused(text)

    def designations(self, text: str, order: NameOrder | None = None) -> tuple[Act, ...]:
        """See :func:`extractors.prose.designations.read_designations`."""
        return read_designations(text, order)

    def name_order(self, texts: Iterable[str]) -> NameOrder | None:
        """See :func:`extractors.prose.designations.name_order`."""
        return name_order(texts)
