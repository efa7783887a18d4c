"""EPCI, départements and régions."""

from __future__ import annotations

from tools.cog.editions import Edition

EPCI_HEADER = ("code", "nom", "type", "membres")
DEPARTEMENT_HEADER = ("code", "nom", "region", "chef_lieu")
REGION_HEADER = ("code", "nom", "chef_lieu")


def epci(edition: Edition) -> list[tuple[str, ...]]:
    """Groupings with their own taxes, and their communes."""
    return sorted(
        (
            each["code"],
            each["nom"],
            each["type"],
            "|".join(sorted(member["code"] for member in each["membres"])),
        )
        for each in edition.epci
    )


def departements(edition: Edition) -> list[tuple[str, ...]]:
    """Départements and the collectivities overseas that stand in their place."""
    return sorted(
        (each["code"], each["nom"], each["region"], each["chefLieu"]) for each in edition.departements
    )


def regions(edition: Edition) -> list[tuple[str, ...]]:
    """Régions; a collectivity overseas is its own."""
    return sorted((each["code"], each["nom"], each["chefLieu"]) for each in edition.regions)
