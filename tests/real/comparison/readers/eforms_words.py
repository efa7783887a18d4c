"""The names of eForms, with or without the prefix of their namespace, and texts in several languages."""

from __future__ import annotations

from typing import Any

from tests.real.comparison.readers.trees import at, texts

EXTENSION = "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension"


def bare(tree: Any) -> Any:
    """A dictionary without the prefixes ``cbc:``, ``cac:``, ``efac:``, ``ext:``."""
    if isinstance(tree, dict):
        return {name.rpartition(":")[2]: bare(value) for name, value in tree.items()}
    return [bare(each) for each in tree] if isinstance(tree, list) else tree


def french(tree: Any, path: str) -> str | None:
    """The French text at a path, else the first."""
    found = list(at(tree, path))
    chosen = [each for each in found if isinstance(each, dict) and each.get("@languageID") == "FRA"]
    words = [each.get("#text") if isinstance(each, dict) else each for each in chosen or found]
    return next((each for each in words if each), None)


def organizations(tree: Any) -> dict[str, Any]:
    """The organizations by the id of their company or of a touch point."""
    found: dict[str, Any] = {}
    for each in at(tree, f"{EXTENSION}/Organizations/Organization"):
        keys = texts(each, "Company/PartyIdentification/ID") + texts(
            each, "TouchPoint/PartyIdentification/ID"
        )
        for key in keys:
            found.setdefault(key, each)
    return found
