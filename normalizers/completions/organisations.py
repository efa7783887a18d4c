"""What an organisation's identifier and address say."""

from __future__ import annotations

from normalizers.codes.countries import country_code, is_french_territory
from normalizers.completions.sirene import complete_from_sirene, complete_names_from_sirene
from normalizers.draft import Draft
from normalizers.geo.resolve import resolve


def complete_buyer(draft: Draft) -> None:
    """The SIREN out of the SIRET, the commune out of postal code and town, the rest from Sirene."""
    complete_siren(draft, "acheteur")
    complete_commune(draft, "acheteur")
    complete_from_sirene(draft, "acheteur")
    complete_names_from_sirene(draft, "acheteurs")


def complete_winner(draft: Draft) -> None:
    """The SIREN out of the SIRET, the commune out of postal code and town, the rest from Sirene."""
    complete_siren(draft, "titulaire")
    complete_commune(draft, "titulaire")
    complete_from_sirene(draft, "titulaire")
    complete_names_from_sirene(draft, "titulaires")


def complete_siren(draft: Draft, who: str) -> None:
    """``{who}_siren`` from ``{who}_siret``, unless the document gives it itself."""
    siret = draft.get(f"{who}_siret")
    draft.derive(f"{who}_siren", siret[:9] if siret else None, f"{who}_siret")


def complete_commune(draft: Draft, who: str) -> None:
    """``{who}_code_commune`` from ``{who}_code_postal`` and ``{who}_ville``; unknown where they disagree.

    A town abroad has none, whatever French town has its name.
    """
    town, postal = draft.get(f"{who}_ville"), draft.get(f"{who}_code_postal")
    if not town or is_foreign(draft.get(f"{who}_pays")):
        return
    place = resolve(town, code_postal=postal)
    draft.warn(f"{who}_code_commune", *place.warnings)
    draft.derive(f"{who}_code_commune", place.code_commune, f"{who}_ville", f"{who}_code_postal")


def is_foreign(country: str | None) -> bool:
    """Whether a text is the code or the name of another country; an unknown word tells nothing."""
    code = country_code(country)
    return code is not None and code != "FR" and not is_french_territory(code)
