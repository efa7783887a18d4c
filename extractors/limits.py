"""How much of a tree is read before the document is refused."""

from __future__ import annotations

from core.errors import LimitExceeded

MAX_DEPTH = 150
"""The deepest real notices (eForms XML, web pages of portals) nest about 40 levels."""

MAX_NODES = 2_000_000
MAX_PATH = 4_000
MAX_CHARACTERS = 150_000_000
"""Of all texts and paths of a tree together: nested HTML repeats the text of each level."""


class Budget:
    """Counts what a tree takes and refuses what goes beyond."""

    def __init__(self, nodes: int = MAX_NODES, characters: int = MAX_CHARACTERS) -> None:
        self._nodes = nodes
        self._characters = characters

    def enter(self, path: str, depth: int = 0) -> None:
        """Account for one node before its children are looked at.

        Raises:
            LimitExceeded: the document has too many nodes or is nested too deep.
        """
        self._nodes -= 1
        if self._nodes < 0:
            raise LimitExceeded(f"the document has too many elements (first one too many: {path[:200]})")
        if depth > MAX_DEPTH or len(path) > MAX_PATH:
            raise LimitExceeded(f"the document is nested deeper than {MAX_DEPTH} levels at {path[:200]}")
        self.keep(path)

    def keep(self, text: str) -> None:
        """Account for a text that stays in memory.

        Raises:
            LimitExceeded: all texts together are too long.
        """
        self._characters -= len(text)
        if self._characters < 0:
            raise LimitExceeded("the document repeats more text than any honest one")
