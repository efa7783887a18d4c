"""The words of feeds and messages, French and English, from ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.model.channel import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    language: Language = "fr"

    def __call__(self, key: str, **parts: object) -> str:
        """The sentence of a key such as ``mail.coverage``, its parts filled in; KeyError if there is none."""
        found: Any = _catalogue()
        for step in key.split("."):
            found = found[step]
        return str(found[self.language]).format(**parts)


@cache
def _catalogue() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
