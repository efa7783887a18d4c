"""organisme: the buyer."""

from __future__ import annotations

from core.strict import StrictReader
from crawlers.forms.notice import Notice, buyer_number, put


def read_buyer(family: StrictReader, notice: Notice) -> None:
    """Name, SIRET, town and buyer profile."""
    for who in family.at("organisme"):
        put(
            notice.avis,
            acheteur_nom=who.value("nomOfficiel", "acheteurPublic", "denomination"),
            acheteur_code_postal=who.value("cp", "adr/cp"),
            acheteur_ville=who.value("ville", "adr/ville"),
            url_profil_acheteur=who.value("urlProfilAcheteur", "urlProfilAch"),
        )
        put(notice.avis, **buyer_number(who.value("codeIdentificationNational", "siret")))
