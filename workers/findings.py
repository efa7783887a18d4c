"""What was looked at in an installation, in the words of its operator (French)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is, what was found, whether it is broken and what to do."""

    what: str
    found: str
    broken: bool = False
    hint: str = ""
