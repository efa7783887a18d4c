"""An address that cannot be answered, told in the reader's language."""

from __future__ import annotations

from console.web.language import Language
from console.web.messages import Messages
from core.errors import InputError

_LONGEST = 60


class BadAddress(InputError):
    """The address asks for what cannot be; ``key`` names the sentence of ``messages.toml`` that says so."""

    code = "bad-address"

    def __init__(self, key: str, **parts: object) -> None:
        self.key = key
        self.parts = {name: str(part)[:_LONGEST] for name, part in parts.items()}
        super().__init__(self.told("en"))

    def told(self, language: Language) -> str:
        """The sentence for a reader."""
        return Messages(language)(f"refusal.{self.key}", **self.parts)
