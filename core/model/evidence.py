"""Where a value was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, origin at the top left of the page as displayed."""


TYPED = "saisie"
"""How the path of a value begins that a person has typed without a place in the document."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place in the archived bytes where a value was read, with the words as printed.

    A PDF value has ``page`` (from 1) and ``bbox``; a value of a tree (JSON, XML, HTML, CSV) has ``path``;
    a value that a person has typed for a row that the reader missed has a path that begins with
    :data:`TYPED`, of no place in the document, and the words of the person;
    a value inside a longer text has also ``start`` and ``end``, character offsets in the text at ``path``.
    """

    lecture: str
    page: int | None = None
    bbox: Box | None = None
    path: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def typed(self) -> bool:
        """Whether a person is all that says so."""
        return self.path is not None and self.path.startswith(f"{TYPED}[")

    def as_dict(self) -> dict[str, Any]:
        """The JSON form published in ``preuves``: only the keys that are known."""
        pairs = {
            "lecture": self.lecture,
            "page": self.page,
            "bbox": [round(side, 2) for side in self.bbox] if self.bbox else None,
            "path": self.path,
            "start": self.start,
            "end": self.end,
        }
        return {key: value for key, value in pairs.items() if value is not None}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Evidence:
        """The reverse of :meth:`as_dict`."""
        box = data.get("bbox")
        return cls(
            lecture=data["lecture"],
            page=data.get("page"),
            bbox=(box[0], box[1], box[2], box[3]) if box else None,
            path=data.get("path"),
            start=data.get("start"),
            end=data.get("end"),
        )
