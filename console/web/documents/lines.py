"""A line of a document as the child process hands it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A node of the document; ``start`` and ``end`` are the place inside ``text``, if any.

    ``cut`` says that the text goes on beyond what is shown. A hidden line stands for a part that may not be
    shown. A row of a table has ``cells``, which are lines themselves.
    """

    path: str
    name: str
    depth: int
    text: str
    marked: bool = False
    start: int | None = None
    end: int | None = None
    cut: bool = False
    hidden: bool = False
    cells: tuple[Line, ...] = ()

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Line:
        """The reverse of ``dataclasses.asdict``."""
        return cls(**{**data, "cells": tuple(cls.from_dict(cell) for cell in data["cells"])})
