"""What follows from the amounts and the durations of a notice."""

from __future__ import annotations

from normalizers.draft import Draft
from normalizers.values.durations import from_unit


def complete_notice(draft: Draft) -> None:
    """The currency where an amount is known, and months out of days."""
    amounts = ("montant_estime", "montant_min", "montant_max", "montant_attribue")
    known = [name for name in amounts if draft.get(name) is not None]
    if known:
        draft.derive("devise", "EUR", *known)
    complete_duration(draft)


def complete_changes(draft: Draft) -> None:
    """What a rectificatif or an annulation changes: all that it names, where the form does not say which."""
    if draft.get("type_avis") in ("rectificatif", "annulation"):
        draft.derive("avis_modifies", draft.get("avis_lies"), "avis_lies")


def complete_duration(draft: Draft) -> None:
    """``duree_mois`` from a duration that the form gives in days, rounded up to the month."""
    days = draft.get("duree_jours")
    if days:
        months = from_unit(days, "JOUR")
        draft.warn("duree_mois", *months.warnings)
        draft.derive("duree_mois", months.value, "duree_jours")
