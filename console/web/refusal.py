"""An address that cannot be answered, told in the reader's language."""

from __future__ import annotations

from console.web.language import Language
from console.web.messages import Messages
from core.errors import InputError
from workers.matching.trouble import QueryError

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


class BadQuery(BadAddress):
    """A search that says nothing, told with the place that is wrong."""

    def __init__(self, error: QueryError) -> None:
        self.error = error
        super().__init__("query", at=error.at)

    def told(self, language: Language) -> str:
        """The sentence for a reader."""
        say = Messages(language)
        parts = {name: str(part)[:_LONGEST] for name, part in self.error.parts.items()}
        kind = {"kind": say(f"query_kind.{_slug(parts['kind'])}")} if "kind" in parts else {}
        said = say(f"query.{self.error.key}", **{**parts, **kind})
        return say("refusal.query", at=self.error.at, said=said)


def _slug(kind: str) -> str:
    return kind.replace(" ", "_").replace("é", "e").lower()
