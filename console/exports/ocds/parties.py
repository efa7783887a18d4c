"""The organisations of a release: buyers and suppliers, once each, with their roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from crawlers.forms.folding import fold

SCHEME = "FR-INSEE"
"""The Sirene register in the list of org-id.guide."""


@dataclass(slots=True)
class Parties:
    """The organisations met; a reference to one is what the rest of the release has."""

    found: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(
        self, role: str, name: str | None, siret: str | None, **address: str | None
    ) -> dict[str, str] | None:
        """A reference to an organisation, None for one that has neither name nor SIRET."""
        if not name and not siret:
            return None
        key = f"{SCHEME}-{siret}" if siret else f"nom-{sha256(fold(name or '').encode()).hexdigest()[:16]}"
        party = self.found.setdefault(key, {"id": key, "roles": []})
        if name:
            party.setdefault("name", name)
        if siret:
            identifier: dict[str, str] = {"scheme": SCHEME, "id": siret}
            party["identifier"] = identifier | ({"legalName": name} if name else {})
        if told := {part: value for part, value in address.items() if value}:
            party.setdefault("address", told)
        if role not in party["roles"]:
            party["roles"].append(role)
        return {"id": key} | ({"name": name} if name else {})

    def listed(self) -> list[dict[str, Any]]:
        """The organisations in the order in which they were met."""
        return list(self.found.values())
